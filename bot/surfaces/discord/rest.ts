import { setTimeout as pause } from 'node:timers/promises'
import { DefaultRestOptions, DiscordAPIError, type RESTOptions } from 'discord.js'

type MakeRequest = RESTOptions['makeRequest']

/** Milliseconds before a request that came to nothing is made once more; a longer outage is for the library's own repetitions. */
const pauses = [100, 250, 500, 1000, 2000]

/**
 * How we speak with Discord: 429 waits as long as it says (discord.js's own queue), 5xx and broken connections are tried again with
 * growing pauses. discord.js alone repeats at once, and repeats few of the ways in which a connection breaks.
 */
export const restOptions = (api: string | undefined): Partial<RESTOptions> => ({
  version: '10',
  ...(api !== undefined && { api }),
  retries: 3,
  timeout: 15_000,
  rejectOnRateLimit: null,
  makeRequest: repeated(DefaultRestOptions.makeRequest),
})

const repeated =
  (request: MakeRequest): MakeRequest =>
  async (url, init) => {
    for (const milliseconds of pauses) {
      const response = await request(url, init).catch((error: unknown) => {
        if (init.signal?.aborted) throw error
        return undefined
      })
      if (response && response.status < 500) return response
      await response?.arrayBuffer()
      await pause(milliseconds)
    }
    return request(url, init)
  }

/** Discord's code for what went wrong, the HTTP status, or the kind of error: what may stand in a log. */
export function codeOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return String(error.code)
  if (error instanceof Error && 'status' in error) return String(error.status)
  return error instanceof Error && 'code' in error ? String(error.code) : Object(error).name
}
