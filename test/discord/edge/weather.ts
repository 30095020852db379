import type { Call, Pattern, Weather } from './types.ts'

/** The server's answer in bad weather; `cut` closes the connection without one, `lost` after the request was obeyed. */
export type Storm = { status: number; headers: Record<string, string>; body: unknown } | 'cut' | 'lost'

/** Whether `METHOD /path` fits the pattern: `*` is one part of a path, `**` any number. */
export function fits(pattern: Pattern, method: string, path: string): boolean {
  const line = `${method} ${path}`
  if (typeof pattern !== 'string') return pattern.test(line)
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*\*|\*/g, stars => (stars === '**' ? '.*' : '[^/]+'))
  return new RegExp(`^${source}$`).test(line)
}

export const callsThatFit = (calls: readonly Call[], pattern: Pattern | undefined): Call[] =>
  calls.filter(({ method, path }) => pattern === undefined || fits(pattern, method, path))

/** The forecast: what goes wrong, where, how often. */
export class Forecast {
  readonly #due: { pattern: Pattern; weather: Weather; left: number }[] = []

  add(pattern: Pattern, weather: Weather): void {
    this.#due.push({ pattern, weather, left: weather.times ?? 1 })
  }

  /** What meets this request, counted down; undefined in fair weather. */
  meet(method: string, path: string, bucket: string): Storm | undefined {
    const due = this.#due.find(({ pattern, left }) => left > 0 && fits(pattern, method, path))
    if (!due) return undefined
    due.left -= 1
    return stormOf(due.weather, bucket)
  }
}

function stormOf(weather: Weather, bucket: string): Storm {
  if ('cut' in weather) return weather.obeyed ? 'lost' : 'cut'
  if (weather.status !== 429)
    return { status: weather.status, headers: {}, body: { code: 0, message: 'Server error' } }
  const { retryAfter, global = false } = weather
  return {
    status: 429,
    headers: rateLimited(retryAfter, global, bucket),
    body: { message: 'You are being rate limited.', retry_after: retryAfter, global },
  }
}

/** Headers of a 429 (docs.discord.com, Rate Limits): a global limit names no bucket. */
function rateLimited(retryAfter: number, global: boolean, bucket: string): Record<string, string> {
  const common = { 'retry-after': String(retryAfter), 'x-ratelimit-scope': global ? 'global' : 'user' }
  if (global) return { ...common, 'x-ratelimit-global': 'true' }
  return { ...common, ...limits(bucket, { limit: 5, remaining: 0, resetAfter: retryAfter }) }
}

/** The rate-limit headers of an ordinary answer, roomy enough that a client never waits. */
export const roomy = (bucket: string): Record<string, string> =>
  limits(bucket, { limit: 500, remaining: 499, resetAfter: 1 })

function limits(
  bucket: string,
  { limit, remaining, resetAfter }: Record<'limit' | 'remaining' | 'resetAfter', number>,
) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Date.now() / 1000 + resetAfter),
    'x-ratelimit-reset-after': String(resetAfter),
    'x-ratelimit-bucket': bucket,
  }
}
