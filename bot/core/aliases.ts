import type { Locale } from './catalogue.ts'
import type { Alias } from './model.ts'
import { hash, idOf } from './secrets.ts'
import type { Tables } from './store.ts'

/** From so many different people on, a question is an alias of a guide. */
const fewestPeople = 2

/** What a person said of the guides that answer a question. */
export interface Said {
  /** All ids that are theirs, the one they count by first; without any they count for nobody. */
  person: readonly string[]
  locale: Locale
  question: string
  /** What the question is about, however it is put. */
  matter: string
  /** The guide that answers it; without one, none that they named before does. */
  guide?: string
  at: string
}

/** Takes up what a person said: their word stands for one guide alone, the one that they named last. */
export async function hearOf(tables: Tables, said: Said): Promise<void> {
  const matter = idOf(`${said.locale} ${said.matter}`)
  const id = said.guide === undefined ? undefined : aliasId(said.locale, said.guide, said.matter)
  const known = await tables.aliases.find({ matter })
  for (const alias of known) if (alias.id !== id) await count(tables, alias, withoutPerson(alias, said))
  if (id === undefined || said.guide === undefined) return
  const { locale, guide, question, at: last } = said
  const fresh: Alias = { id, locale, guide, question, matter, people: [], state: 'heard', last }
  const alias = known.find(one => one.id === id) ?? fresh
  await count(tables, { ...alias, last }, withPerson(alias, said))
}

const aliasId = (locale: Locale, guide: string, matter: string) => idOf(`${locale} ${guide} ${matter}`)

/** A person as an alias knows them: who they are is not to be told from it, nor what else they said. */
const keyOf = ({ id }: Alias, person: string): string => hash(`${id} ${person}`)

function withoutPerson(alias: Alias, { person }: Said): string[] {
  const keys = person.map(id => keyOf(alias, id))
  return alias.people.filter(key => !keys.includes(key))
}

function withPerson(alias: Alias, said: Said): string[] {
  const [own] = said.person
  return own === undefined ? alias.people : [...withoutPerson(alias, said), keyOf(alias, own)]
}

/** Keeps an alias with those who now say so. */
async function count(tables: Tables, alias: Alias, people: string[]): Promise<void> {
  if (!people.length && alias.state !== 'forgotten') return drop(tables, alias)
  await keep(tables, { ...alias, people }, alias.state === 'forgotten')
}

/** Keeps an alias as forgotten, or as what it is by those who said so; gives it as it is then. */
export async function keep(tables: Tables, alias: Alias, forgotten: boolean): Promise<Alias> {
  const isLearnt = alias.people.length >= fewestPeople
  const kept: Alias = { ...alias, state: forgotten ? 'forgotten' : isLearnt ? 'learnt' : 'heard' }
  await tables.aliases.put(kept)
  await tellChanged(tables)
  return kept
}

async function drop(tables: Tables, { id }: Alias): Promise<void> {
  await tables.aliases.remove(id)
  await tellChanged(tables)
}

const counter = 'aliases'

/** How often aliases have changed: whoever has learnt them sees by it whether they still are the same. */
export const changesOf = async (tables: Tables): Promise<number> =>
  (await tables.counters.get(counter))?.value ?? 0

async function tellChanged(tables: Tables): Promise<void> {
  await tables.counters.put({ id: counter, value: (await changesOf(tables)) + 1, hash: '' })
}
