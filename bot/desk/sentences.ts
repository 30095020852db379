import type { Problem } from '../core/action.ts'
import type { Applied, Outcome, Told } from '../core/outcome.ts'
import { formatFacts, joinList } from '../words/format.ts'
import type { Speech } from '../words/words.ts'

/** The same words for a text that is read as Markdown: what people typed is shown in it as they typed it. */
export function inMarkdown(speech: Speech): Speech {
  const plainly = (values: Record<string, unknown> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escaped(value)]))
  return {
    ...speech,
    find: (key, values) => speech.find(key, plainly(values)),
    word: (key, values) => speech.word(key, plainly(values)),
  }
}

// An address that somebody typed, or is called, is no link of ours.
const escaped = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replace(/[\\`*_[\]<>~|#]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&').replace(/\s*\n\s*/g, ' ')
    : value

/** The sentence of a refusal: the rule in the reader's words, its id, and the names of those who can. */
export function refusalText(speech: Speech, { rule, because, facts = {}, who }: Told): string {
  const key = because ? `refusals.${rule}.${because}` : `refusals.${rule}`
  const sentence = `${speech.word(key, formatFacts(speech, facts))} (${rule})`
  return who.length ? `${sentence} ${speech.word('desk.who-can', { who: joinList(speech, who) })}` : sentence
}

/** The sentence for one wrong field: what was wrong, and what would be right. */
export function problemText(speech: Speech, { problem, facts = {} }: Problem): string {
  const { known, words, ...rest } = facts as { known?: string[]; words?: string }
  const choices = known?.map(id => (words ? speech.word(`${words}.${id}`) : id))
  const list = choices?.length
    ? ` ${speech.word('problems.known', { known: joinList(speech, choices) })}`
    : ''
  return `${speech.find(`problems.${problem}`, formatFacts(speech, rest)) ?? speech.t('problems.other')}${list}`
}

/** An outcome in a sentence or two, for those who read no view. */
export function sentenceOf(speech: Speech, outcome: Outcome): string {
  const name = speech.word(`actions.${outcome.action}.name`)
  if (outcome.status === 'refused')
    return outcome.refusals.map(refusal => refusalText(speech, refusal)).join(' ')
  if (outcome.status === 'invalid')
    return outcome.problems.map(problem => problemText(speech, problem)).join(' ')
  if (outcome.status === 'answer') return name
  const said = outcome.status === 'preview' ? speech.t('desk.preview-intro') : doneText(speech, outcome)
  return [said, ...noteTexts(speech, outcome)].join(' ')
}

/** What else there is to say, such as a receipt's number (FEED-4). */
export const noteTexts = (speech: Speech, { note }: Applied): string[] =>
  note ? [speech.word(`notes.${note.id}`, formatFacts(speech, note.facts))] : []

/** The sentence of a receipt. */
export function doneText(speech: Speech, { action, status, changes: [first] }: Applied): string {
  if (status === 'unchanged') return speech.t('desk.unchanged')
  return speech.word(`actions.${action}.done`, {
    ...formatFacts(speech, first?.after ?? {}),
    of: first?.of ?? '',
  })
}
