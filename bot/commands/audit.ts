import { verify } from '../core/audit.ts'
import { openLowdb } from '../stores/lowdb.ts'
import { print, run } from './run.ts'

/** `npm run -s audit`: walks the audit chain and says whether it is whole (ACT-3). */
await run({}, async ({ config }) => {
  const store = await openLowdb(config.database)
  try {
    const { entries, brokenAt } = await store.read(verify)
    print({ entries, whole: brokenAt === undefined, brokenAt: brokenAt ?? null })
    return brokenAt === undefined ? 0 : 1
  } finally {
    await store.close()
  }
})
