import { z } from 'zod'

/** What a person fills in; every surface has one control for each. `choices` is a list. */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'email'
  | 'choice'
  | 'choices'
  | 'member'
  | 'person'
  | 'product'
  | 'organisation'
  | 'method'
  | 'feedback'
  | 'request'
  | 'alias'
  | 'guide'
  | 'tick'
  | 'date'
  | 'secret'
  | 'card'
  | 'image'
  | 'documents'

interface FieldMeta {
  kind: FieldKind
  /** Ids to choose from, with the root of their words in `locales/`. */
  options?: readonly string[]
  words?: string
  /** Values beside the references that a reference field takes, such as `all` products. Their words are in `also.<value>`. */
  also?: readonly string[]
  /** The page itself brings it: no form asks for it. */
  unasked?: true
}

export interface Field extends FieldMeta {
  name: string
  required: boolean
}

const registry = z.registry<FieldMeta>()

const field = <Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema => {
  registry.add(schema, meta)
  return schema
}

/** One line of text, 1 to `max` characters. */
export const text = (max = 200) => field(z.string().trim().min(1).max(max), { kind: 'text' })
/** Several lines, 1 to `max` characters. */
export const longText = (max = 4000) => field(z.string().trim().min(1).max(max), { kind: 'long-text' })
/** An e-mail address. It is checked by the rule that uses it, which can say why (RECO-3). */
export const email = () => field(z.string().trim().min(1).max(254), { kind: 'email' })
/** A login address: an e-mail address that is one. */
export const login = () => field(z.email().max(254), { kind: 'email' })
/** One of `options`, whose words are at `<words>.<option>` in `locales/`. */
export const choice = <const Options extends readonly [string, ...string[]]>(
  options: Options,
  words: string,
) => field(z.enum(options), { kind: 'choice', options, words })
/** A list of `options`. Unknown ones pass: the rule that uses the list says which are known (NEWS-3). */
export const choices = (options: readonly string[], words: string) =>
  field(z.array(z.string()).max(100), { kind: 'choices', options, words })
/** A person of the organisation: typed as login address, id or full name, handed on as id. */
export const memberOf = () => field(z.string().trim().min(1).max(254), { kind: 'member' })
/** Anybody: typed like a member, and handed on as typed. Who that is, and whether there is such a person, is not looked up. */
export const personOf = () => field(z.string().trim().min(1).max(254), { kind: 'person' })
/** A product of the organisation: typed as name or id, handed on as id. */
export const productOf = (...also: string[]) =>
  field(z.string().trim().min(1).max(200), { kind: 'product', also })
/** One of the actor's organisations: typed as name or id, handed on as id. */
export const organisationOf = () => field(z.string().trim().min(1).max(200), { kind: 'organisation' })
/** A payment method of the organisation: typed as id or last four digits, handed on as id. `balance` is the prepaid balance (PAY-2). */
export const methodOf = () => field(z.string().trim().min(1).max(100), { kind: 'method', also: ['balance'] })
/** A feedback by its number. */
export const feedbackOf = () => field(z.string().trim().min(1).max(20), { kind: 'feedback' })
/** A waiting 2FA recovery request by its id (TFA-4). */
export const requestOf = () => field(z.string().trim().min(1).max(100), { kind: 'request' })
/** A learnt or forgotten alias by its id. */
export const aliasOf = () => field(z.string().trim().min(1).max(100), { kind: 'alias' })
/** A guide by its name in the address. Whether there is one is not looked up. */
export const guideOf = () => field(z.string().trim().min(1).max(100), { kind: 'guide' })
/** Yes or no, as a box to tick. */
export const tick = () => field(z.boolean(), { kind: 'tick' })
/** A calendar day: `2027-01-31`. */
export const date = () => field(z.iso.date(), { kind: 'date' })
/** A password, code or token: typed on a one-time page only (ACT-7), and kept nowhere. */
export const secret = (max = 200) => field(z.string().min(1).max(max), { kind: 'secret' })
/** A card, typed on the payment provider's page: handed on as the reference that comes back from there (PAY-3). */
export const card = () => field(z.string().trim().min(1).max(200), { kind: 'card' })
/** A chat account, as the page names it: `<surface>:<workspace>:<account>`. */
export const chatAccount = () => field(z.string().min(1).max(300), { kind: 'text', unasked: true })
/** A token that a page brings, by its address or by a cookie. */
export const pageToken = () => field(z.string().min(1).max(200), { kind: 'secret', unasked: true })
/** A picture as base64 of its bytes, as uploaded: the rule that uses it measures it (BRAND-4). */
export const image = () => field(z.string().min(1).max(28_000_000), { kind: 'image' })
/** Several files as base64 of their bytes, as uploaded: the rule that uses them measures them, and tells what they are (TFA-4). */
export const documents = () =>
  field(z.array(z.string().min(1).max(28_000_000)).min(1).max(20), { kind: 'documents' })

/** The fields of an action's input, in the order in which a form asks for them. */
export function fieldsOf(input: z.ZodObject): Field[] {
  return Object.entries(input.shape).map(([name, schema]) => fieldOf(name, schema as z.ZodType))
}

/** The fields that a person fills in: what a page brings is none. */
export const askedIn = (input: z.ZodObject): Field[] => fieldsOf(input).filter(({ unasked }) => !unasked)

function fieldOf(name: string, schema: z.ZodType): Field {
  const optional = schema instanceof z.ZodOptional
  const inner = optional ? (schema.unwrap() as z.ZodType) : schema
  const meta = registry.get(inner)
  if (!meta) throw new TypeError(`field ${name} is not made by a function of fields.ts`)
  return { name, required: !optional, ...meta }
}
