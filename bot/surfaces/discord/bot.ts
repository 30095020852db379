import type { Client } from 'discord.js'
import type { Front } from '../../desk/front.ts'
import type { Words } from '../../words/words.ts'
import type { Once } from '../chat/once.ts'
import type { Warn } from '../chat/surface.ts'
import type { Drafts } from './drafts.ts'

/** How to reach Discord. */
export interface DiscordSettings {
  token: string
  /** The REST root without a version; Discord's own unless named. */
  api?: string | undefined
  /** The provider's own server; also the only one that the commands are registered with. */
  guild?: string | undefined
  shards?: number | 'auto' | undefined
  /** What we ask to read: all, or what is addressed to us; found out where it is not said. */
  reads?: 'all' | 'addressed' | undefined
}

/** What the surface needs beside its settings. */
export interface DiscordParts {
  words: Words
  warn: Warn
  /** Where the words come from: a shard is a process of its own and reads them again. */
  localesDir: string
}

/** All that an event is answered with. */
export interface Bot {
  client: Client<true>
  front: Front
  words: Words
  warn: Warn
  guild: string | undefined
  isNew: Once
  drafts: Drafts
}

/** The id of a chat account: a person is the same one in every server and in direct messages. */
export const accountId = ({ client }: Bot, user: string): string => `discord:${client.application.id}:${user}`

/** The id of a channel or thread. */
export const channelId = ({ client }: Bot, channel: string): string =>
  `discord:${client.application.id}:${channel}`
