import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../bot/core/store.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { storeContract } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'
import { counter } from './rows.ts'

storeContract('lowdb', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-store-'))
  const path = join(folder, 'concierge.json')
  let store = await openLowdb(path)
  return {
    store,
    async reopen() {
      await store.close()
      store = await openLowdb(path)
      return store
    },
    async end() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})

const put = (store: Store, id = 'a') => store.transact(tables => tables.counters.put(counter(id, 1)))
const countOf = (store: Store, id = 'a') => store.read(async tables => (await tables.counters.get(id))?.value)

describe('the file', () => {
  test('is not there before the first commit, nor after reads and empty transactions', async () => {
    const path = join(await temporaryFolder(), 'new', 'folder', 'concierge.json')
    const store = await openLowdb(path)
    await store.read(tables => tables.counters.put(counter('a', 1)))
    await store.transact(tables => tables.counters.remove('a'))
    await store.transact(async () => {})
    await expect(stat(path)).rejects.toThrow('ENOENT')
    await put(store)
    expect((await stat(path)).isFile()).toBe(true)
    await store.close()
  })

  test('is for its owner alone, with nothing half written beside it', async () => {
    const folder = await temporaryFolder()
    const store = await openLowdb(join(folder, 'concierge.json'))
    await put(store)
    await store.close()
    expect((await stat(join(folder, 'concierge.json'))).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).sort()).toEqual(['concierge.json', 'concierge.json.lock'])
  })

  test('holds each table as a list, a row a line', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    const store = await openLowdb(path)
    await put(store, 'b')
    await put(store, 'a')
    await store.close()
    const text = await readFile(path, 'utf8')
    expect(JSON.parse(text)).toMatchObject({
      concierge: 1,
      tables: { counters: [counter('a', 1), counter('b', 1)], users: [] },
    })
    expect(text).toContain('{"id":"a","value":1,"hash":""},\n{"id":"b","value":1,"hash":""}\n')
  })

  test('is the same bytes for the same state, whatever way led there', async () => {
    const folder = await temporaryFolder()
    const ids = Array.from({ length: 1200 }, (_, index) => `${(index * 7919) % 1200}`)
    const bytes = await Promise.all(
      [ids, ids.toSorted()].map(async (order, index) => {
        const store = await openLowdb(join(folder, `${index}.json`))
        await store.transact(async tables => {
          for (const id of [...order, 'gone']) await tables.counters.put(counter(id, 1))
        })
        await store.transact(tables => tables.counters.remove('gone'))
        await store.close()
        return readFile(join(folder, `${index}.json`))
      }),
    )
    expect(bytes[0]?.equals(bytes[1]!)).toBe(true)
  })

  test('may be laid out anew by an editor, in whatever order', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    const tables = { counters: [counter('b', 2), counter('a', 1)] }
    await writeFile(path, JSON.stringify({ tables, concierge: 1 }, null, 4))
    const store = await openLowdb(path)
    expect([await countOf(store, 'a'), await countOf(store, 'b')]).toEqual([1, 2])
    await store.close()
  })

  test('keeps even half a character as it was put', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    const id = 'half \ud83d, nothing \u0000'
    let store = await openLowdb(path)
    await put(store, id)
    await store.close()
    store = await openLowdb(path)
    expect(await countOf(store, id)).toBe(1)
    await store.close()
  })

  test('that a crashed run left half written beside it is cleaned up', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'concierge.json')
    const before = await openLowdb(path)
    await put(before)
    await before.close()
    await writeFile(`${path}.tmp`, '{"concierge":1,"tables":{"users":[{"id"')
    const store = await openLowdb(path)
    expect(await countOf(store)).toBe(1)
    expect((await readdir(folder)).sort()).toEqual(['concierge.json', 'concierge.json.lock'])
    await store.close()
  })

  test('behind a link stays where it is, and the link a link', async () => {
    const folder = await temporaryFolder()
    for (const [link, target] of [
      ['there', 'real.json'],
      ['not-yet', 'later.json'],
    ] as const) {
      if (link === 'there') await writeFile(join(folder, target), '{"concierge":1,"tables":{}}')
      await symlink(target, join(folder, link))
      const store = await openLowdb(join(folder, link))
      await put(store)
      await store.close()
      expect(JSON.parse(await readFile(join(folder, target), 'utf8'))).toMatchObject({
        tables: { counters: [counter('a', 1)] },
      })
    }
    await symlink('circle', join(folder, 'circle'))
    await expect(openLowdb(join(folder, 'circle'))).rejects.toMatchObject({ problem: 'unwritable' })
  })
})

describe('a file that is held', () => {
  test('is refused to whoever comes by whichever way, and free once closed', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'data', 'concierge.json')
    const store = await openLowdb(path)
    await put(store)
    await symlink('data', join(folder, 'linked'))
    await symlink(path, join(folder, 'file'))
    const ways = [path, relative('.', path), join(folder, 'linked', 'concierge.json'), join(folder, 'file')]
    for (const way of ways)
      await expect(openLowdb(way), way).rejects.toMatchObject({
        name: 'StoreError',
        problem: 'busy',
        facts: { path: expect.any(String) },
      })
    expect(await countOf(store)).toBe(1)
    await store.close()
    await (await openLowdb(path)).close()
  })

  test('leaves its neighbour in the same folder free', async () => {
    const folder = await temporaryFolder()
    const stores = await Promise.all(['a', 'b'].map(name => openLowdb(join(folder, `${name}.json`))))
    await Promise.all(stores.map(store => put(store)))
    await Promise.all(stores.map(store => store.close()))
  })
})
