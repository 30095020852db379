import { setTimeout as pause } from 'node:timers/promises'

export type Until = <T>(probe: () => T, what?: string, within?: number) => Promise<NonNullable<T>>

/** A wait for conditions: resolves with what the probe gives once it is truthy, throws `what` after `patience` ms. */
export function patient(patience: number): Until {
  return async (probe, what = 'what was awaited did not happen', within = patience) => {
    const deadline = Date.now() + within
    for (;;) {
      const found = probe()
      if (found) return found
      if (Date.now() > deadline) throw new Error(`${what} (waited ${within} ms)`)
      await pause(4)
    }
  }
}
