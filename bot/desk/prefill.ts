import { fold } from '../../kb/library.ts'
import type { Action } from '../core/action.ts'
import { type Field, type FieldKind, fieldsOf } from '../core/fields.ts'
import type { Organisation } from '../core/model.ts'
import type { Tables } from '../core/store.ts'
import type { Turn } from './desk.ts'
import type { Option } from './view.ts'

type Values = Record<string, string>

/** In a larger organisation names repeat, and a person is named by address. */
const mostNamed = 200

/** What a question already says of an action's input: an address, a name, a product, a role, on or off. Only what is certain. */
export async function prefill(turn: Turn, action: Action, question: string): Promise<Values> {
  if (!question || !turn.account) return {}
  const found = fieldsOf(action.input).map(
    async field => [field.name, await named(turn, field, question)] as const,
  )
  const known = (await Promise.all(found)).filter(
    (entry): entry is readonly [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(known)
}

async function named(turn: Turn, field: Field, question: string): Promise<string | undefined> {
  const words = ` ${plainWords(question)} `
  const says = (phrase: string) => phrase.trim() !== '' && words.includes(` ${plainWords(phrase)} `)
  const also = field.also?.find(value => turn.speech.list(`says.also.${value}`).some(says))
  if (also) return also
  if (field.kind === 'choice')
    return only(field.options?.filter(value => wordsFor(turn, field, value).some(says)))
  if (field.kind === 'tick')
    return only(['true', 'false'].filter(value => turn.speech.list(`says.tick.${value}`).some(says)))
  if (field.kind === 'email' || field.kind === 'member') {
    const address = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[\p{L}\d-]+/u.exec(question)?.[0]
    if (address || field.kind === 'email') return address
  }
  const options = await optionsOf(turn, field.kind)
  return (
    only(options.filter(option => says(option.label)).map(({ value }) => value)) ??
    firstName(options, field.kind, says)
  )
}

const plainWords = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

const only = (found: readonly string[] | undefined): string | undefined =>
  found?.length === 1 ? found[0] : undefined

const wordsFor = ({ speech }: Turn, { words }: Field, value: string): string[] => [
  speech.word(`${words}.${value}`),
  ...speech.list(`says.${words}.${value}`),
]

const firstName = (
  options: readonly Option[],
  kind: FieldKind,
  says: (phrase: string) => boolean,
): string | undefined =>
  kind === 'member'
    ? only(options.filter(({ label }) => says(label.split(' ')[0] ?? '')).map(({ value }) => value))
    : undefined

/** What a field refers to: members, products, organisations, methods, of which one is chosen. A few at most, best first. */
export async function optionsOf(turn: Turn, kind: FieldKind, typed = ''): Promise<Option[]> {
  const { account, setting } = turn
  const list = lists[kind]
  if (!account || !list) return []
  return setting.domain.store.read(async tables => {
    const organisation = await tables.organisations.get(account.currentOrganisation)
    if (!organisation || !(await tables.memberships.get(`${organisation.id}:${account.id}`))) return []
    const options = await list(tables, organisation, turn)
    return options.filter(({ label, value }) => fold(`${label} ${value}`).includes(fold(typed)))
  })
}

type List = (tables: Tables, organisation: Organisation, turn: Turn) => Promise<Option[]>

const lists: { [kind in FieldKind]?: List } = {
  async member(tables, { id }) {
    const memberships = await tables.memberships.find({ organisation: id }, { limit: mostNamed + 1 })
    if (memberships.length > mostNamed) return []
    const users = await Promise.all(memberships.map(({ user }) => tables.users.get(user)))
    return users.flatMap(user => (user ? [{ value: user.email, label: user.name }] : []))
  },
  async product(tables, { id }) {
    const products = await tables.products.find({ organisation: id }, { limit: mostNamed })
    return products
      .filter(({ state }) => state !== 'cancelled')
      .map(({ name }) => ({ value: name, label: name }))
  },
  async organisation(tables, _, { account }) {
    const memberships = account ? await tables.memberships.find({ user: account.id }) : []
    const own = await Promise.all(
      memberships.map(({ organisation }) => tables.organisations.get(organisation)),
    )
    return own.flatMap(one => (one ? [{ value: one.id, label: one.name }] : []))
  },
  async method(tables, { id }) {
    const methods = await tables.paymentMethods.find({ organisation: id })
    return methods.map(({ id: value, brand, last4 }) => ({ value, label: `${brand} ${last4}` }))
  },
  async feedback(tables, _, { account }) {
    const own = account ? await tables.feedback.find({ author: account.id }) : []
    return own.map(({ id, text }) => ({ value: id, label: `${id} ${text.slice(0, 60)}` }))
  },
}
