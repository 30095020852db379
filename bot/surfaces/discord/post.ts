import { createHash } from 'node:crypto'
import {
  type APIChannel,
  type APIMessage,
  type APIThreadChannel,
  ChannelFlags,
  ChannelType,
  type REST,
  type RESTGetAPIGuildThreadsResult,
  Routes,
} from 'discord.js'
import type { Place } from '../chat/surface.ts'
import { cut } from './limits.ts'

const longestMessage = 2000
const longestTitle = 100
const longestNonce = 25

/** Posts plain text: as messages to a channel, as a post to a forum. Discord drops what it had a moment ago with the same `id`. Throws what Discord says. */
export async function post(rest: REST, { channel: id }: Place, text: string, key: string): Promise<void> {
  const channel = (await rest.get(Routes.channel(id))) as APIChannel
  const parts = partsOf(text)
  if (channel.type !== ChannelType.GuildForum && channel.type !== ChannelType.GuildMedia)
    return send(rest, id, parts, key)
  const title = cut(text.trim().split('\n')[0] ?? '', longestTitle)
  if (await isPosted(rest, channel, title, parts[0] ?? '')) return
  const thread = (await rest.post(Routes.threads(id), {
    body: { name: title, applied_tags: neededTags(channel), message: messageOf(parts[0] ?? '') },
  })) as APIThreadChannel
  await send(rest, thread.id, parts.slice(1), key)
}

async function send(rest: REST, channel: string, parts: readonly string[], key: string): Promise<void> {
  for (const [part, text] of parts.entries())
    await rest.post(Routes.channelMessages(channel), {
      body: { ...messageOf(text), nonce: nonceOf(`${key} ${part}`), enforce_nonce: true },
    })
}

const messageOf = (content: string) => ({ content, allowed_mentions: { parse: [] } })

const nonceOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, longestNonce)

/** Whether the same post is open already: a forum takes no nonce, so that one whose answer was lost would stand there twice. */
async function isPosted(rest: REST, channel: APIChannel, title: string, text: string): Promise<boolean> {
  if (!('guild_id' in channel) || !channel.guild_id) return false
  const { threads } = (await rest.get(
    Routes.guildActiveThreads(channel.guild_id),
  )) as RESTGetAPIGuildThreadsResult
  const named = (threads as APIThreadChannel[]).filter(
    ({ parent_id, name }) => parent_id === channel.id && name === title,
  )
  const first = await Promise.all(named.map(({ id }) => contentOf(rest, id)))
  return first.includes(text)
}

/** What a post begins with: the message that has its own id. */
const contentOf = async (rest: REST, thread: string): Promise<string | undefined> => {
  const message = await rest.get(Routes.channelMessage(thread, thread)).catch(() => undefined)
  return (message as APIMessage | undefined)?.content
}

/** The first tag of a forum that takes no post without one. */
function neededTags(channel: APIChannel): string[] {
  const isNeeded = 'flags' in channel && Boolean((channel.flags ?? 0) & ChannelFlags.RequireTag)
  const [first] = 'available_tags' in channel ? channel.available_tags : []
  return isNeeded && first ? [first.id] : []
}

/** A text in parts that a message takes, divided at lines or words. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > longestMessage) {
    const line = rest.lastIndexOf('\n', longestMessage)
    const word = rest.lastIndexOf(' ', longestMessage)
    const end = line > 0 ? line : word > 0 ? word : longestMessage
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).trim()
  }
  return [...parts, rest]
}
