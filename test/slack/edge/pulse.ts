export type Pulse = ReturnType<typeof makePulse>

/** What is under way at the edge, and waiting for it: by condition, looked at whenever something happens. */
export function makePulse(deadline: number, quiet: number) {
  let beats = 0
  let busy = 0
  const watchers = new Set<() => void>()
  const beat = () => {
    beats += 1
    for (const watcher of [...watchers]) watcher()
  }

  /** Marks something as under way, until the function that comes out is called. */
  const begin = () => {
    busy += 1
    let ended = false
    beat()
    return () => {
      if (ended) return
      ended = true
      busy -= 1
      beat()
    }
  }

  /** The next beat, or `most` milliseconds: what lies outside the edge makes no beat. */
  const next = (most: number) =>
    new Promise<void>(resolve => {
      const done = () => {
        clearTimeout(timer)
        watchers.delete(done)
        resolve()
      }
      const timer = setTimeout(done, most)
      watchers.add(done)
    })

  /** What the condition gives once it is neither false nor empty. Throws with `what` when the deadline has passed. */
  async function until<T>(
    condition: () => T | undefined | false | null | Promise<T | undefined | false | null>,
    what: string | (() => string) = 'the condition',
    most = deadline,
  ): Promise<T> {
    const end = performance.now() + most
    for (;;) {
      const value = await condition()
      if (value) return value
      if (performance.now() >= end)
        throw new Error(`Not within ${most} ms: ${typeof what === 'string' ? what : what()}`)
      await next(20)
    }
  }

  /** Nothing is under way, and nothing has happened for the quiet time. */
  async function settled(what: string | (() => string) = 'the app has finished', most = deadline) {
    const end = performance.now() + most
    let seen = -1
    while (busy > 0 || seen !== beats) {
      if (performance.now() >= end)
        throw new Error(`Not within ${most} ms: ${typeof what === 'string' ? what : what()}`)
      seen = beats
      await next(quiet)
    }
  }

  return { beat, begin, until, settled }
}
