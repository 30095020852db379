import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Locale } from '../../bot/core/catalogue.ts'
import { fillDemo } from '../../bot/demo.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { freePort } from '../support/port.ts'
import { root, started } from '../support/started.ts'
import { openSlackEdge, type SlackEdge } from './edge/edge.ts'
import type { EdgeOptions } from './edge/types.ts'

export type Transport = 'socket' | 'http'

/** The desk as it is started, in a process of its own, with the demo in a folder of its own, and the Slack that it talks to. */
export interface App {
  edge: SlackEdge
  child: ChildProcess
  folder: string
  /** Where it listens, by HTTP. */
  url: string
  /** What it wrote to standard error. */
  log(): string
  /** The six digits of the latest mail that holds some. */
  code(): Promise<string>
  close(): Promise<void>
}

export interface AppOptions extends EdgeOptions {
  transport?: Transport
  /** Who is linked to which account of the demo from the beginning; the five managers unless said otherwise. */
  links?: Record<string, string>
  /** Rows to begin with. */
  channels?: { name: string; locale?: Locale; answers?: boolean; support?: boolean }[]
  environment?: (edge: SlackEdge) => Record<string, string>
}

/** Starts the desk and waits until Slack reaches it. */
export async function openApp(options: AppOptions = {}): Promise<App> {
  const { transport = 'socket', environment = () => ({}), links = managers, channels = [], ...rest } = options
  const edge = await openSlackEdge(rest)
  const folder = await mkdtemp(join(tmpdir(), 'concierge-slack-'))
  await prepare(edge, join(folder, 'concierge.json'), links, channels)
  const port = transport === 'http' ? await freePort() : undefined
  const child = spawn(process.execPath, started('bot/main.ts'), {
    cwd: root,
    env: {
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: `file:${join(folder, 'concierge.json')}`,
      PUBLIC_URL: 'https://help.example.org',
      VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
      LOG_LEVEL: 'warn',
      ...edge.environment(transport, port),
      ...environment(edge),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr?.on('data', chunk => {
    log += chunk
  })
  if (port === undefined) await edge.connected()
  else await listens(edge, port)
  return {
    edge,
    child,
    folder,
    url: `http://127.0.0.1:${port}`,
    log: () => log,
    code: () => latestCode(edge, join(folder, 'mail')),
    async close() {
      const ended = once(child, 'close')
      child.kill('SIGTERM')
      await ended
      await edge.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The manager of the demo whose language each of Slack's people speaks. */
const managers = { amelie: 'claire', oliver: 'oliver', greta: 'jonas', luca: 'giulia', sofia: 'lucia' }

/** The demo, with some of Slack's people linked already. */
async function prepare(
  { team, user, channelId }: SlackEdge,
  path: string,
  links: Record<string, string>,
  channels: NonNullable<AppOptions['channels']>,
): Promise<void> {
  const store = await openLowdb(path)
  const now = new Date()
  const workspace = `slack:${team.id}`
  await store.transact(async tables => {
    await fillDemo(tables, now)
    for (const [name, account] of Object.entries(links))
      await tables.links.put({ id: `${workspace}:${user(name).id}`, user: account, at: now.toISOString() })
    for (const { name, locale = null, answers = false, support = false } of channels)
      await tables.channels.put({
        id: `${workspace}:${channelId(name)}`,
        workspace,
        locale,
        answers,
        support,
      })
  })
  await store.close()
}

async function listens(edge: SlackEdge, port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}/slack/events`
  edge.deliverTo(url)
  const refuses = async () => (await edge.forge({ signature: 'v0=0' }).catch(() => 0)) === 401
  for (const end = Date.now() + 20_000; !(await refuses()); await delay(50))
    if (Date.now() > end) throw new Error('the app does not listen')
}

const latestCode = (edge: SlackEdge, mails: string): Promise<string> =>
  edge.until(async () => {
    const files = (await readdir(mails).catch(() => [])).sort()
    const texts = await Promise.all(files.map(file => readFile(join(mails, file), 'utf8')))
    return texts.reverse().flatMap(text => /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? [])[0]
  }, 'a mail with a code')
