import { once } from 'node:events'
import { fstatSync } from 'node:fs'
import { join } from 'node:path'
import { shelvesIn } from '../kb/shelves.ts'
import { watchGuides } from '../kb/watch.ts'
import { openFinding, openHouse, openSetting } from './app.ts'
import { openChats } from './chats.ts'
import { localeOfSystem, run } from './commands/run.ts'
import { demoPersonFor, fillDemo, isEmpty } from './demo.ts'
import { frontOf } from './desk/front.ts'
import { openHelpCentre } from './help-centre.ts'
import { openHttp } from './http.ts'
import { openTerminal } from './surfaces/terminal/open.ts'
import { openCardPage } from './test-provider/open.ts'
import { contentProblem, startProblem } from './told.ts'

/** Whether nothing at all is to be read from standard input, as where a service manager starts us: what is piped to us is answered instead. */
const isService = !process.stdin.isTTY && fstatSync(process.stdin.fd).isCharacterDevice()

/** `npm start [-- --locale de]`: the desk with all its surfaces; without any configuration, the demo in the terminal and the help centre. */
await run({}, async ({ config, words, speech, locale }) => {
  const leaving = new AbortController()
  const left = once(leaving.signal, 'abort')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leaving.abort())
  const finding = await openFinding(config, words, shelvesIn(join(config.dataDir, 'indexes')))
  const house = await openHouse(config, words)
  const http = openHttp(config.port)
  const tell = (error: unknown): void => void process.stderr.write(`${startProblem(speech, config, error)}\n`)
  const setting = await openSetting(config, words, house, finding)
  const created = await house.domain.store.transact(async tables => {
    const empty = await isEmpty(tables)
    if (empty) await fillDemo(tables, house.domain.now())
    return empty
  })
  const watching = watchGuides(config.contentDir, finding.guides, problems => {
    for (const problem of problems) process.stderr.write(`${contentProblem(speech, problem)}\n`)
  })
  const chats = openChats({ config, words, house, http, front: frontOf(setting), tell })
  const address = await openHelpCentre(setting, config, http).catch(tell)
  if (address) await http.route('/test-provider/', openCardPage(house.provider, words, address))
  try {
    house.postTo(chats.surface)
    house.scheduler.start()
    for (const library of [finding.guides, finding.intents]) library.warm()
    const user = demoPersonFor(locale ?? localeOfSystem(process.env))
    const start = {
      user,
      ...(locale && { locale }),
      ...(address && { address }),
      created,
      path: config.database,
      isService,
    }
    await openTerminal(setting, start, leaving.signal)
    // A service has no terminal: where nobody can type, the help centre and the chats keep it going.
    const isAny = () => Promise.race([chats.isAny(), left.then(() => false)])
    if (!process.stdin.isTTY && ((address && isService) || (await isAny()))) await left
    return 0
  } finally {
    watching.close()
    finding.guides.close()
    await chats.close()
    await http.close()
    await house.close()
  }
})
