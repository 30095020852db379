import type { HttpBindings } from '@hono/node-server'
import type { Visit } from './env.ts'
import { networkOf } from './network.ts'

/** Counts what failed by network address, so that nobody tries passwords with everybody's login: beside TFA-5, which counts by account. */
export interface Brake {
  /** Seconds until whoever visits may try again; 0 where they may. */
  wait(context: Visit): number
  count(context: Visit): void
}

// Many people may share an address: an office, a telephone network.
const mostFailures = 30
const window = 15 * 60_000
/** So many addresses are remembered; the ones that failed longest ago are forgotten first. */
const mostAddresses = 20_000

/** In memory. `proxies` of our own stand before us, each of which says from where it was asked. */
export function openBrake(now: () => Date, proxies: number): Brake {
  const failures = new Map<string, number[]>()
  const recent = (address: string) =>
    (failures.get(address) ?? []).filter(at => at > now().getTime() - window)
  return {
    wait(context) {
      const counted = recent(addressOf(context, proxies))
      const [oldest] = counted.slice(-mostFailures)
      if (oldest === undefined || counted.length < mostFailures) return 0
      return Math.ceil((oldest + window - now().getTime()) / 1000)
    },
    count(context) {
      const address = addressOf(context, proxies)
      const counted = [...recent(address), now().getTime()].slice(-mostFailures)
      failures.delete(address)
      if (failures.size >= mostAddresses) failures.delete(failures.keys().next().value ?? '')
      failures.set(address, counted)
    },
  }
}

/** The network that a request comes from. What a header says is believed as far as our own proxies wrote it. */
function addressOf(context: Visit, proxies: number): string {
  const { incoming } = Object(context.env) as Partial<HttpBindings>
  const said = (context.req.header('X-Forwarded-For') ?? '').split(',').map(part => part.trim())
  const behind = proxies > 0 ? said.at(-proxies) : undefined
  return networkOf(behind || (incoming?.socket?.remoteAddress ?? ''))
}
