import { setTimeout as delay } from 'node:timers/promises'
import type { Warn } from '../chat/surface.ts'
import { reasonOf } from './errors.ts'

/** What is done after the acknowledgement. */
export interface Work {
  /** Does it soon; what it throws is logged under its name. */
  run(name: string, task: () => Promise<unknown>): void
  /** Waits for what is under way, at most so many milliseconds. */
  settle(atMost: number): Promise<void>
}

/**
 * Starts one task in each turn of the event loop, so that in a burst the acknowledgements of what comes in are sent between the
 * tasks, not after them.
 */
export function openWork(warn: Warn): Work {
  const waiting: (() => void)[] = []
  const running = new Set<Promise<void>>()
  const start = () => {
    waiting.shift()?.()
    if (waiting.length) setImmediate(start)
  }
  const soon = () =>
    new Promise<void>(resolve => {
      if (waiting.push(resolve) === 1) setImmediate(start)
    })
  return {
    run(name, task) {
      const done = soon()
        .then(task)
        .catch(error => warn('slack work failed', { work: name, reason: reasonOf(error) }))
        .then(() => void running.delete(done))
      running.add(done)
    },
    async settle(atMost) {
      const leaving = new AbortController()
      const late = delay(atMost, undefined, { signal: leaving.signal }).catch(() => {})
      while (
        running.size &&
        (await Promise.race([late.then(() => false), Promise.all(running).then(() => true)]))
      );
      leaving.abort()
    },
  }
}
