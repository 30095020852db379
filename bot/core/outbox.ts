import type { OutboxEntry, Parcel } from './model.ts'
import { newId } from './secrets.ts'
import type { Tables } from './store.ts'

/** Puts a parcel into the outbox, within the transaction that causes it (ACT-5). */
export async function post(tables: Tables, parcel: Parcel, now: Date): Promise<void> {
  await tables.outbox.put({ id: newId(), parcel, tries: 0, due: now.toISOString() })
}

/** The entry after a failed try: due again after 1, 2, 4 … minutes, at most six hours. Never given up (FEED-3). */
export function retryLater(entry: OutboxEntry, now: Date): OutboxEntry {
  const minutes = Math.min(2 ** entry.tries, 360)
  return { ...entry, tries: entry.tries + 1, due: new Date(now.getTime() + minutes * 60_000).toISOString() }
}
