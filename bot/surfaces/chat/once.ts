/** Whether something is seen for the first time: `true` once for each id. */
export interface Once {
  (id: string): boolean
  /** It failed: the next time counts as the first. */
  forget(id: string): void
}

/** Longer than either platform redelivers: Slack's last retry comes after five minutes, and an interaction lives for fifteen. */
const longest = 60 * 60_000
const most = 20_000

/**
 * Tells a first delivery from a repeated one: `once(id)` is `true` the first time and `false` for as long as the id is remembered.
 * Bounded in time and in size; the oldest are forgotten first.
 */
export function openOnce(now: () => number = Date.now, limit = most, lifetime = longest): Once {
  const seen = new Map<string, number>()
  const once = (id: string): boolean => {
    const time = now()
    trim(seen, time - lifetime, limit)
    if (seen.has(id)) return false
    seen.set(id, time)
    return true
  }
  return Object.assign(once, { forget: (id: string) => void seen.delete(id) })
}

/** A map keeps the order of insertion, so what is too old stands in front. */
function trim(seen: Map<string, number>, before: number, limit: number): void {
  for (const [id, time] of seen) {
    if (time > before && seen.size < limit) return
    seen.delete(id)
  }
}
