import { setTimeout as delay } from 'node:timers/promises'
import type { Message } from './render.ts'

/** What a `response_url` takes (docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
export type Response = Partial<Message> & {
  response_type?: 'ephemeral' | 'in_channel'
  replace_original?: boolean
  delete_original?: boolean
  thread_ts?: string
}

const pauses = [200, 800, 2000, 5000]
const longestWait = 60

/** Answers at a `response_url`; tries again after 429, 5xx and cut connections. Throws where it is refused, or has had its five uses or thirty minutes. */
export async function respond(url: string, response: Response): Promise<void> {
  for (const pause of [...pauses, undefined]) {
    const answer = await post(url, response)
    if (answer?.ok) return
    const isFinal = answer && answer.status < 500 && answer.status !== 429
    if (isFinal || pause === undefined) throw new RespondError(answer?.status)
    const wait = Number(answer?.headers.get('retry-after') ?? 0)
    if (wait > longestWait) throw new RespondError(answer?.status)
    await delay(Math.max(pause, wait * 1000))
  }
}

/** `undefined` for a connection that was cut. */
const post = (url: string, response: Response): Promise<globalThis.Response | undefined> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(response),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined)

class RespondError extends Error {
  readonly statusCode: number | undefined

  constructor(statusCode: number | undefined) {
    super('the response URL did not take the answer')
    this.name = 'RespondError'
    this.statusCode = statusCode
  }
}
