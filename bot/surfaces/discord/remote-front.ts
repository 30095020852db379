import type { Front } from '../../desk/front.ts'

/** What a shard asks of the process that has the desk, and what comes back. */
type Call = { call: number; method: string; args: string }
type Return = { returned: number; result?: string; failed?: string }

/** The other end of a channel between two processes. */
export interface Line {
  send(message: Call | Return): void
  listen(hear: (message: unknown) => void): void
}

/** By name, so that the compiler misses none. */
const methods = Object.keys({
  reply: 1,
  volunteer: 1,
  complete: 1,
  options: 1,
  outcome: 1,
  readCommand: 1,
  searchGuides: 1,
  home: 1,
  locale: 1,
  accountOf: 1,
  channel: 1,
  actions: 1,
  guide: 1,
} satisfies Record<keyof Front, 1>) as (keyof Front)[]

/** Milliseconds after which an answer that is not there is lost. */
const patience = 30_000
/** What becomes of a one-time page may take as long as the page and its steps last. */
const longPatience = 60 * 60_000

/** A front whose desk is in another process. A call rejects where that one fails or does not answer. */
export function remoteFront(line: Line): Front {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (reason: Error) => void }>()
  let calls = 0
  line.listen(message => {
    const { returned, result, failed } = Object(message) as Partial<Return>
    const one = waiting.get(returned ?? -1)
    if (failed === undefined) one?.resolve(decode(result))
    else one?.reject(new Error(failed))
  })
  async function call(method: string, args: unknown[]): Promise<unknown> {
    const id = calls++
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const timer = setTimeout(
      () => reject(new Error('no answer')),
      method === 'outcome' ? longPatience : patience,
    )
    timer.unref()
    waiting.set(id, { resolve, reject })
    try {
      line.send({ call: id, method, args: encode(args) })
      return await promise
    } finally {
      clearTimeout(timer)
      waiting.delete(id)
    }
  }
  const entries = methods.map(method => [method, (...args: unknown[]) => call(method, args)])
  return Object.fromEntries(entries) as Front
}

/** Answers the calls of a remote front with a real one. An error crosses as its name alone. */
export function serveFront(front: Front, line: Line): void {
  line.listen(async message => {
    const { call, method, args } = Object(message) as Partial<Call>
    const known = methods.find(name => name === method)
    if (call === undefined || !known) return
    const ask = front[known] as (...args: unknown[]) => Promise<unknown>
    try {
      line.send({ returned: call, result: encode(await ask(...(decode(args) as unknown[]))) })
    } catch (error) {
      line.send({ returned: call, failed: error instanceof Error ? error.name : 'Error' })
    }
  })
}

/** As JSON, in which a picture's bytes are base64. */
const encode = (value: unknown): string =>
  JSON.stringify({ value }, function (key) {
    const raw: unknown = this[key]
    return Buffer.isBuffer(raw) ? { bytes: raw.toString('base64'), isBytes: true } : raw
  })

const decode = (text: string | undefined): unknown =>
  text === undefined
    ? undefined
    : JSON.parse(text, (_, raw) => (raw?.isBytes === true ? Buffer.from(raw.bytes, 'base64') : raw)).value
