import { renewDay } from './actions/renewal-day.ts'
import type { Domain } from './core/context.ts'
import { dayOf, inMinutes } from './core/days.ts'
import { dropUploads } from './core/proposals.ts'
import type { Tables } from './core/store.ts'
import { type Log, problemOf } from './log.ts'
import { type Carriers, openCourier } from './post/courier.ts'

export interface Scheduler {
  /** Does all that time has brought until now; never rejects. Asked again meanwhile, it waits for the one that is under way. */
  tick(): Promise<void>
  /** Delivers what is due now, so that a mail is there at once; never rejects. */
  flush(): Promise<void>
  /** Ticks now and every `seconds`, and looks into the outbox every few seconds, without keeping the process alive. */
  start(seconds?: number): void
  /** Starts nothing more, and waits for what is under way. */
  stop(): Promise<void>
}

const secondsBetweenDeliveries = 5
const minutesInADay = 24 * 60

/** What time brings: renewals (WARR-3), the end of proposals, tickets and sessions, and deliveries (ACT-5). */
export function openScheduler(domain: Domain, carriers: Carriers, log: Log): Scheduler {
  const courier = openCourier(domain, carriers, log)
  const timers: NodeJS.Timeout[] = []
  const underWay = new Set<Promise<void>>()

  const tracked =
    (work: Work): Work =>
    () => {
      const run = work().finally(() => underWay.delete(run))
      underWay.add(run)
      return run
    }

  /** One step of a tick: an error is logged, and the next step goes on. */
  async function step(name: string, work: Work): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.error('step failed', { step: name, problem: problemOf(error), detail: String(error) })
    }
  }

  const flush = tracked(() => step('outbox', deliverAll))
  const tick = oneAtATime(
    tracked(async () => {
      await step('renewals', renew)
      await step('expiries', () => domain.store.transact(tables => forget(domain, tables)))
      await flush()
    }),
  )

  async function deliverAll(): Promise<void> {
    let delivered: number
    // A delivery may itself bring new mail, such as that a charge was declined.
    do ({ delivered } = await courier.deliverDue())
    while (delivered)
  }

  async function renew(): Promise<void> {
    for (const renewal of await renewDay(domain, dayOf(domain.now())))
      if (renewal.outcome === 'failed')
        log.error('renewal failed', {
          id: renewal.product,
          due: renewal.expiry,
          problem: problemOf(renewal.error),
        })
  }

  return {
    tick,
    flush,
    start(seconds = 60) {
      timers.push(setInterval(tick, seconds * 1000))
      timers.push(setInterval(oneAtATime(flush), secondsBetweenDeliveries * 1000))
      for (const timer of timers) timer.unref()
      void tick()
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer)
      while (underWay.size) await Promise.all(underWay)
    },
  }
}

type Work = () => Promise<void>

/** While one run is under way, whoever asks waits for that one. */
function oneAtATime(work: Work): Work {
  let current: Promise<void> | undefined
  return () => {
    current ??= work().finally(() => {
      current = undefined
    })
    return current
  }
}

/**
 * Removes what has run out. A proposal stays a day longer: pressed again it answers with its receipt (ACT-2),
 * pressed too late with the reason, which leaves its audit entry (ACT-3). What was uploaded for it goes at once.
 */
async function forget(domain: Domain, tables: Tables): Promise<void> {
  const { proposals, tickets, oncePages, sessions, asked } = tables
  const now = domain.now()
  await removeUntil(proposals, inMinutes(now, -minutesInADay))
  await dropUploads(domain, tables, now)
  await removeUntil(tickets, now.toISOString())
  await removeUntil(oncePages, now.toISOString())
  await removeUntil(sessions, now.toISOString())
  await removeUntil(asked, now.toISOString())
}

async function removeUntil(table: Expiring, instant: string): Promise<void> {
  for (const { id } of await table.until(instant)) await table.remove(id)
}

type Expiring = Pick<Tables['proposals' | 'tickets' | 'oncePages' | 'sessions' | 'asked'], 'until' | 'remove'>
