import { setTimeout as pause } from 'node:timers/promises'
import type { Post } from './deliver-http.ts'
import type { Sockets } from './deliver-socket.ts'
import type { Pulse } from './pulse.ts'
import type { Attempt, Delivery, Json, Kind } from './types.ts'

export interface Patience {
  ackDeadline: number
  retryDelays: number[]
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

const typeOf = (kind: Kind, payload: Json) => {
  const event = payload.event
  if (kind === 'events_api' && isJson(event)) return String(event.type)
  return String(payload[kind === 'slash_commands' ? 'command' : 'type'])
}

/**
 * Brings things to the app, by whichever transport it uses. Events that it does not acknowledge in time are redelivered
 * (docs.slack.dev/apis/events-api#retries: three times); commands and interactions are not, as at Slack.
 */
export function makeCarrier(
  sockets: Sockets,
  post: Post,
  pulse: Pulse,
  { ackDeadline, retryDelays }: Patience,
) {
  const deliveries: Delivery[] = []

  async function attempt(delivery: Delivery) {
    const before = delivery.attempts.at(-1)
    const next: Attempt = { number: delivery.attempts.length }
    delivery.attempts.push(next)
    const start = performance.now()
    const transport = post.isOn() ? post : sockets
    const outcome = await transport.send(delivery, next, ackDeadline, before?.reason)
    next.tookMs = performance.now() - start
    if (outcome.status !== undefined) next.status = outcome.status
    if ('reason' in outcome) {
      next.reason = outcome.reason
      return
    }
    delivery.acknowledged = true
    delivery.response = outcome.response
    delivery.tookMs = next.tookMs
  }

  const delaysOf = ({ kind }: Delivery) => (kind === 'events_api' ? retryDelays : [])

  /** Delivers, and redelivers where Slack does. Resolves when it is acknowledged or given up. */
  async function carry(kind: Kind, payload: Json): Promise<Delivery> {
    const id = crypto.randomUUID()
    const type = typeOf(kind, payload)
    const delivery: Delivery = { id, kind, type, payload, attempts: [], acknowledged: false }
    deliveries.push(delivery)
    const end = pulse.begin()
    await attempt(delivery)
    for (const delay of delaysOf(delivery)) {
      if (delivery.acknowledged) break
      await pause(delay, undefined, { ref: false })
      await attempt(delivery)
    }
    end()
    return delivery
  }

  /** The same delivery once more, with the same ids and the marks of a retry. */
  async function again(delivery: Delivery): Promise<Delivery> {
    const end = pulse.begin()
    await attempt(delivery)
    end()
    return delivery
  }

  return { deliveries, carry, again }
}

export type Carrier = ReturnType<typeof makeCarrier>
