import { offers, topics } from '../core/catalogue.ts'
import { describeDemo, fillDemo, isEmpty } from '../demo.ts'
import { openLowdb } from '../stores/lowdb.ts'
import { print, run } from './run.ts'

/** `npm run -s demo`: fills an empty store with the demo and describes it as JSON. A store that holds anything is left as it is. */
await run({}, async ({ config, speech }) => {
  const store = await openLowdb(config.database)
  try {
    const filled = await store.transact(async tables => {
      if (!(await isEmpty(tables))) return undefined
      await fillDemo(tables, new Date())
      return describeDemo(tables)
    })
    if (filled) print({ ...filled, topics, offers })
    else process.stderr.write(`${speech.t('commands.not-empty', { path: config.database })}\n`)
    return filled ? 0 : 1
  } finally {
    await store.close()
  }
})
