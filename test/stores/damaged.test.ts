import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Product } from '../../bot/core/model.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { temporaryFolder } from './folder.ts'
import { counter, membership, product, proposal } from './rows.ts'

const file = (tables: object, rest: object = {}) => JSON.stringify({ concierge: 1, tables, ...rest })
const secret = 'scrypt$secret'
const whole = file({ counters: [counter('a', 1)], memberships: [membership('größe', 'ada')] })

const damaged: Record<string, string | Buffer> = {
  'is empty': '',
  'is blank': ' \n',
  'is binary': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]),
  'is all zeros, as after a power cut': Buffer.alloc(4096),
  'is a page of the web': '<!doctype html><title>404</title>',
  'is not UTF-8': Buffer.from(whole, 'latin1'),
  'is UTF-16': Buffer.from(whole, 'utf16le'),
  'has a byte order mark': `\ufeff${whole}`,
  'has a conflict of git': `<<<<<<< HEAD\n${whole}\n=======\n${whole}\n>>>>>>> other\n`,
  'is there twice': whole + whole,
  'is null': 'null',
  'is a list': '[]',
  'is another JSON': '{"name":"concierge","version":"0.1.0"}',
  'is of a newer version': JSON.stringify({ concierge: 2, tables: {} }),
  'is of no version that was': JSON.stringify({ concierge: 0, tables: {} }),
  'has a version in words': JSON.stringify({ concierge: '1', tables: {} }),
  'has no tables': JSON.stringify({ concierge: 1 }),
  'has a list of tables': file([]),
  'has more than tables': file({}, { notes: 'mine' }),
  'has a table of nobody': file({ invaders: [] }),
  'has a table by the name of a method': file({ toString: [] }),
  'has a table that is no list': file({ counters: { a: counter('a', 1) } }),
  'has a row that is null': file({ counters: [null] }),
  'has a row that is a list': file({ counters: [[]] }),
  'has a row without an id': file({ counters: [{ value: 1, hash: '' }] }),
  'has a row with an empty id': file({ counters: [counter('', 1)] }),
  'has a row that its schema refuses': file({
    memberships: [{ ...membership('acme', 'ada'), role: secret }],
  }),
  'has a row with a field of nobody': file({ counters: [{ ...counter('a', 1), note: secret }] }),
  'has a field of nobody deep in a row': file({
    products: [
      product('p', { mail: { domain: 'größe.ch', addresses: [], note: secret } as Product['mail'] }),
    ],
  }),
  'has a field by the name of a method': file({ counters: [{ ...counter('a', 1), toString: secret }] }),
  'has a field that no object keeps': file({ proposals: [proposal('p')] }).replace(
    '"nested":',
    '"__proto__":',
  ),
  'has an id twice': file({ counters: [counter('a', 1), counter('b', 1), counter('a', 2)] }),
  'is nested deeper than any reader goes': file({ proposals: [{ ...proposal('p'), receipt: 0 }] }).replace(
    '"receipt":0',
    `"receipt":${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  ),
}

async function expectRefusedAndKept(path: string, bytes: string | Buffer) {
  await writeFile(path, bytes)
  const problem = await openLowdb(path).catch(problem => problem)
  expect(problem).toMatchObject({ name: 'StoreError', problem: 'damaged', facts: { path } })
  expect(problem.facts.detail).toMatch(/\S/)
  expect(`${problem.message} ${problem.facts.detail}`).not.toContain(secret)
  expect((await readFile(path)).equals(Buffer.from(bytes))).toBe(true)
}

describe('a damaged file is refused and stays as it is', () => {
  test.each(Object.entries(damaged))('where it %s', async (_, bytes) => {
    await expectRefusedAndKept(join(await temporaryFolder(), 'concierge.json'), bytes)
  })

  test('wherever it was cut off', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    const bytes = Buffer.from(whole)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), length =>
        expectRefusedAndKept(path, bytes.subarray(0, length)),
      ),
    )
  })

  test('and what was half written beside it, which may help to mend it, stays too', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'concierge.json.tmp'), whole)
    await expectRefusedAndKept(join(folder, 'concierge.json'), '{')
    expect(await readFile(join(folder, 'concierge.json.tmp'), 'utf8')).toBe(whole)
  })

  test('and is not held: once mended it opens', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    await expectRefusedAndKept(path, '{')
    await writeFile(path, whole)
    const store = await openLowdb(path)
    expect(await store.read(tables => tables.memberships.get('größe:ada'))).toEqual(
      membership('größe', 'ada'),
    )
    await store.close()
  })
})

describe('a place that cannot be used is unwritable', () => {
  const refused = async (path: string) =>
    expect(openLowdb(path)).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'unwritable',
      facts: { path: expect.stringContaining('concierge'), detail: expect.stringMatching(/\S/) },
    })

  test('where the folder is a file', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), 'kept')
    await refused(join(folder, 'file', 'concierge.json'))
    await refused(join(folder, 'file', 'deeper', 'concierge.json'))
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('kept')
  })

  test('where the file is a folder', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    await mkdir(path)
    await refused(path)
  })

  test('where the file is a device', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    await symlink('/dev/null', path)
    await refused(path)
  })

  test('where the lock cannot be taken', async () => {
    const path = join(await temporaryFolder(), 'concierge.json')
    await writeFile(`${path}.lock`, 'somebody else’s notes')
    await refused(path)
    expect(await readFile(`${path}.lock`, 'utf8')).toBe('somebody else’s notes')
  })

  describe.skipIf(process.getuid?.() === 0)('where this user', () => {
    const given = async () => {
      const path = join(await temporaryFolder(), 'concierge.json')
      await writeFile(path, whole)
      return path
    }

    test('may not write the file', async () => {
      const path = await given()
      await chmod(path, 0o400)
      await refused(path)
    })

    test('may not write the folder', async () => {
      const path = await given()
      await chmod(dirname(path), 0o500)
      await refused(path)
      await refused(join(dirname(path), 'concierge', 'new.json'))
      await chmod(dirname(path), 0o700)
      expect(await readdir(dirname(path))).toEqual(['concierge.json'])
    })

    test('may only read the lock, which would lock nobody out', async () => {
      const path = await given()
      await writeFile(`${path}.lock`, '', { mode: 0o400 })
      await refused(path)
    })
  })
})
