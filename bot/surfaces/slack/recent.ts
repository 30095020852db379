/** A memory of the latest values, by key; the oldest are forgotten first. */
export interface Recent<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): void
}

/** Remembers at most so many. */
export function openRecent<Value>(most: number): Recent<Value> {
  const kept = new Map<string, Value>()
  return {
    get: key => kept.get(key),
    delete: key => void kept.delete(key),
    set(key, value) {
      kept.delete(key)
      kept.set(key, value)
      if (kept.size > most) kept.delete(kept.keys().next().value as string)
    },
  }
}
