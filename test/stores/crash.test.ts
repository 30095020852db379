import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { temporaryFolder } from './folder.ts'

const script = join(import.meta.dirname, 'child.ts')

/** A real process on a store; `lines` is what it has said so far. */
function start(task: 'commit' | 'hold', path: string) {
  const child = spawn(process.execPath, [script, task, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const said = createInterface(child.stdout).on('line', line => lines.push(line))
  const untilSaid = async (count: number) => {
    while (lines.length < count) await once(said, 'line')
  }
  return { child, lines, said, untilSaid }
}

async function kill(child: ChildProcess, said: ReturnType<typeof start>['said']) {
  const closed = once(said, 'close')
  child.kill('SIGKILL')
  await closed
}

describe('a process that is killed in the midst of its commits', () => {
  test('ACT-5 has lost nothing that was acknowledged, left nothing by halves, and let go of the store', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'concierge.json')
    const acknowledged: string[] = []
    for (const count of [2, 9, 17, 30, 58, 77]) {
      const { child, lines, said, untilSaid } = start('commit', path)
      await untilSaid(count)
      await kill(child, said)
      acknowledged.push(...lines.slice(1))
      JSON.parse(await readFile(path, 'utf8'))

      const store = await openLowdb(path)
      await store.read(async tables => {
        for (const id of acknowledged) expect(await tables.counters.get(id), id).toBeDefined()
        const members = await tables.memberships.find({ organisation: 'acme' })
        for (const { user } of members) expect(await tables.counters.get(user), user).toBeDefined()
        expect(members.length).toBeGreaterThanOrEqual(acknowledged.length)
      })
      await store.close()
      expect((await readdir(folder)).sort()).toEqual(['concierge.json', 'concierge.json.lock'])
    }
  }, 60_000)
})

describe('a second process', () => {
  test('is refused while the first one lives, and admitted once it is dead', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    const first = start('hold', path)
    await first.untilSaid(1)
    const second = start('hold', path)
    await second.untilSaid(1)
    expect([first.lines, second.lines]).toEqual([['open'], ['busy']])
    await expect(openLowdb(path)).rejects.toMatchObject({ problem: 'busy' })

    await kill(first.child, first.said)
    await (await openLowdb(path)).close()
  }, 30_000)

  test('is refused by this process, which then still holds its store', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    const store = await openLowdb(path)
    await expect(openLowdb(path)).rejects.toMatchObject({ problem: 'busy' })
    for (const _ of [1, 2]) {
      const other = start('hold', path)
      await other.untilSaid(1)
      expect(other.lines).toEqual(['busy'])
    }
    await store.close()
    const other = start('hold', path)
    await other.untilSaid(1)
    expect(other.lines).toEqual(['open'])
  }, 30_000)
})
