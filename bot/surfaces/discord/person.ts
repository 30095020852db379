import {
  type BaseInteraction,
  type Channel,
  InteractionContextType,
  type Message,
  MessageFlags,
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
  // Nobody else can open what one person was shown.
  const isOpen = interaction.isMessageComponent() && !interaction.message.flags.has(MessageFlags.Ephemeral)
  const message = isOpen ? `/${interaction.message.id}` : ''
  const isThread = channel?.isThread() || isDirect(interaction)
  // What somebody asks for their own eyes is no part of what the others in a thread say (ACT-6).
  const own = isPublic || isDirect(interaction) ? '' : `:${user.id}`
  return personOf(interaction.locale, {
    account: accountId(bot, user.id),
    name: member && 'displayName' in member ? member.displayName : user.displayName,
    handle: `@${user.username}`,
    administers: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    isPublic,
    ...guildOf(bot, guildId),
    ...(id && { address: addressOf(guildId, `${id}${message}`), ...(channel && placeOf(bot, channel)) }),
    ...(id && isThread && { thread: channelId(bot, id) + own }),
  })
}

/** Who wrote a message. Discord tells no language of theirs, so that what they write decides. */
export function authorOf(bot: Bot, message: Message): Person {
  const { author, member, guildId, channel } = message
  return personOf(undefined, {
    account: accountId(bot, author.id),
    name: member?.displayName ?? author.displayName,
    handle: `@${author.username}`,
    administers: member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false,
    isPublic: guildId !== null,
    ...guildOf(bot, guildId),
    ...placeOf(bot, channel),
    address: addressOf(guildId, `${channel.id}/${message.id}`),
    thread: channelId(bot, threadOf(message)),
  })
}

/** In direct messages it is the provider's own server whose support hears of it. */
function guildOf(bot: Bot, guild: string | null) {
  const place = guild ?? homeOf(bot)
  const name = guild === null ? undefined : bot.client.guilds.cache.get(guild)?.name
  return {
    isHome: isHome(bot, guild),
    ...(place !== undefined && { workspace: `discord:${place}` }),
    ...(name !== undefined && { workspaceName: name }),
  }
}

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
  const locale = await front.locale(person).catch(() => undefined)
  return words(locale ?? person.hint ?? 'fr')
}

/** The provider's own server: the one that is named, or the only one. A shard among several does not know the others', so it needs the name. */
function homeOf({ guild, client }: Bot): string | undefined {
  const { cache } = client.guilds
  const isOnly = client.options.shardCount === 1 && cache.size === 1
  return guild ?? (isOnly ? cache.firstKey() : undefined)
}

const isHome = (bot: Bot, guild: string | null): boolean => guild !== null && guild === homeOf(bot)

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
