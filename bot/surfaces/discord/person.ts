import {
  type BaseInteraction,
  type Channel,
  InteractionContextType,
  type Message,
  PermissionFlagsBits,
} from 'discord.js'
import { type Locale, locales } from '../../core/catalogue.ts'
import type { Person } from '../../desk/desk.ts'
import type { Speech } from '../../words/words.ts'
import { accountId, type Bot, channelId } from './bot.ts'

/** Whether nobody but the person reads the channel: a direct message with the bot. */
export const isDirect = ({ context, guildId }: BaseInteraction): boolean =>
  context === null || context === undefined ? guildId === null : context === InteractionContextType.BotDM

/** Who acts, as Discord says. `isPublic`: others read the answer. */
export function personIn(bot: Bot, interaction: BaseInteraction, isPublic = false): Person {
  const { user, member, guildId, channelId: id, channel, memberPermissions } = interaction
  const message = interaction.isMessageComponent() ? `/${interaction.message.id}` : ''
  const isThread = channel?.isThread() || isDirect(interaction)
  return personOf(interaction.locale, {
    account: accountId(bot, user.id),
    name: member && 'displayName' in member ? member.displayName : user.displayName,
    administers: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    isPublic,
    ...guildOf(bot, guildId),
    ...(id && { address: addressOf(guildId, `${id}${message}`), ...(channel && placeOf(bot, channel)) }),
    ...(id && isThread && { thread: channelId(bot, id) }),
  })
}

/** Who wrote a message. Discord tells no language of theirs: that of the server is the best guess. */
export function authorOf(bot: Bot, message: Message): Person {
  const { author, member, guild, guildId, channel } = message
  return personOf(guild?.preferredLocale, {
    account: accountId(bot, author.id),
    name: member?.displayName ?? author.displayName,
    administers: member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false,
    isPublic: guildId !== null,
    ...guildOf(bot, guildId),
    ...placeOf(bot, channel),
    address: addressOf(guildId, `${channel.id}/${message.id}`),
    thread: channelId(bot, threadOf(message)),
  })
}

const guildOf = (bot: Bot, guild: string | null) => ({
  isHome: isHome(bot, guild),
  ...(guild !== null && { workspace: `discord:${guild}` }),
})

/** What is set for a channel holds for its threads, and for a forum's posts. */
function placeOf(bot: Bot, channel: Channel): { channel: string; channelName?: string } {
  const place = channel.isThread() ? (channel.parent ?? channel) : channel
  const name = 'name' in place ? place.name : null
  return { channel: channelId(bot, place.id), ...(name !== null && { channelName: name }) }
}

const personOf = (locale: string | undefined, chat: NonNullable<Person['chat']>): Person => {
  const hint = localeOf(locale)
  return { from: 'discord', chat, ...(hint && { hint }) }
}

/** One of our languages for one of Discord's (`en-GB`, `es-419`); `undefined` where there is none. */
export const localeOf = (locale: string | undefined): Locale | undefined =>
  locales.find(ours => ours === locale?.split('-')[0])

/** The words of whoever has no view to take the language from: what their account says, else what Discord says. */
export async function speechFor({ front, words }: Bot, person: Person): Promise<Speech> {
  const home = await front.home(person).catch(() => undefined)
  return words(home?.locale ?? person.hint ?? 'fr')
}

/** The provider's own server: the one that is named, or the only one. A shard among several does not know the others', so it needs the name. */
const isHome = ({ guild, client }: Bot, guildId: string | null): boolean => {
  if (guild !== undefined || guildId === null) return guild === guildId
  const { cache } = client.guilds
  return client.options.shardCount === 1 && cache.size === 1 && cache.has(guildId)
}

const addressOf = (guild: string | null, path: string): string =>
  `https://discord.com/channels/${guild ?? '@me'}/${path}`

const longestChain = 10

/** The key of a conversation: the thread or direct message, else the first message of the chain of replies, as far as it is known. */
function threadOf(message: Message): string {
  if (message.channel.isThread() || message.channel.isDMBased()) return message.channelId
  let first = message.id
  let reference = message.reference?.messageId
  for (let count = 0; reference && count < longestChain; count++) {
    first = reference
    reference = message.channel.messages.cache.get(reference)?.reference?.messageId
  }
  return first
}
