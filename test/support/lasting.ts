import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locale } from '../../bot/core/catalogue.ts'
import { fillDemo } from '../../bot/demo.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { root, started } from './started.ts'

export interface Lasting {
  dataDir: string
  /** Ends the process and removes what it kept. */
  close(): Promise<void>
}

/** The product with a demo of its own in which everybody speaks one language, as a process that outlives one test. */
export async function openLasting(locale: Locale, environment: Record<string, string>): Promise<Lasting> {
  const dataDir = await mkdtemp(join(tmpdir(), 'concierge-lasting-'))
  const path = join(dataDir, 'concierge.json')
  const store = await openLowdb(path)
  await store.transact(async tables => {
    await fillDemo(tables, new Date())
    for (const { user } of await tables.memberships.find({ organisation: 'lumiere' })) {
      const account = await tables.users.get(user)
      if (account) await tables.users.put({ ...account, locale })
    }
  })
  await store.close()
  const child = spawn(process.execPath, started('bot/main.ts'), {
    cwd: root,
    env: { PORT: '0', DATA_DIR: dataDir, DATABASE_URL: `file:${path}`, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return {
    dataDir,
    async close() {
      const ended = once(child, 'close')
      if (child.exitCode === null) child.kill('SIGTERM')
      if (child.exitCode === null) await ended
      await rm(dataDir, { recursive: true })
    },
  }
}
