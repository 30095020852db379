import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadGuides } from '../../kb/guide.ts'
import { type Library, openLibrary } from '../../kb/library.ts'
import { locales } from '../../kb/locales.ts'
import type { Problem } from '../../kb/problem.ts'
import { type Watching, watchGuides } from '../../kb/watch.ts'

let dir: string
let library: Library
let watching: Watching
const told: Problem[] = []

const text = (title: string, body = 'Text.') => `---\ntitle: ${title}\nsummary: ${title}\n---\n\n${body}\n`

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'concierge-watch-'))
  for (const slug of ['boats', 'trains']) {
    await mkdir(join(dir, slug))
    for (const locale of locales) await writeFile(join(dir, slug, `${locale}.md`), text(`${slug} ${locale}`))
  }
  library = openLibrary((await loadGuides(dir)).guides)
  told.length = 0
  watching = watchGuides(dir, library, problems => told.push(...problems))
})
afterEach(async () => {
  watching.close()
  await rm(dir, { recursive: true })
})

it.each(locales)(
  'a guide that is changed is found by its new words, without a restart (%s)',
  async locale => {
    expect(library.ask('zeppelin', { only: locale }).results).toEqual([])
    await writeFile(join(dir, 'boats', `${locale}.md`), text('Zeppelin'))
    await vi.waitFor(() => expect(library.ask('zeppelin', { only: locale }).results[0]?.slug).toBe('boats'))
    expect(library.guide('boats', locale)?.title).toBe('Zeppelin')
  },
)

it('a guide that is added or written beside and renamed is there, one that is removed is gone', async () => {
  await mkdir(join(dir, 'balloons'))
  await writeFile(join(dir, 'balloons', 'de.md'), text('Ballons'))
  await vi.waitFor(() => expect(library.guide('balloons', 'de')?.title).toBe('Ballons'))
  await writeFile(join(dir, 'trains', 'de.md~'), text('Züge'))
  await rename(join(dir, 'trains', 'de.md~'), join(dir, 'trains', 'de.md'))
  await vi.waitFor(() => expect(library.guide('trains', 'de')?.title).toBe('Züge'))
  await rm(join(dir, 'balloons', 'de.md'))
  await vi.waitFor(() => expect(library.guide('balloons', 'de')).toBeUndefined())
  expect(told).toEqual([])
})

it('a broken guide keeps its last good version, and says where it is broken', async () => {
  const path = join(dir, 'boats', 'fr.md')
  await writeFile(path, '---\ntitle: [\n---\n\nText.\n')
  await vi.waitFor(() => expect(told).not.toEqual([]))
  expect(told[0]).toMatchObject({ path, level: 'error' })
  expect(told[0]?.line).toBeGreaterThan(0)
  expect(library.guide('boats', 'fr')?.title).toBe('boats fr')
  await writeFile(path, text('Bateaux'))
  await vi.waitFor(() => expect(library.guide('boats', 'fr')?.title).toBe('Bateaux'))
})

it('what is no guide is left alone', async () => {
  await writeFile(join(dir, 'boats', 'notes.txt'), 'x')
  await writeFile(join(dir, 'boats', 'rm.md'), text('Bartgas'))
  await writeFile(join(dir, 'README.md'), text('Read me'))
  await writeFile(join(dir, 'boats', 'it.md'), text('Barche'))
  await vi.waitFor(() => expect(library.guide('boats', 'it')?.title).toBe('Barche'))
  expect(told).toEqual([])
})
