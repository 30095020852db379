import type { Failure } from './types.ts'

/** Failures to come: each strikes the first requests of its method, then it is over. */
export function makeWeather() {
  const coming: { method: string; how: Failure; left: number }[] = []

  /** Lets the next `times` (1) requests of the method fail; `*` is any. */
  const fail = (method: string, how: Failure) => {
    coming.push({ method, how, left: how.times ?? 1 })
  }

  /** The failure that strikes this request, if any. */
  const strike = (method: string): Failure | undefined => {
    const next = coming.find(one => one.left > 0 && (one.method === method || one.method === '*'))
    if (next) next.left -= 1
    return next?.how
  }

  return { fail, strike }
}

export type Weather = ReturnType<typeof makeWeather>
