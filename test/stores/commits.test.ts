import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../bot/core/store.ts'
import { type Disk, disk } from '../../bot/stores/file.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { temporaryFolder } from './folder.ts'
import { counter, membership } from './rows.ts'

type Step = keyof Disk

/** A disk that counts its writes, waits where it is told to, and fails where it is told to. */
class MovedDisk implements Disk {
  writes = 0
  readonly done: string[] = []
  #failing = new Map<Step, NodeJS.ErrnoException>()
  #gate: Promise<void> | undefined

  /** From now on this step fails, until `heal`. */
  fail(step: Step, code: string) {
    this.#failing.set(step, Object.assign(new Error(`${code}: injected`), { code }))
  }

  heal() {
    this.#failing.clear()
  }

  /** Holds the writes up until the given function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#gate = promise
    return () => {
      this.#gate = undefined
      resolve()
    }
  }

  async write(path: string, parts: readonly Uint8Array[]) {
    this.writes += 1
    await this.#gate
    await this.#step('write', () => disk.write(path, this.#failing.has('write') ? parts.slice(0, 3) : parts))
  }

  rename(from: string, to: string) {
    return this.#step('rename', () => disk.rename(from, to), true)
  }

  syncFolder(path: string) {
    return this.#step('syncFolder', () => disk.syncFolder(path))
  }

  /** A step that fails may have been taken before, as a full disk has part of a file. */
  async #step(step: Step, take: () => Promise<void>, failsFirst = false) {
    const problem = this.#failing.get(step)
    if (problem && failsFirst) throw problem
    await take()
    if (problem) throw problem
    this.done.push(step)
  }
}

async function opened() {
  const path = join(await temporaryFolder(), 'concierge.json')
  const moved = new MovedDisk()
  const store = await openLowdb(path, { disk: moved })
  await put(store, 'before', 1)
  moved.writes = 0
  moved.done.length = 0
  return { path, moved, store, reopened: () => openLowdb(path) }
}

const put = (store: Store, id: string, value: number) =>
  store.transact(tables => tables.counters.put(counter(id, value)))
const read = (store: Store, id: string) => store.read(async tables => (await tables.counters.get(id))?.value)
const onDisk = async (path: string) =>
  (JSON.parse(await readFile(path, 'utf8')).tables.counters as { id: string; value: number }[]).map(
    ({ id, value }) => `${id}=${value}`,
  )

describe('commits', () => {
  test('are written, then renamed, then the folder is synced, before anyone is told', async () => {
    const { path, moved, store } = await opened()
    await put(store, 'a', 1)
    expect(moved.done).toEqual(['write', 'rename', 'syncFolder'])
    expect(await onDisk(path)).toEqual(['a=1', 'before=1'])
    await store.close()
  })

  test('that wait together share one write', async () => {
    const { moved, store } = await opened()
    const release = moved.hold()
    const waiting = Array.from({ length: 50 }, (_, index) => put(store, `${index}`, index))
    const isLast = Promise.withResolvers<void>()
    waiting.push(store.transact(async () => isLast.resolve()))
    await isLast.promise
    release()
    await Promise.all(waiting)
    expect(moved.writes).toBe(2)
    await store.close()
  })

  test('are not told, nor read, before they are on disk', async () => {
    const { path, moved, store } = await opened()
    const release = moved.hold()
    const told: string[] = []
    const writing = put(store, 'a', 1).then(() => told.push('written'))
    const reading = read(store, 'a').then(value => told.push(`read ${value}`))
    const failing = store.transact(async tables => {
      if (await tables.counters.get('a')) throw new Error('it is there')
    })
    const failed = failing.catch(problem => told.push(problem.message))
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(told).toEqual([])
    expect(await onDisk(path)).toEqual(['before=1'])
    release()
    await Promise.all([writing, reading, failed])
    expect(told.sort()).toEqual(['it is there', 'read 1', 'written'])
    await store.close()
  })

  test('of a run that was cut off are on disk before they are read again', async () => {
    const { path, moved, store } = await opened()
    await store.close()
    moved.fail('syncFolder', 'EIO')
    await expect(openLowdb(path, { disk: moved })).rejects.toMatchObject({ problem: 'unwritable' })
    moved.heal()
    await (await openLowdb(path, { disk: moved })).close()
  })

  test('of nothing write nothing', async () => {
    const { moved, store } = await opened()
    await store.transact(async () => {})
    await store.transact(tables => tables.counters.remove('never there'))
    await read(store, 'before')
    expect(moved.writes).toBe(0)
    await store.close()
  })
})

describe.each([
  ['write', 'ENOSPC'],
  ['write', 'EIO'],
  ['rename', 'EACCES'],
  ['syncFolder', 'EIO'],
] as const)('a commit whose %s fails with %s', (step, code) => {
  const unwritable = {
    name: 'StoreError',
    problem: 'unwritable',
    facts: { detail: expect.stringContaining(code) },
  }

  test('ACT-5 is refused whole, in memory and on disk, and the store goes on', async () => {
    const { path, moved, store, reopened } = await opened()
    moved.fail(step, code)
    const failing = store.transact(async tables => {
      await tables.counters.put(counter('a', 1))
      await tables.counters.remove('before')
      await tables.memberships.put(membership('acme', 'ada'))
    })
    await expect(failing).rejects.toMatchObject(unwritable)
    moved.heal()
    await store.read(async tables => {
      expect(await tables.counters.get('a')).toBeUndefined()
      expect(await tables.counters.get('before')).toEqual(counter('before', 1))
      expect(await tables.memberships.find({ organisation: 'acme' })).toEqual([])
    })
    expect(await onDisk(path)).toEqual(['before=1'])
    await put(store, 'b', 2)
    await store.close()
    const again = await reopened()
    expect([await read(again, 'a'), await read(again, 'b')]).toEqual([undefined, 2])
    await again.close()
  })

  test('takes with it every commit and read that waits, and the transaction that runs on it', async () => {
    const { path, moved, store } = await opened()
    const release = moved.hold()
    moved.fail(step, code)
    const waiting = [put(store, 'a', 1), put(store, 'a', 2), read(store, 'a'), put(store, 'before', 2)]
    const isRunning = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const running = store.transact(async tables => {
      const seen = (await tables.counters.get('a'))?.value
      isRunning.resolve()
      await goOn.promise
      await tables.counters.put(counter('a', (seen ?? 0) + 1))
    })
    const settled = Promise.allSettled(waiting)
    await isRunning.promise
    const reading = read(store, 'a')
    release()
    for (const outcome of await settled)
      expect(outcome).toMatchObject({ status: 'rejected', reason: unwritable })
    moved.heal()
    goOn.resolve()
    await expect(running).rejects.toMatchObject(unwritable)
    expect(await reading).toBeUndefined()
    expect(await read(store, 'before')).toBe(1)
    expect(await onDisk(path)).toEqual(['before=1'])
    await store.close()
  })

  test('refuses what its failure made fail with the failure, not with what it led to', async () => {
    const { moved, store } = await opened()
    const release = moved.hold()
    moved.fail(step, code)
    const writing = put(store, 'a', 1).catch(() => {})
    const goOn = Promise.withResolvers<void>()
    const running = store.transact(async tables => {
      await goOn.promise
      if (!(await tables.counters.get('a'))) throw new Error('a is gone')
    })
    release()
    await writing
    goOn.resolve()
    await expect(running).rejects.toMatchObject(unwritable)
    moved.heal()
    await store.close()
  })

  test('leaves no half written file to fill the disk', async () => {
    const { path, moved, store } = await opened()
    moved.fail(step, code)
    await expect(put(store, 'a', 1)).rejects.toMatchObject(unwritable)
    expect((await readdir(dirname(path))).sort()).toEqual(['concierge.json', 'concierge.json.lock'])
    moved.heal()
    await store.close()
  })
})

describe('a store whose disk fails', () => {
  test('still reads while the disk is full', async () => {
    const { moved, store } = await opened()
    moved.fail('write', 'ENOSPC')
    await expect(put(store, 'a', 1)).rejects.toThrow('ENOSPC')
    expect(await read(store, 'before')).toBe(1)
    await store.close()
  })

  test('does not vouch for what it reads while it cannot know what the file holds', async () => {
    const { path, moved, store } = await opened()
    moved.fail('syncFolder', 'EIO')
    await expect(put(store, 'a', 1)).rejects.toThrow('EIO')
    await expect(read(store, 'before')).rejects.toThrow('EIO')
    moved.heal()
    expect(await read(store, 'a')).toBeUndefined()
    expect(await onDisk(path)).toEqual(['before=1'])
    await store.close()
  })

  test('puts the file right when it is closed, or says that it could not, and lets go of it', async () => {
    const { path, moved, store, reopened } = await opened()
    moved.fail('syncFolder', 'EIO')
    await expect(put(store, 'a', 1)).rejects.toThrow('EIO')
    moved.heal()
    await store.close()
    expect(await onDisk(path)).toEqual(['before=1'])

    const again = await openLowdb(path, { disk: moved })
    moved.fail('syncFolder', 'EIO')
    await expect(put(again, 'a', 1)).rejects.toThrow('EIO')
    await expect(again.close()).rejects.toMatchObject({ problem: 'unwritable' })
    await (await reopened()).close()
  })
})

describe('work that never settles', () => {
  test('is given up, and the next one runs; what it writes later is refused', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    const store = await openLowdb(path, { patience: 30 })
    const wake = Promise.withResolvers<void>()
    const late = Promise.withResolvers<unknown>()
    const stuck = store.transact(async tables => {
      await tables.counters.put(counter('a', 1))
      await wake.promise
      await tables.counters.put(counter('a', 2)).catch(late.resolve)
    })
    const next = put(store, 'b', 1)
    await expect(stuck).rejects.toThrow(/given up/)
    await next
    wake.resolve()
    expect(await late.promise).toMatchObject({ message: expect.stringContaining('over') })
    expect([await read(store, 'a'), await read(store, 'b')]).toEqual([undefined, 1])
    await store.close()
  })
})
