import type { APIAttachment, APIMessage, APIUser } from 'discord.js'
import type { Gateway } from './gateway.ts'
import { misuse, Refusal, refuseFaulty, tooLarge, unknownMessage } from './refusal.ts'
import type { Call, Channel, Person } from './types.ts'
import { type Component, EPHEMERAL, LOADING, type MessageBody, messageFaults } from './validate/limits.ts'
import { type Json, snowflake, type World } from './world.ts'

/** `attachment_size_limit` of an app, in bytes. */
export const LARGEST_FILE = 10_485_760

export type Files = Call['files']
export type SentBody = MessageBody & {
  nonce?: string | number
  enforce_nonce?: boolean
  message_reference?: { message_id: string }
}
/** What the edge adds to a message; `viewer` is who alone sees an ephemeral one. */
type Extras = Partial<APIMessage> & { viewer?: string }

/**
 * Every message of every channel. They are kept here, not in the twin: that one forgets attachments, mentions,
 * component ids, who an ephemeral message is for and which interaction it answers, and starts no forum post.
 */
export class Messages {
  readonly #world: World
  readonly #gateway: Gateway
  readonly #all = new Map<string, APIMessage>()
  readonly #viewers = new Map<string, string>()

  constructor(world: World, gateway: Gateway) {
    this.#world = world
    this.#gateway = gateway
  }

  /** A channel's messages that everyone sees, oldest first. */
  in(channelId: string): APIMessage[] {
    return this.all().filter(message => message.channel_id === channelId && !this.#viewers.has(message.id))
  }

  /** Ephemeral messages for a person, oldest first. */
  ephemeralFor(userId: string): APIMessage[] {
    return this.all().filter(({ id }) => this.#viewers.get(id) === userId)
  }

  isSeenBy(message: APIMessage, userId: string): boolean {
    return (this.#viewers.get(message.id) ?? userId) === userId
  }

  all(): APIMessage[] {
    return [...this.#all.values()]
  }

  find(id: string): APIMessage | undefined {
    return this.#all.get(id)
  }

  /** A message that the API shows in a channel. Throws Unknown Message; ephemeral ones are unknown here. */
  get(channelId: string, id: string): APIMessage {
    const found = this.#all.get(id)
    if (found?.channel_id !== channelId || this.#viewers.has(id)) throw unknownMessage()
    return found
  }

  /** Posts what the app sends. Throws Invalid Form Body; a repeated enforced nonce gives the first message again. */
  send(channel: Channel, body: SentBody, files: Files, extras: Extras = {}): APIMessage {
    const before = body.enforce_nonce
      ? this.in(channel.id).find(({ nonce }) => nonce === body.nonce)
      : undefined
    if (before) return before
    if (Number(body.flags) & EPHEMERAL && !extras.viewer) {
      throw misuse('/flags', 'only the answer to an interaction can be ephemeral: everyone would read this')
    }
    const attachments = attachmentsOf(body, files, [])
    refuseFaulty(messageFaults({ ...body, attachments }, body))
    const parts = { ...contentsOf(body), attachments, flags: body.flags ?? 0 }
    return this.#keep(channel, this.#world.botId, {
      ...parts,
      ...referenceOf(channel, body),
      ...extras,
    } as Extras)
  }

  /** The placeholder of a deferred answer ("is thinking…"). */
  defer(channel: Channel, flags: number, extras: Extras): APIMessage {
    return this.#keep(channel, this.#world.botId, {
      flags: (flags & EPHEMERAL) | LOADING,
      ...extras,
    } as Extras)
  }

  /** Posts what a person writes. */
  write(channel: Channel, author: Person, content: string, extras: Extras = {}): APIMessage {
    const mentions = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => this.#world.user(String(id)))
    return this.#keep(channel, author.id, { content, mentions, ...extras })
  }

  /** Changes a message of the app; a placeholder becomes a message. Throws Invalid Form Body, 50005 for another's message. */
  edit(message: APIMessage, body: SentBody, files: Files): APIMessage {
    if (message.author.id !== this.#world.botId) {
      throw new Refusal(403, 50005, 'Cannot edit a message authored by another user')
    }
    const flags = (Number(message.flags) & ~LOADING) | (Number(body.flags ?? 0) & ~EPHEMERAL)
    const attachments = attachmentsOf(body, files, message.attachments)
    const next = { ...message, ...contentsOf(body), attachments, flags } as APIMessage
    refuseFaulty(messageFaults(next as MessageBody, body))
    const edited_timestamp = Number(message.flags) & LOADING ? null : new Date().toISOString()
    return this.#announce('MESSAGE_UPDATE', this.#put({ ...next, edited_timestamp }))
  }

  remove(message: APIMessage): void {
    this.#all.delete(message.id)
    if (this.#viewers.has(message.id)) return
    const { guildId } = this.#world.channel(message.channel_id)
    const where = { channel_id: message.channel_id, ...(guildId && { guild_id: guildId }) }
    this.#gateway.dispatch('MESSAGE_DELETE', { id: message.id, ...where })
  }

  /** Puts the bot's reaction on a message, or takes it off. */
  react(message: APIMessage, name: string, on: boolean): void {
    const others = (message.reactions ?? []).filter(({ emoji }) => emoji.name !== name)
    const details = { burst: 0, normal: 1 }
    const ours = {
      count: 1,
      count_details: details,
      me: true,
      me_burst: false,
      emoji: { id: null, name },
      burst_colors: [],
    }
    this.#put({ ...message, reactions: on ? [...others, ours] : others })
  }

  #keep(channel: Channel, authorId: string, { viewer, ...parts }: Extras): APIMessage {
    const message = { ...blank(channel, this.#world.user(authorId)), ...parts } as APIMessage
    if (viewer) this.#viewers.set(message.id, viewer)
    return this.#announce('MESSAGE_CREATE', this.#put(message))
  }

  #put(message: APIMessage): APIMessage {
    this.#all.set(message.id, message)
    return message
  }

  /** Tells the gateway, except of an ephemeral message. */
  #announce(t: string, message: APIMessage): APIMessage {
    if (this.#viewers.has(message.id)) return message
    const { guildId, type } = this.#world.channel(message.channel_id)
    this.#gateway.dispatch(t, {
      ...message,
      channel_type: type,
      ...this.#inGuild(guildId, message.author.id),
    })
    return message
  }

  #inGuild(guildId: string | undefined, userId: string): Json {
    if (!guildId) return {}
    const { user: _user, ...member } = this.#world.member(guildId, userId)
    return { guild_id: guildId, member }
  }
}

function blank(channel: Channel, author: APIUser): Json {
  const lists = ['mentions', 'mention_roles', 'attachments', 'embeds', 'components']
  return {
    id: snowflake(),
    type: 0,
    channel_id: channel.id,
    author,
    content: '',
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    flags: 0,
    ...Object.fromEntries(lists.map(list => [list, []])),
  }
}

/** What a body says of a message's contents: what it leaves out stays as it was, null clears. */
function contentsOf({ content, embeds, components, nonce }: SentBody): Json {
  return {
    ...(content !== undefined && { content: content ?? '' }),
    ...(embeds !== undefined && { embeds: (embeds ?? []).map(embed => ({ ...embed, type: 'rich' })) }),
    ...(components !== undefined && { components: numbered(components ?? []) }),
    ...(nonce !== undefined && { nonce }),
  }
}

/** Components carry an id in what Discord gives back: counted from 1 where the app gave none. */
function numbered(components: readonly Component[]): Component[] {
  let next = 0
  const number = (component: Component): Component => {
    next += 1
    const { id = next, components, accessory } = component
    return {
      ...component,
      id,
      ...(components && { components: components.map(number) }),
      ...(accessory && { accessory: number(accessory) }),
    }
  }
  return components.map(number)
}

function referenceOf(channel: Channel, { message_reference }: SentBody): Json {
  if (!message_reference) return {}
  const where = { channel_id: channel.id, ...(channel.guildId && { guild_id: channel.guildId }) }
  return { type: 19, message_reference: { type: 0, ...where, message_id: message_reference.message_id } }
}

/** Attachments after a request: those that it keeps (all, if it lists none) and the files it brings (files[n] belongs to id n). */
function attachmentsOf(
  { attachments }: SentBody,
  files: Files,
  present: readonly APIAttachment[],
): APIAttachment[] {
  const kept = attachments
    ? present.filter(({ id }) => attachments.some(listed => listed.id === id))
    : present
  if (files.some(({ data }) => data.length > LARGEST_FILE)) throw tooLarge()
  const brought = files.map(({ name, type, data }) => {
    const id = snowflake()
    const url = `https://cdn.discordapp.com/attachments/1/${id}/${name}`
    return { id, filename: name, content_type: type, size: data.length, url, proxy_url: url }
  })
  return [...kept, ...brought]
}
