import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import {
  CLOSE,
  closing,
  concerns,
  type Frame,
  filtered,
  IGNORED,
  INTENT,
  OP,
  onShard,
  type Session,
  send,
} from './protocol.ts'
import type { Dispatch } from './types.ts'
import type { Json, World } from './world.ts'

// The gateway is ours, not the twin's: that one knows no resume, no sequence of its own to replay, no intents, no shards
// and no close codes; to add them to a socket in between is more than to speak the protocol (docs.discord.com, Gateway).

/** Speaks the gateway with any number of clients: identify, heartbeat, dispatch, resume; keeps every dispatch for who resumes. */
export class Gateway {
  readonly dispatches: Dispatch[] = []
  readonly counts = { identified: 0, resumed: 0 }
  intents: number | undefined
  readonly #world: World
  readonly #sockets = new WebSocketServer({ noServer: true })
  #sessions: Session[] = []
  #url = ''

  constructor(world: World) {
    this.#world = world
    this.#sockets.on('connection', socket => this.#greet(socket))
  }

  /** Takes the upgrades of the server; the address is what READY tells as the place to resume. */
  attach(server: Server, url: string): void {
    this.#url = url
    server.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, client => this.#sockets.emit('connection', client))
    })
  }

  /** How many sessions have an open socket and were told of their guilds. */
  get connected(): number {
    return this.#sessions.filter(({ socket, told }) => told && socket?.readyState === WebSocket.OPEN).length
  }

  /** Sends an event to the sessions whose shard and intents it concerns, open or not (those get it when they resume). */
  dispatch(t: string, d: Json): void {
    this.dispatches.push({ t, d })
    for (const session of this.#sessions) {
      if (concerns(session, t, d)) this.#tell(session, t, filtered(session, t, d, this.#world.botId))
    }
  }

  /** Op 7 to every client. */
  askToReconnect(): void {
    for (const { socket } of this.#sessions) send(socket, OP.reconnect, null)
  }

  /** Op 9, not resumable, to every client. */
  invalidate(): void {
    for (const { socket } of this.#sessions) send(socket, OP.invalid, false)
    this.#sessions = []
  }

  /** Closes every socket and waits until they are closed. */
  async drop(resumable: boolean): Promise<void> {
    const sockets = [...this.#sockets.clients]
    if (!resumable) this.#sessions = []
    for (const session of this.#sessions) session.socket = undefined
    await Promise.all(sockets.map(socket => closing(socket, resumable ? 4000 : CLOSE.timedOut)))
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate()
    await new Promise(resolve => this.#sockets.close(resolve))
  }

  #greet(socket: WebSocket): void {
    send(socket, OP.hello, { heartbeat_interval: 41_250 })
    socket.on('message', data => {
      try {
        void this.#hear(socket, JSON.parse(String(data)) as Frame)
      } catch {
        socket.close(CLOSE.decode)
      }
    })
  }

  async #hear(socket: WebSocket, { op, d }: Frame): Promise<void> {
    const session = this.#sessions.find(one => one.socket === socket)
    if (op === OP.heartbeat) send(socket, OP.ack, null)
    else if (op === OP.identify) await this.#identify(socket, d as Json)
    else if (op === OP.resume) this.#resume(socket, d as Json)
    else if (!session) socket.close(CLOSE.notAuthenticated)
    else if (op === OP.members) this.#chunk(session, d as Json)
    else if (!IGNORED.includes(op)) socket.close(CLOSE.unknownOpcode)
  }

  async #identify(socket: WebSocket, d: Json): Promise<void> {
    const [index, count] = (d.shard ?? [0, 1]) as [number, number]
    if (!this.#knows(d.token)) return socket.close(CLOSE.badToken)
    if (this.#sessions.some(session => session.socket === socket))
      return socket.close(CLOSE.alreadyIdentified)
    if (index >= count) return socket.close(CLOSE.badShard)
    const intents = Number(d.intents)
    const session: Session = {
      id: randomUUID(),
      shard: [index, count],
      intents,
      sent: [],
      socket,
      told: false,
    }
    this.#sessions.push(session)
    this.intents = intents
    this.counts.identified += 1
    await this.#welcome(session)
  }

  async #welcome(session: Session): Promise<void> {
    const guilds = this.#world.guilds.filter(({ id }) => onShard(session, id))
    this.#tell(session, 'READY', {
      v: 10,
      user: this.#world.user(this.#world.botId),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url,
      shard: session.shard,
      application: { id: this.#world.botId, flags: 0 },
    })
    if (session.intents & INTENT.guilds) {
      for (const { id } of guilds) this.#tell(session, 'GUILD_CREATE', await this.#world.guildPayload(id))
    }
    session.told = true
  }

  #resume(socket: WebSocket, { token, session_id, seq }: Json): void {
    const session = this.#sessions.find(({ id }) => id === session_id)
    if (!this.#knows(token)) socket.close(CLOSE.badToken)
    else if (!session) send(socket, OP.invalid, false)
    else this.#replay(session, socket, Number(seq))
  }

  #replay(session: Session, socket: WebSocket, seq: number): void {
    session.socket = socket
    this.counts.resumed += 1
    for (const frame of session.sent.filter(({ s }) => Number(s) > seq)) socket.send(JSON.stringify(frame))
    this.#tell(session, 'RESUMED', {})
  }

  /** GUILD_MEMBERS_CHUNK: by ids for anyone, by query or all with the members intent. */
  #chunk(session: Session, { guild_id, user_ids, query, nonce }: Json): void {
    const guildId = String(guild_id)
    const ids = [user_ids ?? []].flat()
    const named = session.intents & INTENT.members && query !== undefined ? String(query) : undefined
    const wanted = this.#world.people.filter(
      ({ id, name }) => ids.includes(id) || (named !== undefined && name.startsWith(named)),
    )
    const members = wanted.map(({ id }) => this.#world.member(guildId, id))
    this.#tell(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: guildId,
      members,
      chunk_index: 0,
      chunk_count: 1,
      not_found: [],
      nonce,
    })
  }

  #knows(token: unknown): boolean {
    return String(token).replace(/^Bot /, '') === this.#world.twin.botToken
  }

  #tell(session: Session, t: string, d: unknown): void {
    const frame = { op: OP.dispatch, d, s: session.sent.length + 1, t }
    session.sent.push(frame)
    if (session.socket?.readyState === WebSocket.OPEN) session.socket.send(JSON.stringify(frame))
  }
}
