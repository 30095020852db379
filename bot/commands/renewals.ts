import { z } from 'zod'
import { renewDay } from '../actions/renewal-day.ts'
import { openHouse } from '../app.ts'
import { print, run, UsageError } from './run.ts'

/** `npm run -s renewals -- --date 2027-01-31`: runs the renewals of a day by hand, and prints what it did, a line a product. */
await run({ date: { type: 'string' } }, async ({ config, words, values }) => {
  const day = z.iso.date().safeParse(values.date)
  if (!day.success) throw new UsageError('renewals-usage')
  const house = await openHouse(config, words)
  try {
    const renewed = await renewDay(house.domain, day.data)
    await house.scheduler.flush()
    print({ date: day.data, products: renewed })
    return 0
  } finally {
    await house.close()
  }
})
