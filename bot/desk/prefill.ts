import type { Action } from '../core/action.ts'
import { askedIn, type Field } from '../core/fields.ts'
import { type Choice, choicesOf } from './choices.ts'
import type { Turn } from './desk.ts'
import { plainWords } from './phrases.ts'

type Values = Record<string, string>
type Says = (phrase: string) => boolean

/** What a question already says of an action's input: an address, a name, a product, a role, on or off. Only what is certain; what has no choice is. */
export async function prefill(turn: Turn, action: Action, question: string): Promise<Values> {
  if (!turn.account) return {}
  // Of what is secret, only whom it is about: that may be refused at once (TFA-1).
  const fields = askedIn(action.input).filter(({ kind }) => action.risk !== 'secret' || kind === 'person')
  const found = fields.map(async field => ({
    field,
    value: await named(turn, field.kind === 'person' ? { ...field, kind: 'member' } : field, question),
  }))
  const known = (await Promise.all(found)).flatMap(({ field, value }) =>
    value === undefined ? [] : [{ field, value }],
  )
  // One name cannot mean two things: the method to remove and the one that takes its place.
  const doubtful = ({ field, value }: (typeof known)[number]) =>
    !field.required && known.some(other => other.field !== field && other.value === value)
  return Object.fromEntries(
    known.filter(one => !doubtful(one)).map(({ field, value }) => [field.name, value]),
  )
}

async function named(turn: Turn, field: Field, question: string): Promise<string | undefined> {
  const says = saidIn(question)
  const address = /[^\s@<>()"',;:«»“”„]+@[^\s@<>()"',;:«»“”„]+\.[\p{L}\d-]+/u.exec(question)?.[0]
  if (field.kind === 'email') return address
  if (field.kind === 'member' && address) return address
  if (field.kind === 'member' && turn.mentions?.length) return only(turn.mentions)
  if (field.kind === 'text' || field.kind === 'long-text') return quoted(question)
  if (field.kind === 'tick') return field.required ? switched(turn, says) : undefined
  if (field.kind === 'choices') return listed(turn, field, says)
  const choices = await choicesOf(turn, field)
  const [sole, ...more] = field.required ? choices : []
  return sole && !more.length ? sole.value : mentioned(choices, says)
}

/** What stands in quotation marks, if one thing does. */
const quoted = (question: string): string | undefined =>
  only([...question.matchAll(/[«“„"]\s*([^«»“”„"]*[^\s«»“”„"])\s*[»”“"]/g)].map(([, text = '']) => text))

const switched = ({ speech }: Turn, says: Says): string | undefined =>
  only(['true', 'false'].filter(value => speech.list(`says.tick.${value}`).some(says)))

/** The choices that a question names together with the field's own verb, such as "unsubscribe me from the offers". */
async function listed(turn: Turn, field: Field, says: Says): Promise<string | undefined> {
  if (!turn.speech.list(`says.lists.${field.name}`).some(says)) return undefined
  const choices = await choicesOf(turn, field)
  const named = choices.filter(choice => namesOf(choice).some(says))
  const all = turn.speech.list('says.also.all').some(says) ? choices : []
  return (named.length ? named : all).map(({ value }) => value).join(',') || undefined
}

/** The one choice that is named. A name within a longer one that is said is no mention: "Claire" in "Claire Dubois". */
function mentioned(choices: readonly Choice[], says: Says): string | undefined {
  const mentions = choices.flatMap(choice =>
    namesOf(choice)
      .filter(says)
      .map(name => ({ value: choice.value, name: plainWords(name) })),
  )
  const within = (name: string) =>
    mentions.some(other => other.name !== name && ` ${other.name} `.includes(` ${name} `))
  return only([...new Set(mentions.filter(({ name }) => !within(name)).map(({ value }) => value))])
}

const namesOf = ({ label, aliases }: Choice): string[] => [label, ...aliases]

/** Whether a phrase is said; `…` in it stands for any words: "turn … off". */
function saidIn(question: string): Says {
  const words = ` ${plainWords(question)} `
  return phrase => {
    const parts = phrase.split('…').map(plainWords)
    if (!parts.every(Boolean)) return false
    let from = 0
    return parts.every(part => {
      const at = words.indexOf(` ${part} `, from)
      from = at + part.length + 1
      return at >= 0
    })
  }
}

const only = (found: readonly string[]): string | undefined => (found.length === 1 ? found[0] : undefined)
