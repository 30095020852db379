import type { Library } from '../../kb/library.ts'
import type { Locale } from '../core/catalogue.ts'
import type { Actor, Domain } from '../core/context.ts'
import type { User } from '../core/model.ts'
import type { Speech, Words } from '../words/words.ts'

/** Who speaks, as a surface knows them. */
export interface Person {
  /** The linked account's id; none for somebody who is not linked (ACT-1). */
  user: string | undefined
  /** Chosen for this conversation: wins over the account's language. */
  locale?: Locale
  /** What the platform says: wins over the question's own language. */
  hint?: Locale
  /** The surface. */
  from: string
}

export interface Support {
  email: string
  phone: string | undefined
  chat: string | undefined
}

/** All that a conversation is made of. */
export interface Setting {
  domain: Domain
  words: Words
  guides: Library
  /** Ways to ask for each action: what is found here is an action's id. */
  intents: Library
  support: Support
  /** Called after a change, so that its mail leaves at once. */
  afterChange: () => void
  warn: (what: string, facts: Record<string, string>) => void
}

/** One conversation's turn: who, in which words. */
export interface Turn {
  setting: Setting
  person: Person
  account: User | undefined
  speech: Speech
}

/** Reads the account afresh and settles the language: chosen, the account's, the platform's, French. */
export async function turnFor(setting: Setting, person: Person): Promise<Turn> {
  const { user } = person
  const account =
    user === undefined ? undefined : await setting.domain.store.read(tables => tables.users.get(user))
  const locale = person.locale ?? account?.locale ?? person.hint ?? 'fr'
  return { setting, person, account, speech: setting.words(locale) }
}

export const actorOf = ({ account }: Turn): Actor => account && { user: account.id }
