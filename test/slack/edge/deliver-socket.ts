import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket, WebSocketServer } from 'ws'
import type { Pulse } from './pulse.ts'
import type { Attempt, Delivery, Json } from './types.ts'

export type Outcome =
  | { response: Json; status?: number }
  | { reason: NonNullable<Attempt['reason']>; status?: number }

/** Slack pings so often; a client that hears nothing for 30 s gives up. */
const pingInterval = 10_000
/** How long a client has to close its end. */
const goodbye = 200

/** Socket Mode: one-time addresses, several connections, envelopes and their acknowledgements (docs.slack.dev/apis/events-api/using-socket-mode). */
export function openSockets(server: Server, pulse: Pulse, appId: string) {
  const tickets = new Set<string>()
  const greeted = new Set<WebSocket>()
  const awaited = new Map<string, { socket: WebSocket; settle: (outcome: Outcome) => void }>()
  const acceptor = new WebSocketServer({ noServer: true })
  let held = false
  let turn = 0

  /** A path that opens one connection. */
  const issue = (): string => {
    const ticket = crypto.randomUUID()
    tickets.add(ticket)
    return `/link?ticket=${ticket}`
  }

  const greet = (socket: WebSocket) => {
    greeted.add(socket)
    const hello = {
      type: 'hello',
      num_connections: greeted.size,
      debug_info: { host: 'edge', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: appId },
    }
    socket.send(JSON.stringify(hello))
    pulse.beat()
  }

  const hear = (data: unknown) => {
    const { envelope_id, payload = {} } = JSON.parse(String(data)) as { envelope_id?: string; payload?: Json }
    if (!held && envelope_id) awaited.get(envelope_id)?.settle({ response: payload })
  }

  const forget = (socket: WebSocket) => {
    greeted.delete(socket)
    for (const waiting of awaited.values())
      if (waiting.socket === socket) waiting.settle({ reason: 'connection_failed' })
    pulse.beat()
  }

  server.on('upgrade', (request: IncomingMessage, stream, head) => {
    const ticket = new URL(request.url ?? '', 'http://edge').searchParams.get('ticket') ?? ''
    if (!tickets.delete(ticket)) return void stream.destroy()
    acceptor.handleUpgrade(request, stream, head, socket => {
      socket.on('message', hear).on('close', () => forget(socket))
      greet(socket)
    })
  })
  const pinging = setInterval(() => {
    for (const socket of greeted) socket.ping()
  }, pingInterval).unref()

  const open = () => [...greeted].filter(({ readyState }) => readyState === WebSocket.OPEN)

  /** Sends an envelope over one of the connections, in turn, and waits for its acknowledgement. */
  async function send(
    delivery: Delivery,
    attempt: Attempt,
    deadline: number,
    retryReason?: string,
  ): Promise<Outcome> {
    const socket = await pulse
      .until(() => open()[turn++ % open().length], 'a socket', deadline)
      .catch(() => undefined)
    if (!socket) return { reason: 'connection_failed' }
    const retry = attempt.number > 0 ? { retry_attempt: attempt.number, retry_reason: retryReason } : {}
    const envelope = {
      envelope_id: delivery.id,
      type: delivery.kind,
      accepts_response_payload: delivery.kind !== 'events_api',
      payload: delivery.payload,
      ...retry,
    }
    return new Promise<Outcome>(resolve => {
      const settle = (outcome: Outcome) => {
        clearTimeout(timer)
        awaited.delete(delivery.id)
        resolve(outcome)
      }
      const timer = setTimeout(() => settle({ reason: 'timeout' }), deadline)
      awaited.set(delivery.id, { socket, settle })
      socket.send(JSON.stringify(envelope))
    })
  }

  /** Ends all connections: at once, or as Slack announces it. */
  const drop = (how: 'cut' | 'warning' | 'refresh_requested') => {
    for (const socket of greeted) {
      if (how === 'cut') socket.terminate()
      else socket.send(JSON.stringify({ type: 'disconnect', reason: how, debug_info: { host: 'edge' } }))
    }
  }

  const hold = (held_: boolean) => {
    held = held_
  }

  /** Says goodbye to all connections, and cuts those that do not answer. */
  const close = async () => {
    clearInterval(pinging)
    const parted = [...acceptor.clients].map(socket => once(socket, 'close'))
    for (const socket of acceptor.clients) socket.close(1001)
    await Promise.race([Promise.all(parted), pause(goodbye, undefined, { ref: false })])
    for (const socket of acceptor.clients) socket.terminate()
    acceptor.close()
  }

  return { issue, send, drop, hold, close, count: () => open().length }
}

export type Sockets = ReturnType<typeof openSockets>
