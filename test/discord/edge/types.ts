import type { APIApplicationCommand, APIMessage, APIModalInteractionResponseCallbackData } from 'discord.js'

/** Someone who uses Discord. `locale` is a Discord locale: fr, en-GB, de, it, es-ES. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly locale: string
  readonly manager: boolean
}
/** A person, or their name, or their id. */
export type Who = Person | string

export type Tag = { readonly id: string; readonly name: string }
/** A channel, forum, thread or DM: `type` is Discord's (0 text, 1 DM, 11 thread, 15 forum). */
export type Channel = {
  readonly id: string
  readonly name: string
  readonly type: number
  readonly guildId?: string
  readonly parentId?: string
  readonly tags?: readonly Tag[]
}
/** A channel, or its name (the first guild's first), or its id. */
export type Where = Channel | string

export type Guild = {
  readonly id: string
  readonly name: string
  readonly locale: string
  readonly channels: readonly Channel[]
}

export type GuildOptions = {
  name: string
  locale?: string
  channels: readonly { name: string; type: 0 | 15; tags?: readonly string[] }[]
}

export type EdgeOptions = {
  token?: string
  people?: readonly { name: string; locale: string; manager?: boolean }[]
  guilds?: readonly GuildOptions[]
  /** What GET /gateway/bot recommends. */
  shards?: number
  /** How long an app may take for its first answer, ms (3,000). */
  ackWithin?: number
  /** How long an interaction's token lives, ms (900,000). */
  tokenLives?: number
  /** How long people and `until` wait for what should happen, ms (5,000). */
  patience?: number
}

export type SeenButton = {
  readonly label: string
  readonly customId?: string
  readonly url?: string
  readonly style: number
  readonly disabled: boolean
}
export type SeenOption = { readonly label: string; readonly value: string; readonly description?: string }
export type SeenSelect = {
  readonly customId: string
  readonly type: number
  readonly placeholder?: string
  readonly options: readonly SeenOption[]
}
/** A message as it stood when it was looked at. */
export type SeenMessage = {
  readonly id: string
  readonly channelId: string
  readonly author: string
  readonly ephemeral: boolean
  /** Content, embeds and text displays, top to bottom, one block a line. */
  readonly text: string
  readonly buttons: readonly SeenButton[]
  readonly selects: readonly SeenSelect[]
  readonly files: readonly string[]
  readonly raw: APIMessage
}

export type SeenField = {
  readonly label: string
  readonly description?: string
  readonly customId: string
  /** Discord's component type: 3 string select, 4 text, 5 user, 8 channel, 21 radio group, 22 checkbox group, 23 checkbox. */
  readonly type: number
  readonly required: boolean
  readonly value?: string
  readonly options: readonly SeenOption[]
}
/** A form that a person has open. */
export type SeenModal = {
  readonly interactionId: string
  readonly customId: string
  readonly title: string
  readonly texts: readonly string[]
  readonly fields: readonly SeenField[]
  readonly raw: APIModalInteractionResponseCallbackData
}

/** A file that somebody attaches; `url` where it shall lie elsewhere than on the edge. */
export type Upload = { filename: string; bytes: Buffer; url?: string }
export type OptionValue = string | number | boolean | Person | Channel | Upload
/** Text and choices as strings, checkboxes as booleans, selects as a value, a person, a channel, or an array of them. */
export type FieldValue = string | boolean | Person | Channel | readonly (string | Person | Channel)[]

/** What a person sees after they did something; taken when the answer is complete (a deferred one: after its edit). */
export type Answer = {
  readonly interactionId: string
  /** `failed`: nothing came in time ("This interaction failed"). `update`: the message that was clicked has changed. `silent`: acknowledged (type 6), nothing followed yet. */
  readonly kind: 'message' | 'update' | 'modal' | 'silent' | 'failed'
  /** Milliseconds from creation to the first callback. */
  readonly after?: number
  readonly deferred: boolean
  /** The answer itself, the changed message, or after a mere acknowledgement the first follow-up. */
  readonly message?: SeenMessage
  readonly modal?: SeenModal
  /** The text of the message; '' where there is none. */
  readonly text: string
  /** Waits until there are at least `count` follow-ups. */
  followUps(count?: number): Promise<SeenMessage[]>
  /** The answer's message as it is now (undefined once deleted). */
  now(): SeenMessage | undefined
}

/** What a person wrote, and where to look for what comes of it. */
export type Said = {
  readonly message: SeenMessage
  readonly channel: Channel
  /** Waits for the app's next message after this one in this channel, or in a thread opened from it. */
  answer(): Promise<SeenMessage>
}

export type Choice = { readonly name: string; readonly value: string | number }

export type Dispatch = { readonly t: string; readonly d: Readonly<Record<string, unknown>> }
export type Call = {
  readonly method: string
  /** Without /api/v10; tokens read `:token`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly files: readonly { name: string; type: string; data: Buffer }[]
  readonly status: number
  readonly at: number
}
export type Violation = {
  readonly method: string
  readonly path: string
  readonly where: string
  readonly message: string
}
/** `'POST /channels/*\/messages'` (`*` is one part of a path, `**` any), or a RegExp on `METHOD /path`. */
export type Pattern = string | RegExp
export type Weather =
  | { status: 429; retryAfter: number; global?: boolean; times?: number }
  | { status: 500 | 502; times?: number }
  /** The connection ends without an answer; `obeyed`: after the request took effect. */
  | { cut: true; obeyed?: boolean; times?: number }

export type InteractionRecord = {
  readonly id: string
  readonly type: number
  readonly userId: string
  readonly at: number
  /** Milliseconds to the first callback, and its type. */
  readonly after?: number
  readonly callback?: number
}

export interface DiscordEdge {
  /** What DISCORD_API names: the REST root without version. */
  readonly url: string
  /** DISCORD_TOKEN, DISCORD_API, DISCORD_GUILD (the first guild) for the app's process. */
  readonly environment: Readonly<Record<string, string>>
  readonly token: string
  readonly applicationId: string
  readonly botId: string
  readonly guilds: readonly Guild[]
  readonly people: readonly Person[]
  person(who: Who): Person
  channel(where: Where): Channel

  // What people do
  command(user: Who, channel: Where, name: string, options?: Record<string, OptionValue>): Promise<Answer>
  autocomplete(
    user: Who,
    channel: Where,
    command: string,
    option: string,
    typed: string,
    others?: Record<string, OptionValue>,
  ): Promise<Choice[]>
  click(user: Who, message: SeenMessage, labelOrCustomId: string): Promise<Answer>
  select(
    user: Who,
    message: SeenMessage,
    customId: string,
    values: readonly (string | Person | Channel)[],
  ): Promise<Answer>
  messageCommand(user: Who, message: SeenMessage, name: string): Promise<Answer>
  submitModal(user: Who, modal: SeenModal, values: Record<string, FieldValue>): Promise<Answer>
  /** `to`: as a reply to a message. */
  say(user: Who, channel: Where, text: string, to?: SeenMessage): Promise<Said>
  mention(user: Who, channel: Where, text: string, to?: SeenMessage): Promise<Said>
  direct(user: Who, text: string): Promise<Said>
  post(user: Who, forum: Where, title: string, text: string, tags?: readonly string[]): Promise<Said>
  reply(user: Who, thread: Where, text: string): Promise<Said>

  // What people see
  messages(where: Where): SeenMessage[]
  ephemerals(user: Who, where?: Where): SeenMessage[]
  dm(user: Who): SeenMessage[]
  /** The DM channel of the bot and a person, opened if need be: for commands in a DM. */
  dmChannel(user: Who): Promise<Channel>
  modal(user: Who): SeenModal | undefined
  threads(parent: Where): Channel[]
  /** Names of the tags on a forum post. */
  tags(thread: Where): string[]

  // What the app did
  readonly violations: readonly Violation[]
  readonly interactions: readonly InteractionRecord[]
  readonly dispatches: readonly Dispatch[]
  calls(pattern?: Pattern): Call[]
  /** The commands registered for a guild, or globally, as the app sent them. */
  commands(guildId?: string): APIApplicationCommand[]
  /** How many times commands were PUT. */
  readonly registrations: number
  /** The intents of the last identify; undefined before. */
  readonly intents: number | undefined
  /** Gateway sessions: how many identified, how many resumed so far. */
  readonly sessions: { readonly identified: number; readonly resumed: number }

  // Bad weather
  fail(pattern: Pattern, weather: Weather): void
  /** Closes every socket; people may act meanwhile. Not resumable: the client has to identify anew and missed events are lost. */
  dropSockets(how?: { resumable?: boolean }): Promise<void>
  /** Op 7: asks every client to reconnect (and resume). */
  askToReconnect(): void
  /** Op 9, d false: every client has to identify anew. */
  invalidateSessions(): void
  /** The same event once more, with a new sequence number. */
  redeliver(dispatch: Dispatch): void
  /** The interaction is over: unanswered → 10062, answered → 50027. */
  expire(interaction: Answer | InteractionRecord | string): void
  /** The next interaction reaches the app too late: its first callback gets 10062. */
  expireNext(): void

  /** Resolves when `shards` sockets are identified and were told of their guilds. */
  connected(shards?: number): Promise<void>
  /** Waits until the probe gives something truthy; throws `what` when patience ends. */
  until<T>(probe: () => T, what?: string, within?: number): Promise<NonNullable<T>>
  close(): Promise<void>
}
