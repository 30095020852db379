import { access, constants } from 'node:fs/promises'
import { loadGuides } from '../kb/guide.ts'
import { type Library, openLibrary, type Shelves } from '../kb/library.ts'
import { actions } from './actions/index.ts'
import { type Config, ConfigError } from './config.ts'
import type { Domain } from './core/context.ts'
import type { Tables } from './core/store.ts'
import type { Setting } from './desk/desk.ts'
import { openIntents } from './desk/intents.ts'
import { openLearning } from './desk/learning.ts'
import { openWaiting } from './desk/waiting.ts'
import { makeFolder } from './folder.ts'
import { type Log, openLog } from './log.ts'
import { documentsFor, openPorts } from './ports.ts'
import { carryPost, type PostTo } from './post/channels.ts'
import type { Carriers } from './post/courier.ts'
import { carryFeedback } from './post/feedback.ts'
import { type Mailer, openMailer } from './post/mail.ts'
import { carryCharge } from './post/payment.ts'
import { openRoutes, type Routes } from './post/routes.ts'
import { openScheduler, type Scheduler } from './scheduler.ts'
import { openLowdb } from './stores/lowdb.ts'
import type { Surface } from './surfaces/chat/surface.ts'
import { openTestProvider, type TestProvider } from './test-provider/provider.ts'
import type { Words } from './words/words.ts'

/** The finding alone: no store is opened, so it works beside a running desk. */
export interface Finding {
  guides: Library
  intents: Library
}

/** Loads the guides and the ways to ask for actions. Guides and indexes are kept in `shelves` from one start to the next. */
export async function openFinding(config: Config, words: Words, shelves?: Shelves): Promise<Finding> {
  const { guides } = await loadGuides(config.contentDir, { shelves })
  return { guides: openLibrary(guides, shelves), intents: openIntents(actions, words) }
}

/** The whole house but its surfaces. Throws a `StoreError` where the store cannot serve, a `ConfigError` or `RoutesError` where a setting cannot. */
export async function openHouse(config: Config, words: Words): Promise<House> {
  const log = openLog(config.logLevel)
  const routes = openRoutes(config.feedbackRoutes)
  await usable(config.dataDir)
  const store = await openLowdb(config.database)
  const provider = openTestProvider(config.publicUrl)
  const documents = documentsFor(config)
  await documents?.sweep(await store.read(documentsNeeded))
  const ports = openPorts(config, routes, provider, documents)
  const domain: Domain = { store, actions, ports, now: () => new Date() }
  const mailer = openMailer(config, words, domain.now)
  let chats: FindSurface = () => undefined
  const scheduler = openScheduler(
    domain,
    carriersOf(domain, words, routes, mailer, provider, name => chats(name)),
    log,
  )
  return {
    domain,
    provider,
    scheduler,
    log,
    postTo(found) {
      chats = found
    },
    async close() {
      await scheduler.stop()
      mailer.close()
      await store.close()
    },
  }
}

/** Documents of requests that wait: all others are left over from a run that was cut off (TFA-4). */
async function documentsNeeded(tables: Tables): Promise<Set<string>> {
  const waiting = await tables.recoveryRequests.find({ state: 'waiting' })
  return new Set(waiting.flatMap(({ documents }) => documents))
}

/** Mails that cannot be written are found out now, not when somebody waits for one. */
async function usable(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir, 0o700)
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch {
    throw new ConfigError('DATA_DIR')
  }
}

export interface House {
  domain: Domain
  provider: TestProvider
  scheduler: Scheduler
  log: Log
  /** Says where the open chat surfaces are found: what is posted to a chat waits in the outbox until one is there. */
  postTo(chats: FindSurface): void
  /** Waits for what is under way, and lets go of everything. */
  close(): Promise<void>
}

type FindSurface = (name: Surface['name']) => Surface | undefined

function carriersOf(
  domain: Domain,
  words: Words,
  routes: Routes,
  mailer: Mailer,
  provider: TestProvider,
  chats: FindSurface,
): Carriers {
  const postTo: PostTo = async (platform, place, text, id) => {
    const surface = chats(platform)
    if (!surface) throw new Error(`${platform} is not connected`)
    await surface.post(place, text, id)
  }
  return {
    mail: mailer.send,
    feedback: carryFeedback(domain, { routes, words, mail: mailer.send, postTo }),
    post: carryPost(words, postTo),
    charge: carryCharge(domain, provider),
    async shred({ documents }) {
      for (const name of documents) await domain.ports.documents?.remove(name)
    },
  }
}

/** The desk on top of a house. Its guides know at once what people have confirmed. */
export async function openSetting(
  config: Config,
  words: Words,
  house: House,
  finding: Finding,
): Promise<Setting> {
  const learn = openLearning(house.domain.store, finding.guides)
  await learn()
  return {
    domain: house.domain,
    words,
    ...finding,
    support: config.support,
    waiting: openWaiting(),
    afterChange: () => void house.scheduler.flush(),
    learn,
    warn: (what, facts) => house.log.warn(what, facts),
  }
}
