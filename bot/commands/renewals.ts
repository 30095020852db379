import { z } from 'zod'
import { type Renewal, renewDay } from '../actions/renewal-day.ts'
import { openHouse } from '../app.ts'
import { addMonths, dayOf } from '../core/days.ts'
import type { Store } from '../core/store.ts'
import { print, run, UsageError } from './run.ts'

/** `npm run -s renewals -- --date 2027-01-31`: runs the renewals of a day by hand, and prints what it did. */
await run({ date: { type: 'string' } }, async ({ config, words, values }) => {
  const day = z.iso.date().safeParse(values.date)
  if (!day.success || day.data > latestDay()) throw new UsageError('renewals-usage', { latest: latestDay() })
  const house = await openHouse(config, words)
  try {
    const renewals = await renewDay(house.domain, day.data)
    await house.scheduler.flush()
    const products = await Promise.all(renewals.map(renewal => asSettled(house.domain.store, renewal)))
    print({ date: day.data, products })
    return products.every(({ outcome }) => outcome !== 'failed') ? 0 : 1
  } finally {
    await house.close()
  }
})

/** A slip in the year would issue thousands of invoices: what lies further ahead cannot be meant. */
function latestDay(): string {
  return addMonths(dayOf(new Date()), 24, 31)
}

/** An invoice is charged after it is written (PAY-4): here is what became of it. An error is told by its text. */
async function asSettled(store: Store, renewal: Renewal) {
  if (renewal.outcome === 'failed') return { ...renewal, error: String(renewal.error) }
  if (renewal.outcome !== 'renewed') return renewal
  const invoice = await store.read(tables => tables.invoices.get(renewal.invoice))
  return { ...renewal, state: invoice?.state ?? renewal.state }
}
