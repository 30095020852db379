import type { APIGuildMember, APIUser } from 'discord.js'
import { DigitalDiscord, generateSnowflake } from 'discord-digital-twin'
import { ACME, APP, EVERYONE, FORUM, MANAGER, PEOPLE } from './defaults.ts'
import { unknownChannel } from './refusal.ts'
import type { Channel, EdgeOptions, Guild, GuildOptions, Person, Where, Who } from './types.ts'

export { generateSnowflake as snowflake }

export type Json = Record<string, unknown>
export type TwinAnswer = { status: number; body: unknown }

const THREAD = 11
const DM = 1

/**
 * Guilds, members, roles, channels and threads, kept by discord-digital-twin behind its own REST.
 * What the twin does not know of a channel (forum tags, a DM's recipients) is laid over its answers from `extras`.
 */
export class World {
  readonly twin: DigitalDiscord
  readonly people: readonly Person[]
  readonly guilds: readonly Guild[]
  readonly channels = new Map<string, Channel>()
  /** What people attached, by the path where it lies. */
  readonly uploads = new Map<string, Buffer>()
  /** Where the edge is reached. */
  origin = ''
  readonly users = new Map<string, APIUser>()
  readonly #members = new Map<string, APIGuildMember>()
  readonly #extras = new Map<string, Json>()

  constructor({ token = 'edge.bot.token', people = PEOPLE, guilds = [ACME] }: EdgeOptions) {
    this.people = people.map(person => ({ manager: false, ...person, id: generateSnowflake() }))
    this.guilds = guilds.map((guild, at) => this.#lay(guild, at))
    this.twin = new DigitalDiscord({
      botToken: token,
      botUser: { username: 'Concierge' },
      users: this.people.map(({ id, name }) => ({ id, username: name })),
      guilds: this.guilds.map(({ id, name, channels }) => ({ id, name, channels: [...channels] })),
    })
  }

  get botId(): string {
    return this.twin.botUserId
  }

  async open(): Promise<void> {
    await this.twin.start()
    for (const { id } of this.guilds) await this.#giveRoles(id)
    for (const { id } of [{ id: this.botId }, ...this.people]) {
      this.users.set(id, (await this.ask('GET', `/users/${id}`)).body as APIUser)
    }
  }

  /** Puts a request to the twin, as the bot. */
  async ask(method: string, path: string, body?: unknown): Promise<TwinAnswer> {
    const response = await fetch(`${this.twin.restUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${this.twin.botToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, body: text && json ? this.#dress(JSON.parse(text)) : undefined }
  }

  person(who: Who): Person {
    const found =
      typeof who === 'string' ? this.people.find(({ id, name }) => who === id || who === name) : who
    if (!found) throw new Error(`nobody is called ${String(who)}`)
    return found
  }

  channel(where: Where): Channel {
    const wanted = typeof where === 'string' ? where : where.id
    const found = this.channels.get(wanted) ?? [...this.channels.values()].find(({ name }) => name === wanted)
    if (!found) throw new Error(`no channel is called ${wanted}`)
    return found
  }

  guild(id: string): Guild {
    const found = this.guilds.find(guild => guild.id === id)
    if (!found) throw new Error(`no guild ${id}`)
    return found
  }

  user(id: string): APIUser {
    const found = this.users.get(id)
    if (!found) throw new Error(`no user ${id}`)
    return found
  }

  member(guildId: string, userId: string): APIGuildMember {
    const found = this.#members.get(`${guildId}/${userId}`)
    if (!found) throw new Error(`no member ${userId}`)
    return found
  }

  /** A channel as the API shows it. Throws Unknown Channel. */
  async channelPayload(id: string): Promise<Json> {
    const { status, body } = await this.ask('GET', `/channels/${id}`)
    if (status !== 200) throw unknownChannel()
    return body as Json
  }

  /** GUILD_CREATE. Of the members only the bot, as without the presence intent. */
  async guildPayload(id: string): Promise<Json> {
    const guild = (await this.ask('GET', `/guilds/${id}`)).body as Json
    const channels = (await this.ask('GET', `/guilds/${id}/channels`)).body as Json[]
    const { threads } = (await this.ask('GET', `/guilds/${id}/threads/active`)).body as { threads: Json[] }
    const none = [
      'voice_states',
      'presences',
      'stage_instances',
      'guild_scheduled_events',
      'soundboard_sounds',
    ]
    return {
      ...guild,
      preferred_locale: this.guild(id).locale,
      joined_at: new Date().toISOString(),
      large: false,
      unavailable: false,
      member_count: this.people.length + 1,
      members: [this.member(id, this.botId)],
      channels: channels.filter(({ type }) => type !== THREAD),
      threads,
      ...Object.fromEntries(none.map(key => [key, []])),
    }
  }

  /** Opens a thread. The twin's own route cannot: it gives a message's thread an id of its own, and the bot as owner. */
  async addThread(parent: Channel, thread: { id: string; name: string; ownerId: string; tags?: string[] }) {
    const { id, name, ownerId, tags = [] } = thread
    const guildId = parent.guildId ?? null
    const data = {
      id,
      guildId,
      name,
      ownerId,
      parentId: parent.id,
      type: THREAD,
      archiveTimestamp: new Date(),
    }
    await this.twin.prisma.channel.create({ data: { ...data, memberCount: 1 } })
    this.#extras.set(id, { applied_tags: tags, flags: 0 })
    return this.#remember({ id, name, type: THREAD, parentId: parent.id, ...(guildId && { guildId }) })
  }

  /** The one DM channel of the bot and a person; opens it at first. */
  async dm(userId: string): Promise<Channel> {
    const known = this.channels.get(this.dmId(userId) ?? '')
    if (known) return known
    const channel = this.#remember({ id: generateSnowflake(), name: dmName(userId), type: DM })
    this.#extras.set(channel.id, { recipients: [this.user(userId)], flags: 0 })
    await this.twin.prisma.channel.create({ data: { id: channel.id, type: DM } })
    return channel
  }

  dmId(userId: string): string | undefined {
    return [...this.channels.values()].find(({ name }) => name === dmName(userId))?.id
  }

  /** Changes what the twin does not keep of a channel. */
  lay(channelId: string, extras: Json): void {
    this.#extras.set(channelId, { ...this.#extras.get(channelId), ...extras })
  }

  /** Names of the tags on a forum post; a tag that the forum lacks shows as its id. */
  tagsOn(threadId: string): string[] {
    const forum = this.channels.get(this.channels.get(threadId)?.parentId ?? '')
    const applied = (this.#extras.get(threadId)?.applied_tags ?? []) as string[]
    return applied.map(id => forum?.tags?.find(tag => tag.id === id)?.name ?? id)
  }

  /** Guilds lie a millisecond apart, so that neighbours fall on different shards. */
  #lay({ name, locale = 'en-US', channels }: GuildOptions, at: number): Guild {
    const guildId = String(BigInt(generateSnowflake()) + (BigInt(at) << 22n))
    const laid = channels.map(({ name, type, tags = [] }) =>
      this.#remember({ id: generateSnowflake(), name, type, guildId, tags: tags.map(tagOf) }),
    )
    for (const { id, type, tags = [] } of laid) {
      const available_tags = tags.map(tag => ({ ...tag, moderated: false, emoji_id: null, emoji_name: null }))
      const forum = {
        available_tags,
        default_sort_order: null,
        default_forum_layout: 0,
        default_reaction_emoji: null,
      }
      this.#extras.set(id, { flags: 0, permission_overwrites: [], ...(type === FORUM ? forum : {}) })
    }
    return { id: guildId, name, locale, channels: laid }
  }

  #remember(channel: Channel): Channel {
    this.channels.set(channel.id, channel)
    return channel
  }

  async #giveRoles(guildId: string): Promise<void> {
    const { role, guildMember } = this.twin.prisma
    const [managers, app] = [generateSnowflake(), generateSnowflake()]
    await role.update({ where: { id: guildId }, data: { permissions: String(EVERYONE) } })
    await role.create({
      data: { id: managers, guildId, name: 'Managers', permissions: String(MANAGER), position: 1 },
    })
    await role.create({
      data: { id: app, guildId, name: 'Concierge', permissions: String(APP), position: 2, managed: true },
    })
    const holders = [
      { id: this.botId, role: app },
      ...this.people.filter(p => p.manager).map(p => ({ id: p.id, role: managers })),
    ]
    for (const holder of holders) {
      const where = { guildId_userId: { guildId, userId: holder.id } }
      await guildMember.update({ where, data: { roles: JSON.stringify([holder.role]) } })
    }
    const { body } = await this.ask('GET', `/guilds/${guildId}/members?limit=1000`)
    for (const member of body as APIGuildMember[]) this.#members.set(`${guildId}/${member.user.id}`, member)
  }

  #dress(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(item => this.#dress(item))
    if (typeof value !== 'object' || value === null) return value
    if ('threads' in value) return { ...value, threads: this.#dress(value.threads) }
    return 'id' in value && typeof value.id === 'string' ? { ...value, ...this.#extras.get(value.id) } : value
  }

  async close(): Promise<void> {
    await this.twin.stop()
    await this.twin.prisma.$disconnect()
  }
}

const dmName = (userId: string) => `@${userId}`
const tagOf = (name: string) => ({ id: generateSnowflake(), name })
