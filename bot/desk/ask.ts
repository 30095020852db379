import type { Result } from '../../kb/library.ts'
import type { Action } from '../core/action.ts'
import { type Locale, locales } from '../core/catalogue.ts'
import type { Asked } from '../core/model.ts'
import { answerWith } from './after.ts'
import { keeping, lastAsked } from './asked.ts'
import { offeredIn, type Turn, threadOf } from './desk.ts'
import { asResult, type Found, find } from './find.ts'
import { open } from './forms.ts'
import { recordGap } from './gaps.ts'
import { actionView, guideAnswer, guideLink, unsureView, waysOn } from './guides.ts'
import { hear } from './hear.ts'
import { withoutNames } from './names.ts'
import { wantPerson } from './person.ts'
import { phrasesIn, plainWords } from './phrases.ts'
import { problemView, talkView } from './talk.ts'
import type { View } from './view.ts'

/** A person said something: the guide that answers, the figures that they asked for, or an honest way on. */
export async function ask(turn: Turn, raw: string): Promise<View> {
  const typed = raw.trim().toLowerCase()
  const named = offeredIn(turn).find(({ id }) => id === typed)
  if (named) return open(turn, named, {})
  const heard = hear(raw, locales.map(turn.setting.words))
  if (heard.kind === 'question') return answer(turn, heard.text)
  if (heard.kind === 'person') return wantPerson(turn)
  if (heard.kind === 'talk') return talkView(turn, heard.topic)
  return heard.kind === 'card-number' ? cardView(turn) : problemView(turn, heard.kind)
}

/** A card number is refused, and the guide says where it belongs (PAY-3, ACT-4). */
export function cardView(turn: Turn): View {
  const shown = problemView(turn, 'card-number')
  return {
    ...shown,
    tone: 'refusal',
    blocks: [...shown.blocks, ...guideLink(turn, 'add-payment-method')],
    private: true,
  }
}

async function answer(turn: Turn, question: string): Promise<View> {
  const found = await look(turn, question)
  const [wanted, ...others] = found.actions
  const inItsLanguage = { ...turn, speech: turn.setting.words(readingLocale(turn, found)) }
  if (wanted && found.readNow && turn.account) return readNow(inItsLanguage, wanted, others, question)
  if (!found.guide && wanted) return actionView(turn, wanted)
  if (!found.guide) {
    recordGap(turn, await withoutNames(turn, question))
    return keeping(turn, asKept(found, question), id => unsureView(turn, found.answer.results, id))
  }
  return guideFound(inItsLanguage, found, found.guide, question)
}

/** In a chat a person's language is settled: that of the channel, the account, the platform; on a page it is the page's. Elsewhere it is that of the question. */
const readingLocale = ({ audience, person, speech }: Turn, { answer }: Found): Locale =>
  audience ?? (person.chat || person.settled ? speech.locale : answer.locale)

/** The guide that was found, as the answer that the question is kept with. */
const guideFound = (turn: Turn, found: Looked, guide: Result, question: string): Promise<View> =>
  keeping(turn, asKept(found, question), id =>
    guide.locale === turn.speech.locale
      ? guideAnswer(turn, guide, found.actions, question, id)
      : answerWith(turn, guide.slug, question, id),
  )

/** A question with what was found for it, as it is kept. */
const asKept = (found: Looked, question: string) => ({
  question,
  guides: slugsOf(found),
  ...(found.follows && { follows: found.follows }),
})

/** Whoever was not asked speaks only where wrong answers are rare; confidence is calibrated. */
const certain = 0.75

/** The guide that answers for sure, where nobody asked the bot; nothing in every doubt. Whoever shows a card number to everybody is told so (PAY-3). */
export async function volunteered(turn: Turn, raw: string): Promise<View | undefined> {
  const heard = hear(raw, locales.map(turn.setting.words))
  if (heard.kind === 'card-number') return { ...cardView(turn), private: false }
  if (heard.kind !== 'question') return undefined
  const found = await lookFor(turn, heard.text)
  if (!found.guide || found.guide.confidence < certain) return undefined
  const inItsLanguage = { ...turn, speech: turn.setting.words(readingLocale(turn, found)) }
  return guideFound(inItsLanguage, found, found.guide, heard.text)
}

/**
 * Looks for what a question means: by itself, and where that says nothing, or it goes on from what was said ("and for everybody?", "can
 * I undo it?"), together with what its thread is about.
 */
async function look(turn: Turn, question: string): Promise<Looked> {
  const alone = await lookFor(turn, question)
  if (threadOf(turn.person) === undefined) return alone
  const goes = goesOn(turn, question)
  if ((alone.guide || alone.actions.length) && !goes) return alone
  const before = await lastAsked(turn)
  if (!before) return alone
  const together = await lookFor(turn, `${before.question} ${question}`)
  if (together.guide?.slug === before.guides[0]) return { ...together, follows: true }
  const same = goes && (alone.guide?.confidence ?? 0) < certain && sameGuide(turn, before, alone)
  return same ? { ...same, follows: true } : alone
}

/** What was found, and whether it takes what was said before to find it. */
type Looked = Found & Pick<Asked, 'follows'>

/** What is asked of the guide that the thread is about, and that no search finds by these words. */
function sameGuide(
  turn: Turn,
  { guides: [slug = ''] }: Readonly<Asked>,
  { answer }: Found,
): Found | undefined {
  const guide = turn.setting.guides.guide(slug, answer.locale)
  if (!guide) return undefined
  const found = answer.results.find(result => result.slug === slug) ?? asResult(guide)
  const actions = offeredIn(turn).filter(action => action.guide === slug)
  return { answer, guide: found, actions, readNow: false }
}

/** A longer text has a matter of its own. */
const longestFollowing = 10

/** Whether a text begins as only what goes on from something does, or ends with what only stands for something said before. */
function goesOn({ setting }: Turn, question: string): boolean {
  const words = plainWords(question)
  if (words.split(' ').length > longestFollowing) return false
  const phrases = (key: string) => phrasesIn(setting.words, key).map(plainWords)
  return (
    phrases('desk.goes-on.says').some(start => `${words} `.startsWith(`${start} `)) ||
    phrases('desk.goes-on.ends').some(end => ` ${words}`.endsWith(` ${end}`))
  )
}

async function lookFor(turn: Turn, question: string): Promise<Found> {
  const { guides, intents } = turn.setting
  const searched = { guides, intents, actions: new Map(offeredIn(turn).map(action => [action.id, action])) }
  const findIn = (text: string) => find(searched, text, { locale: turn.speech.locale })
  const about = await withoutNames(turn, question)
  const first = findIn(about)
  // A name may also be a word that matters.
  return first.guide || about === question ? first : findIn(question)
}

/** The guides of an answer, the one that answers first. */
function slugsOf({ guide, answer }: Found): string[] {
  const found = answer.results.map(({ slug }) => slug)
  return guide ? [guide.slug, ...found.filter(slug => slug !== guide.slug)] : found
}

/** What was asked for is answered at once, and leads on to what can be done about it. */
async function readNow(turn: Turn, read: Action, others: Action[], question: string): Promise<View> {
  const view = await open(turn, read, {}, question)
  if (view.tone !== 'answer') return view
  return { ...view, buttons: [...(await waysOn(turn, others, question)), ...view.buttons] }
}
