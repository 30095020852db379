/** Who waits for what becomes of one-time pages: in memory, since whoever waits is in it too. */
export interface Waiting {
  /** Resolves when a page is used, or after so many milliseconds. Keeps no process alive. */
  used(id: string, milliseconds: number): Promise<void>
  /** A page was used: whoever waits for it goes on. */
  tell(id: string): void
}

const most = 10_000

/** Waits for at most so many pages at once; whoever waits longest then goes on. */
export function openWaiting(limit = most): Waiting {
  const waiting = new Map<() => void, string>()
  return {
    used(id, milliseconds) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const goOn = () => {
        clearTimeout(timer)
        waiting.delete(goOn)
        resolve()
      }
      const timer = setTimeout(goOn, milliseconds)
      timer.unref()
      if (waiting.size >= limit) waiting.keys().next().value?.()
      waiting.set(goOn, id)
      return promise
    },
    tell(id) {
      for (const [goOn, awaited] of waiting) if (awaited === id) goOn()
    },
  }
}
