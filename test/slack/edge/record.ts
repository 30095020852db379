import type { z } from 'zod'
import type { Pulse } from './pulse.ts'
import type { Call, Json, SeenMessage, Violation } from './types.ts'
import { advice, errorFor, violationsOf } from './validate/check.ts'
import { type Ping, pingsIn } from './validate/pings.ts'

/** Something that somebody can see, in the order in which it came. */
export type Sighting =
  | { kind: 'message' | 'gone'; channel: string; message: SeenMessage }
  | { kind: 'ephemeral'; user: string; message: SeenMessage }
  | { kind: 'modal' | 'home' | 'closed' | 'assistant'; user: string }
  | Unfurl

export interface Unfurl {
  kind: 'unfurl'
  channel: string
  ts: string
  url: string
  text: string
  raw: unknown
}

export type Records = ReturnType<typeof makeRecord>

/** All that the app has sent and what came of it. Tokens never get in here. */
export function makeRecord(pulse: Pulse) {
  const calls: Call[] = []
  const violations: Violation[] = []
  const pings: Ping[] = []
  const sightings: Sighting[] = []
  const unfurls: Unfurl[] = []

  const violation = (method: string, path: string, message: string) => {
    violations.push({ method, path, message })
  }

  const see = (sighting: Sighting) => {
    sightings.push(sighting)
    if (sighting.kind === 'unfurl') unfurls.push(sighting)
    pulse.beat()
  }

  /**
   * What is sent with a method, read by its schema: the parsed value, or the error that Slack answers.
   * Notes violations, what is advised against, and pings.
   */
  function read(method: string, schema: z.ZodType, sent: unknown): { value: Json } | { error: string } {
    const found = violationsOf(method, schema, sent)
    if (found.length > 0) {
      violations.push(...found)
      return { error: errorFor(method, found) }
    }
    const value = schema.parse(sent) as Json
    violations.push(...advice(method, value))
    pings.push(...pingsIn(method, value))
    return { value }
  }

  return { calls, violations, pings, sightings, unfurls, violation, see, read }
}
