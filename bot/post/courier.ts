import type { Domain } from '../core/context.ts'
import type { OutboxEntry, Parcel } from '../core/model.ts'
import { retryLater } from '../core/outbox.ts'
import { type Log, problemOf } from '../log.ts'

type Kind = Parcel['kind']

/** Takes a parcel out of the system, or throws. It may be called again with the same id: a duplicate must be harmless (ACT-5). */
export type Carrier<Of extends Kind> = (parcel: Extract<Parcel, { kind: Of }>, id: string) => Promise<void>
export type Carriers = { readonly [Of in Kind]: Carrier<Of> }

export interface Delivery {
  delivered: number
  failed: number
}

export interface Courier {
  /** Delivers what is due now, at most `limit` entries. A failed one is kept and tried again later (FEED-3). Throws where the store does. */
  deliverDue(limit?: number): Promise<Delivery>
}

type Result = 'delivered' | 'failed' | 'gone'

/** The other end of the outbox: one courier a process, so that nothing is carried twice at once. */
export function openCourier(domain: Domain, carriers: Carriers, log: Log): Courier {
  const underWay = new Map<string, Promise<Result>>()
  /** Carried, and not yet off the outbox, as when the disk is full: only the removal is tried again. */
  const carried = new Set<string>()

  /** Whoever asks for an entry that is under way waits for the same delivery. */
  function deliver(id: string): Promise<Result> {
    const delivery = underWay.get(id) ?? deliverOnce(id).finally(() => underWay.delete(id))
    underWay.set(id, delivery)
    return delivery
  }

  async function deliverOnce(id: string): Promise<Result> {
    const entry = await domain.store.read(tables => tables.outbox.get(id))
    if (!entry || entry.due > domain.now().toISOString()) return 'gone'
    try {
      if (!carried.has(id)) await carry(carriers, entry)
    } catch (error) {
      await domain.store.transact(tables => tables.outbox.put(retryLater(entry, domain.now())))
      log.warn('delivery failed', {
        id,
        kind: entry.parcel.kind,
        tries: entry.tries + 1,
        problem: problemOf(error),
      })
      return 'failed'
    }
    carried.add(id)
    await domain.store.transact(tables => tables.outbox.remove(id))
    carried.delete(id)
    return 'delivered'
  }

  return {
    async deliverDue(limit = 100) {
      const due = await domain.store.read(tables => tables.outbox.until(domain.now().toISOString(), limit))
      const ends = await Promise.allSettled(due.map(({ id }) => deliver(id)))
      const broken = ends.find(end => end.status === 'rejected')
      if (broken) throw broken.reason
      const count = (result: Result) =>
        ends.filter(end => end.status === 'fulfilled' && end.value === result).length
      return { delivered: count('delivered'), failed: count('failed') }
    },
  }
}

const carry = (carriers: Carriers, { parcel, id }: OutboxEntry): Promise<void> =>
  (carriers[parcel.kind] as (parcel: Parcel, id: string) => Promise<void>)(parcel, id)
