import { fold } from '../../kb/library.ts'
import { locales, services } from '../core/catalogue.ts'
import type { Field } from '../core/fields.ts'
import type { Alias, Membership } from '../core/model.ts'
import { seesWhole, usersOf } from '../core/people.ts'
import { look } from '../core/perform.ts'
import { mayReach } from '../core/products.ts'
import type { Tables } from '../core/store.ts'
import type { Turn } from './desk.ts'
import type { Option } from './view.ts'

/** What can be chosen, with the other names that a question may call it by: a first name, a service. */
export interface Choice extends Option {
  aliases: readonly string[]
}

/** Enough of a feedback's text to know it by. */
const longestQuoted = 60

/** In a larger organisation names repeat: a person is named by address, and found by what is typed of either. */
const mostNamed = 200
/** So many are looked through, and so many are shown. */
const mostSearched = 20_000
const mostFound = 50

/** All that can be chosen in a field: its own words, and the members, products and the like that it refers to. */
export async function choicesOf(turn: Turn, field: Field): Promise<Choice[]> {
  const own = (field.options ?? []).map(value => worded(turn, `${field.words}.${value}`, value))
  const also = (field.also ?? []).map(value => worded(turn, `also.${value}`, value))
  return [...own, ...also, ...(await referred(turn, field))]
}

/** What can be chosen in a field while one types, best first. */
export async function optionsOf(turn: Turn, field: Field, typed: string): Promise<Option[]> {
  const choices = await choicesOf(turn, field)
  if (!choices.length && field.kind === 'member' && typed) return membersLike(turn, typed)
  return choices
    .filter(({ label, value }) => fold(`${label} ${value}`).includes(fold(typed)))
    .map(({ value, label }) => ({ value, label }))
}

/** The members of a large organisation whose name or address holds what is typed: each with both, as names repeat. */
function membersLike({ account, setting }: Turn, typed: string): Promise<Option[]> {
  return setting.domain.store.read(async tables => {
    const organisation = account?.currentOrganisation
    const belongs = account && (await tables.memberships.get(`${organisation}:${account.id}`))
    if (!organisation || !belongs) return []
    const memberships = await tables.memberships.find({ organisation }, { limit: mostSearched })
    const members = await usersOf(tables, addressed(belongs, memberships))
    const sought = fold(typed.trim())
    return members
      .filter(({ name, email }) => fold(`${name} ${email}`).includes(sought))
      .slice(0, mostFound)
      .map(({ name, email }) => ({ value: email, label: `${name} (${email})` }))
  })
}

const worded = ({ speech }: Turn, key: string, value: string): Choice => ({
  value,
  label: speech.word(key),
  aliases: speech.list(`says.${key}`),
})

async function referred(turn: Turn, { kind, words, name }: Field): Promise<Choice[]> {
  const { account, setting } = turn
  // A list of products is a field of choices whose options are the organisation's own.
  const list = lists[words === 'products' ? 'product' : kind]
  if (!account || !list || (kind === 'method' && !(await maySeeMethods(turn)))) return []
  return setting.domain.store.read(async tables => {
    const organisation = await tables.organisations.get(account.currentOrganisation)
    const belongs = await tables.memberships.get(`${account.currentOrganisation}:${account.id}`)
    return organisation && belongs ? list(tables, belongs, turn, name) : []
  })
}

/** Cards are told to whoever may list them, and to nobody else of the organisation (PAY-1). */
async function maySeeMethods({ account, person, setting }: Turn): Promise<boolean> {
  if (!account) return false
  const wish = { actor: { user: account.id }, action: 'list-payment-methods', input: {}, from: person.from }
  return (await look(setting.domain, wish)) !== undefined
}

type List = (tables: Tables, belongs: Membership, turn: Turn, name: string) => Promise<Choice[]>

/** Members are chosen by address: only those whose address one may see (ROLE-6). */
const addressed = (belongs: Membership, memberships: readonly Membership[]): Membership[] =>
  memberships.filter(one => seesWhole(belongs, one))

const lists: { [kind in Field['kind']]?: List } = {
  async member(tables, belongs) {
    const { organisation } = belongs
    const memberships = await tables.memberships.find({ organisation }, { limit: mostNamed + 1 })
    if (memberships.length > mostNamed) return []
    return (await usersOf(tables, addressed(belongs, memberships))).map(({ email, name }) => ({
      value: email,
      label: name,
      aliases: name.split(' ').slice(0, 1),
    }))
  },
  async product(tables, belongs, turn, field) {
    const { organisation } = belongs
    const products = await tables.products.find({ organisation }, { limit: mostNamed })
    return products
      .filter(product => product.state !== 'cancelled' && mayReach(belongs, product))
      .filter(({ offer }) => field !== 'suite' || offer !== null)
      .map(({ name, service }) => {
        const { label, aliases } = worded(turn, `services.${service}`, service)
        return { value: name, label: name, aliases: [label, ...aliases] }
      })
  },
  async organisation(tables, _, { account }) {
    const memberships = account ? await tables.memberships.find({ user: account.id }) : []
    const own = await Promise.all(
      memberships.map(({ organisation }) => tables.organisations.get(organisation)),
    )
    return own.flatMap(one => (one ? [{ value: one.id, label: one.name, aliases: endsOf(one.name) }] : []))
  },
  async method(tables, { organisation }) {
    const methods = await tables.paymentMethods.find({ organisation })
    return methods.map(({ id: value, brand, last4 }) => ({
      value,
      label: `${brand} ${last4}`,
      aliases: [brand, last4],
    }))
  },
  async feedback(tables, _, { speech }) {
    const routes = locales.flatMap(locale => services.map(service => ({ service, locale })))
    const found = await Promise.all(routes.map(route => tables.feedback.find(route)))
    const newestFirst = found.flat().sort((a, b) => Number(b.id) - Number(a.id))
    return newestFirst.slice(0, mostNamed).map(({ id, service, text }) => ({
      value: id,
      label: `#${id} ${speech.word(`services.${service}`)}: ${text.slice(0, longestQuoted)}`,
      aliases: [],
    }))
  },
  async alias(tables, _, { account, speech }) {
    const aliases = account?.supportAgent ? await aliasesIn(tables) : []
    return aliases.map(({ id, locale, guide, question }) => ({
      value: id,
      label: `${question.slice(0, longestQuoted)} → ${guide} (${speech.word(`languages.${locale}`)})`,
      aliases: [],
    }))
  },
  async guide(tables, _, { account, speech, setting }) {
    const aliases = account?.supportAgent ? await aliasesIn(tables) : []
    return [...new Set(aliases.map(({ guide }) => guide))].map(slug => {
      const title = setting.guides.guide(slug, speech.locale)?.title
      return { value: slug, label: title ?? slug, aliases: title === undefined ? [] : [slug] }
    })
  },
  async request(tables, _, { account }) {
    const waiting = account?.supportAgent ? await tables.recoveryRequests.find({ state: 'waiting' }) : []
    const holders = await usersOf(tables, waiting)
    return waiting.flatMap(({ id, user }) => {
      const holder = holders.find(one => one.id === user)
      return holder ? [{ value: id, label: holder.name, aliases: [] }] : []
    })
  },
}

/** The questions that were learnt and forgotten, those that were last spoken of first. */
async function aliasesIn(tables: Tables): Promise<Readonly<Alias>[]> {
  const learnt = await tables.aliases.find({ state: 'learnt' })
  const forgotten = await tables.aliases.find({ state: 'forgotten' })
  return [...learnt, ...forgotten].sort((a, b) => (a.last > b.last ? -1 : 1))
}

/** "Association Les Cimes" is also called "Les Cimes", and "Cimes". */
function endsOf(name: string): string[] {
  const words = name.split(' ')
  return words.map((_, place) => words.slice(place).join(' ')).filter(end => end.length > 3)
}
