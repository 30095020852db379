import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Reader, Writer } from '../../kb/bytes.ts'
import { keyOf } from '../../kb/content-key.ts'
import { loadGuides } from '../../kb/guide.ts'
import { type Library, openLibrary, type Shelves } from '../../kb/library.ts'
import { restoreShelf, saveShelf } from '../../kb/saved.ts'
import { buildShelf } from '../../kb/shelf.ts'
import type { Kept } from '../../kb/shelves.ts'
import { guideOf } from './sample.ts'

const { guides } = await loadGuides(new URL('../../content', import.meta.url).pathname)
const german = guides.filter(guide => guide.locale === 'de')
const bytes = saveShelf(buildShelf(german, 'de'))

/** A place to keep indexes that tells what was written. */
function shelvesOf(kept = new Map<Kept, Uint8Array>()) {
  const written: Kept[] = []
  const shelves: Shelves = {
    read: name => kept.get(name),
    write: (name, made) => {
      written.push(name)
      kept.set(name, made)
    },
  }
  return { shelves, written, kept }
}

const questions = [
  'Rolle ändern',
  'wie verlängere ich meine Garantie',
  'Logo austauschn',
  'Zweifaktor',
  'xyz',
]
const answersOf = (library: Library) =>
  questions.map(question => JSON.stringify(library.ask(question, { only: 'de' })))

describe('a saved index', () => {
  it('answers as the one that it was made of, and is not made again', () => {
    const first = shelvesOf()
    const answers = answersOf(openLibrary(guides, first.shelves))
    expect(first.written).toEqual(['de'])
    const second = shelvesOf(first.kept)
    expect(answersOf(openLibrary(guides, second.shelves))).toEqual(answers)
    expect(second.written).toEqual([])
  })

  it('is written again a while after the last change, once for all of them, and at the end', () => {
    vi.useFakeTimers()
    try {
      const { shelves, written, kept } = shelvesOf()
      const library = openLibrary(guides, shelves)
      answersOf(library)
      const guide = german[0]!
      for (const word of ['Zebra', 'Giraffe']) {
        library.replace({ ...guide, body: `${guide.body} ${word}.` })
        vi.advanceTimersByTime(1_000)
      }
      expect(written).toEqual(['de'])
      vi.advanceTimersByTime(60_000)
      expect(written).toEqual(['de', 'de'])
      library.remove(guide.slug, 'de')
      library.close()
      vi.advanceTimersByTime(60_000)
      expect(written).toEqual(['de', 'de', 'de'])
      expect(restoreShelf(kept.get('de')!, german.slice(1), 'de')).toBeDefined()
    } finally {
      vi.useRealTimers()
    }
  })

  it('of every language is there after some turns of the event loop, where it is wanted beforehand', async () => {
    const { shelves, written } = shelvesOf()
    openLibrary(guides, shelves).warm()
    expect(written).toEqual([])
    for (let turn = 0; turn < 100; turn++) await setImmediate()
    expect(written).toEqual(['fr', 'en', 'de', 'it', 'es'])
  })

  it('is made again for other guides: a word, an order, a language', () => {
    const changed = german.with(0, { ...german[0]!, body: `${german[0]!.body} Zebra.` })
    expect(restoreShelf(bytes, changed, 'de')).toBeUndefined()
    expect(restoreShelf(bytes, german.toReversed(), 'de')).toBeUndefined()
    expect(restoreShelf(bytes, german, 'en')).toBeUndefined()
    expect(restoreShelf(bytes, german, 'de')).toBeDefined()
    const kept = new Map<Kept, Uint8Array>([['de', bytes]])
    const { shelves, written } = shelvesOf(kept)
    expect(openLibrary(changed, shelves).ask('Zebra', { only: 'de' }).results[0]?.slug).toBe(changed[0]!.slug)
    expect(written).toEqual(['de'])
  })

  it('tells texts apart that only together are the same', () => {
    const key = (questions: string[], keywords: string[]) =>
      keyOf([guideOf('a', 'de', 'Titel', 'Text', { questions, keywords })], 'de')
    const keys = [key(['ab', 'c'], []), key(['a', 'bc'], []), key(['ab'], ['c']), key([], ['ab', 'c'])]
    expect(new Set(keys).size).toBe(4)
  })

  it('that is damaged anywhere is not trusted', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = bytes.slice()
        damaged[at] = damaged[at]! ^ flip
        expect(restoreShelf(damaged, german, 'de')).toBeUndefined()
      }),
    )
  })

  it('that is cut short, empty or something else is not trusted, and the guides are found all the same', () => {
    const foreign = new TextEncoder().encode('{"not": "an index"}')
    for (const wrong of [new Uint8Array(), bytes.slice(0, 100), bytes.slice(0, -1), foreign]) {
      expect(restoreShelf(wrong, german, 'de')).toBeUndefined()
      const { shelves, written } = shelvesOf(new Map<Kept, Uint8Array>([['de', wrong]]))
      expect(openLibrary(guides, shelves).ask('Rolle ändern', { only: 'de' }).answered).toBe(true)
      expect(written).toEqual(['de'])
    }
  })

  it('holds the compounds that were split, and needs not split them again', () => {
    const { relatives } = restoreShelf(bytes, german, 'de')!
    const { wholes, parts, written } = buildShelf(german, 'de').relatives.compounds()
    expect(written.size).toBeGreaterThan(0)
    expect(relatives.made).toMatchObject({ wholes, parts, written })
    expect(relatives.compounds()).toBe(relatives.made)
  })

  it('can be changed after it was restored', () => {
    const { shelves } = shelvesOf(new Map<Kept, Uint8Array>([['de', bytes]]))
    const library = openLibrary(guides, shelves)
    answersOf(library)
    const extra = guideOf('zebra', 'de', 'Zebras streicheln', 'Zebras mögen Möhren.')
    library.replace(extra)
    expect(library.ask('zebra', { only: 'de' }).results[0]?.slug).toBe('zebra')
    expect(answersOf(library)).toEqual(answersOf(openLibrary([...guides, extra])))
  })
})

describe('bytes', () => {
  it('are read as they were written', () => {
    const part = fc.oneof(fc.nat(0xffffffff), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(fc.array(part), parts => {
        const writer = new Writer()
        for (const one of parts) {
          if (typeof one === 'number') writer.number(one)
          else writer.text(one)
        }
        const reader = new Reader(writer.done())
        expect(parts.map(one => (typeof one === 'number' ? reader.number() : reader.text()))).toEqual(parts)
        expect(() => reader.number()).toThrow(RangeError)
      }),
    )
  })
})
