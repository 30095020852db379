import { link, mkdir, mkdtemp, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadGuides } from '../../kb/guide.ts'
import { openLibrary } from '../../kb/library.ts'
import { restoreGuides } from '../../kb/saved-guides.ts'
import { seal, unseal } from '../../kb/seal.ts'
import type { Kept, Shelves } from '../../kb/shelves.ts'
import { isSettled } from '../../kb/stamp.ts'

let dir: string
let kept: Map<Kept, Uint8Array>
/** How often the guides were written. */
let written: number

const shelves: Shelves = {
  read: name => kept.get(name),
  write(name, bytes) {
    if (name === 'guides') written++
    kept.set(name, bytes)
  },
}

const full = `---
title: "Vélos “neufs” \\ud83d"
summary: Résumé
questions: [Où acheter ?]
keywords: [vélo, roue]
services: [shop]
action: order
related: [b]
source: 0123456789ab
---

# Début
🚲 Texte…
`
const path = (slug: string, locale = 'fr') => join(dir, slug, `${locale}.md`)
const write = async (slug: string, text: string, locale?: string) => {
  await mkdir(join(dir, slug), { recursive: true })
  await writeFile(path(slug, locale), text)
}
const load = async () => (await loadGuides(dir, { shelves })).guides
const anew = async () => (await loadGuides(dir)).guides
/** Until a file that was just written can be told from one written later. */
const settle = () => setTimeout(100)
const recalled = () => restoreGuides(kept.get('guides')!)!.map(({ guide }) => `${guide.slug}/${guide.locale}`)

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'concierge-recollection-'))
  kept = new Map()
  written = 0
  await write('a', full)
  await write('a', '# Fahrräder\nText', 'de')
  await write('b', '# Trains\nTexte')
  await settle()
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('guides that were read once', () => {
  it('are the same when they are recalled, and nothing is written again', async () => {
    const first = await load()
    expect(recalled()).toEqual(['a/fr', 'a/de', 'b/fr'])
    expect(await load()).toEqual(first)
    expect(await load()).toEqual(await anew())
    expect(written).toBe(1)
  })

  it('are not read again: the index that was made of them fits without their texts', async () => {
    openLibrary(await load(), shelves).ask('train', { only: 'fr' })
    const index = kept.get('fr')
    const guides = await load()
    for (const guide of guides)
      Object.defineProperty(guide, 'body', {
        get() {
          throw new Error('read')
        },
      })
    openLibrary(guides, shelves).ask('train', { only: 'fr' })
    expect(kept.get('fr')).toBe(index)
  })

  it.each<[what: string, change: () => Promise<unknown>]>([
    ['changed', () => write('b', '# Bateaux\nUn autre texte')],
    ['changed to as long a text', () => write('b', '# Drains\nTexte')],
    [
      'changed to as long a text that claims to be as old',
      async () => {
        const { atime, mtime } = await stat(path('b'))
        await write('b', '# Drains\nTexte')
        await utimes(path('b'), atime, mtime)
      },
    ],
    ['added', () => write('c', '# Ballons\nTexte')],
    ['added in another language', () => write('b', '# Züge\nText', 'de')],
    ['removed', () => rm(path('b'))],
    ['renamed', () => rename(join(dir, 'b'), join(dir, 'c'))],
    [
      'swapped',
      async () => {
        await rename(join(dir, 'a'), join(dir, 'c'))
        await rename(join(dir, 'b'), join(dir, 'a'))
        await rename(join(dir, 'c'), join(dir, 'b'))
      },
    ],
    ['replaced by another file', async () => rename(path('a', 'de'), path('b'))],
    ['broken', () => write('b', '---\ntitle: [\n---\nTexte')],
    ['given to both names', async () => rm(path('b')).then(() => link(path('a'), path('b')))],
  ])('are read again where a file was %s', async (_, change) => {
    const before = await load()
    await change()
    await settle()
    const now = await anew()
    expect(await load()).not.toEqual(before)
    expect(await load()).toEqual(now)
    expect(recalled()).toEqual(now.map(({ slug, locale }) => `${slug}/${locale}`))
    expect(written).toBe(2)
  })

  it('know where they lie now', async () => {
    await load()
    const moved = `${dir}-moved`
    await rename(dir, moved)
    dir = moved
    expect(await load()).toEqual(await anew())
    expect(written).toBe(1)
  })

  it('that something is wrong with are told of at every start', async () => {
    await write('c', '---\ntitle: C\ncolour: red\n---\nTexte')
    await settle()
    const first = await loadGuides(dir, { shelves })
    expect(first.problems).toMatchObject([{ problem: 'front-matter.unknown-key' }])
    expect(await loadGuides(dir, { shelves })).toEqual(first)
    expect(written).toBe(1)
  })

  it('are not kept where their files may change once more in the same moment', async () => {
    const later = new Date(Date.now() + 60_000)
    await utimes(path('b'), later, later)
    expect(await load()).toEqual(await anew())
    expect(recalled()).toEqual(['a/fr', 'a/de'])
    await load()
    expect(written).toBe(1)
  })

  it('that were damaged anywhere or cut short are not trusted', async () => {
    const guides = await load()
    const bytes = kept.get('guides')!
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(restoreGuides(bytes.with(at, bytes[at]! ^ flip))).toBeUndefined()
      }),
    )
    for (const wrong of [new Uint8Array(), bytes.slice(0, 3), bytes.slice(0, -1), new Uint8Array(2_000)]) {
      kept.set('guides', wrong)
      expect(await load()).toEqual(guides)
      expect(kept.get('guides')).toEqual(bytes)
    }
  })

  it('that other code wrote are not trusted', async () => {
    await load()
    const content = unseal(kept.get('guides')!)!
    const foreign = content.with(1, content[1]! ^ 1)
    expect(restoreGuides(seal(content))).toBeDefined()
    expect(restoreGuides(seal(foreign))).toBeUndefined()
  })

  it('are found by what was changed while nothing ran', async () => {
    const ask = async () => openLibrary(await load(), shelves).ask('zeppelin', { only: 'fr' }).results
    expect(await ask()).toEqual([])
    await write('b', '# Zeppelin\nTexte')
    expect(await ask()).toMatchObject([{ slug: 'b' }])
  })
})

describe('a stamp', () => {
  const at = (mtime: number, ctime = mtime) => ({ inode: 1, size: 1, mtime, ctime })

  it('tells a file from a later one once the clock of its file system has moved on', () => {
    const now = 1_700_000_000_123
    expect(isSettled(at(now - 60), now)).toBe(true)
    expect(isSettled(at(now - 40), now)).toBe(false)
    expect(isSettled(at(now + 5), now)).toBe(false)
    expect(isSettled(at(now - 60_000, now - 1), now)).toBe(false)
  })

  it('of whole seconds may be from a clock that knows every other second alone', () => {
    const now = 1_700_000_001_900
    expect(isSettled(at(1_700_000_000_000), now)).toBe(false)
    expect(isSettled(at(1_699_999_999_000), now)).toBe(true)
  })
})
