import type { OutboxEntry, Parcel } from './model.ts'
import { maskEmail, newId } from './secrets.ts'
import type { Tables } from './store.ts'

/** Puts a parcel into the outbox, within the transaction that causes it (ACT-5). */
export async function post(tables: Tables, parcel: Parcel, now: Date): Promise<void> {
  await tables.outbox.put({ id: newId(), parcel, tries: 0, due: now.toISOString() })
}

/**
 * Parcels as the asker may see them: a link or code is for its reader alone (RECO-2, RECO-5), and an address that is nobody's
 * login is masked (RECO-1).
 */
export const asTold = (tables: Tables, parcels: readonly Parcel[]): Promise<Parcel[]> =>
  Promise.all(
    parcels.map(async parcel => {
      if (parcel.kind !== 'mail') return parcel
      const { link: _, code: __, ...facts } = parcel.facts
      const [login] = await tables.users.find({ email: parcel.to }, { limit: 1 })
      return { ...parcel, facts, to: login ? parcel.to : maskEmail(parcel.to) }
    }),
  )

/** The entry after a failed try: due again after 1, 2, 4 … minutes, at most six hours. Never given up (FEED-3). */
export function retryLater(entry: OutboxEntry, now: Date): OutboxEntry {
  const minutes = Math.min(2 ** entry.tries, 360)
  return { ...entry, tries: entry.tries + 1, due: new Date(now.getTime() + minutes * 60_000).toISOString() }
}
