import type { Library } from '../../kb/library.ts'
import { type Action, offeredTo } from '../core/action.ts'
import type { Locale } from '../core/catalogue.ts'
import type { Actor, Chat, Domain } from '../core/context.ts'
import type { User } from '../core/model.ts'
import type { Tables } from '../core/store.ts'
import type { Speech, Words } from '../words/words.ts'
import type { Waiting } from './waiting.ts'

/** Where in a chat somebody speaks, and who reads the answer. */
export interface Spot extends Chat {
  /** The thread that the question stands in: what was said there before is remembered. */
  thread?: string
  /** Others read the answer too, so nothing personal is in it (ACT-6). */
  isPublic: boolean
  /** The web address of the question, for whoever is asked to help. */
  address?: string
  /** By which name others find them there, such as `@nina`. */
  handle?: string
}

/** Who speaks, as a surface knows them. */
export interface Person {
  /** The account's id where the surface itself knows it; in a chat it is looked up by the link (ACT-1). */
  user?: string | undefined
  /** The chat, where it is one. */
  chat?: Spot
  /** Chosen for this conversation: wins over the account's language. */
  locale?: Locale
  /** What the platform says: wins over the question's own language. */
  hint?: Locale
  /** The language is settled: answers come in it, whichever the question is in. A chat's always is. */
  settled?: true
  /** A conversation that is in no chat: what was said in it before is remembered. */
  thread?: string
  /** The surface. */
  from: string
  /** The web session that they are signed in by. */
  session?: string
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
  /** Who waits for one-time pages. */
  waiting: Waiting
  /** Called after a change, so that its mail leaves at once. */
  afterChange: () => void
  /** Has the guides learn what people have confirmed since the last time, and forget what was taken back. */
  learn: () => Promise<void>
  warn: (what: string, facts: Record<string, string>) => void
}

/** One conversation's turn: who, in which words. */
export interface Turn {
  setting: Setting
  person: Person
  account: User | undefined
  speech: Speech
  /** The chat accounts that were mentioned. */
  mentions?: readonly string[]
  /** The language that was set for all who read the answer. */
  audience?: Locale
}

/**
 * Reads the account afresh and settles the language: that of the channel where all of it read the answer, else chosen, the account's,
 * the platform's, that of the question, French.
 */
export async function turnFor(setting: Setting, person: Person, question = ''): Promise<Turn> {
  const { account, channel } = await setting.domain.store.read(async tables => ({
    account: await accountOf(tables, person),
    channel: person.chat?.isPublic ? await channelOf(tables, person.chat) : undefined,
  }))
  const known = channel?.locale ?? person.locale ?? account?.locale ?? person.hint
  const locale = known ?? (question.trim() ? setting.guides.language(question).locale : 'fr')
  const audience = channel?.locale ?? undefined
  return { setting, person, account, speech: setting.words(locale), ...(audience && { audience }) }
}

/** The account that a person acts as: the surface's own, or the one that their chat account is linked to (ACT-1). */
async function accountOf(tables: Tables, { user, chat }: Person): Promise<User | undefined> {
  const id = user ?? (chat && (await tables.links.get(chat.account))?.user)
  return id === undefined ? undefined : tables.users.get(id)
}

const channelOf = async (tables: Tables, { channel }: Spot) =>
  channel === undefined ? undefined : tables.channels.get(channel)

/** The thread that a person speaks in. */
export const threadOf = ({ chat, thread }: Person): string | undefined => chat?.thread ?? thread

/** The actions that a person is offered where they speak, in their order. */
export const offeredIn = ({ setting, account, person }: Turn): Action[] => [
  ...offeredTo(setting.domain.actions, account, person.chat).values(),
]

export const actorOf = ({ account }: Turn): Actor => account && { user: account.id }
