import { createHmac } from 'node:crypto'
import type { Outcome } from './deliver-socket.ts'
import type { Attempt, Delivery, Json } from './types.ts'

export interface Forgery {
  signature?: string
  timestamp?: number
  body?: string
  contentType?: string
}

const form = 'application/x-www-form-urlencoded'

/** `v0=` HMAC-SHA256 of `v0:timestamp:body` (docs.slack.dev/authentication/verifying-requests-from-slack). */
const sign = (secret: string, timestamp: number, body: string) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`

const strings = (payload: Json) =>
  Object.entries(payload).map(([key, value]): [string, string] => [key, String(value ?? '')])

/** Events go as JSON, commands as a form, interactions as JSON in a form's field. */
function encode({ kind, payload }: Pick<Delivery, 'kind' | 'payload'>) {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const fields =
    kind === 'interactive' ? [['payload', JSON.stringify(payload)] as [string, string]] : strings(payload)
  return { type: form, body: new URLSearchParams(fields).toString() }
}

const readAnswer = (text: string): Json => {
  if (!text.trim()) return {}
  try {
    return JSON.parse(text)
  } catch {
    return { text }
  }
}

/** Deliveries by signed HTTP to the app's request URL. */
export function openPost(secret: string) {
  let url: string | undefined
  let held = false
  const target = () => {
    if (!url) throw new Error('No request URL: call edge.deliverTo(url)')
    return url
  }

  const post = (
    body: string,
    type: string,
    deadline: number,
    more: Record<string, string>,
    signedAt?: number,
  ) => {
    const timestamp = signedAt ?? Math.floor(Date.now() / 1000)
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': sign(secret, timestamp, body),
      ...more,
    }
    return fetch(target(), { method: 'POST', headers, body, signal: AbortSignal.timeout(deadline) })
  }

  /** Posts a delivery and waits for its answer. */
  async function send(
    delivery: Delivery,
    attempt: Attempt,
    deadline: number,
    retryReason?: string,
  ): Promise<Outcome> {
    const { type, body } = encode(delivery)
    const reason = retryReason === 'timeout' ? 'http_timeout' : (retryReason ?? 'http_error')
    const retry: Record<string, string> =
      attempt.number > 0
        ? { 'x-slack-retry-num': String(attempt.number), 'x-slack-retry-reason': reason }
        : {}
    try {
      const response = await post(body, type, deadline, retry)
      const text = await response.text()
      if (held) return { reason: 'timeout' }
      if (!response.ok) return { reason: 'http_error', status: response.status }
      return { response: readAnswer(text), status: response.status }
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      return { reason: late ? 'timeout' : 'connection_failed' }
    }
  }

  /** A delivery that is not Slack's; the app's HTTP status comes out. */
  async function forge({ signature, timestamp, body = '{}', contentType = 'application/json' }: Forgery) {
    const more: Record<string, string> = signature === undefined ? {} : { 'x-slack-signature': signature }
    const response = await post(body, contentType, 5000, more, timestamp)
    await response.arrayBuffer()
    return response.status
  }

  const deliverTo = (to: string) => {
    url = to
  }
  const hold = (held_: boolean) => {
    held = held_
  }

  return { send, forge, deliverTo, hold, isOn: () => url !== undefined }
}

export type Post = ReturnType<typeof openPost>
