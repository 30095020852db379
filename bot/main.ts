import { openFinding, openHouse, settingOf } from './app.ts'
import { localeOfSystem, run } from './commands/run.ts'
import { demoPersonFor, fillDemo, isEmpty } from './demo.ts'
import { openTerminal } from './surfaces/terminal/open.ts'

/** `npm start [-- --locale de]`: the desk with all its surfaces; without any configuration, the demo in the terminal. */
await run({}, async ({ config, words, locale }) => {
  const leaving = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leaving.abort())
  const finding = await openFinding(config, words)
  const house = await openHouse(config, words)
  try {
    const created = await house.domain.store.transact(async tables => {
      const empty = await isEmpty(tables)
      if (empty) await fillDemo(tables, house.domain.now())
      return empty
    })
    const setting = settingOf(config, words, house, finding)
    house.scheduler.start()
    const user = demoPersonFor(locale ?? localeOfSystem(process.env))
    const start = { user, ...(locale && { locale }), created, path: config.database }
    await openTerminal(setting, start, leaving.signal)
    return 0
  } finally {
    await house.close()
  }
})
