import { WebSocket } from 'ws'
import type { Json } from './world.ts'

export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const
export const CLOSE = {
  unknownOpcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  badToken: 4004,
  alreadyIdentified: 4005,
  timedOut: 4009,
  badShard: 4010,
} as const
export const INTENT = {
  guilds: 1,
  members: 1 << 1,
  messages: 1 << 9,
  reactions: 1 << 10,
  direct: 1 << 12,
  directReactions: 1 << 13,
  content: 1 << 15,
} as const
/** Presence and voice updates. */
export const IGNORED = [3, 4]

export type Frame = { op: number; d: unknown; s: number | null; t: string | null }
export type Session = {
  readonly id: string
  readonly shard: readonly [number, number]
  readonly intents: number
  readonly sent: Frame[]
  socket: WebSocket | undefined
  told: boolean
}

/** Whether a session's shard and intents ask for an event. */
export function concerns(session: Session, t: string, d: Json): boolean {
  const guildId = d.guild_id
  if (typeof guildId === 'string' ? !onShard(session, guildId) : session.shard[0] !== 0) return false
  const wanted = intentOf(t, guildId === undefined)
  return wanted === 0 || (session.intents & wanted) !== 0
}

/** Without the content intent a message is empty, unless it is a DM, the bot's own, or mentions the bot. */
export function filtered(session: Session, t: string, d: Json, botId: string): Json {
  if (!/^MESSAGE_(CREATE|UPDATE)$/.test(t) || session.intents & INTENT.content || !d.guild_id) return d
  const concerned = [d.author, ...(d.mentions as unknown[])] as { id: string }[]
  if (concerned.some(({ id }) => id === botId)) return d
  return { ...d, content: '', embeds: [], attachments: [], components: [] }
}

function intentOf(t: string, direct: boolean): number {
  if (t.startsWith('MESSAGE_REACTION')) return direct ? INTENT.directReactions : INTENT.reactions
  if (t.startsWith('MESSAGE')) return direct ? INTENT.direct : INTENT.messages
  if (t.startsWith('GUILD_MEMBER_')) return INTENT.members
  return /^(GUILD|CHANNEL|THREAD)_/.test(t) ? INTENT.guilds : 0
}

/** docs.discord.com, Sharding: (guild id >> 22) % shards. */
export const onShard = ({ shard: [index, count] }: Session, guildId: string): boolean =>
  Number((BigInt(guildId) >> 22n) % BigInt(count)) === index

/** Sends a frame that is no dispatch. */
export function send(socket: WebSocket | undefined, op: number, d: unknown): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ op, d, s: null, t: null }))
}

/** Closes a socket; resolves when it is closed. */
export function closing(socket: WebSocket, code: number): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return Promise.resolve()
  return new Promise(resolve => {
    socket.once('close', () => resolve())
    socket.close(code)
  })
}
