import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openLibrary } from '../../kb/library.ts'
import { shelvesIn } from '../../kb/shelves.ts'
import { guides } from './sample.ts'

const root = await mkdtemp(join(tmpdir(), 'concierge-shelves-'))
afterAll(() => rm(root, { recursive: true }))

describe('shelves in a folder', () => {
  it('keep an index a language, and give it back', async () => {
    const dir = join(root, 'indexes')
    const shelves = shelvesIn(dir)
    expect(shelves.read('fr')).toBeUndefined()
    const first = openLibrary(guides, shelves).ask('partager un calendrier', { only: 'fr' })
    expect(await readdir(dir)).toEqual(['fr.index'])
    expect(openLibrary(guides, shelvesIn(dir)).ask('partager un calendrier', { only: 'fr' })).toEqual(first)
  })

  it('that cannot be written are done without', async () => {
    const file = join(root, 'file')
    await writeFile(file, '')
    const library = openLibrary(guides, shelvesIn(file))
    expect(library.ask('partager un calendrier', { only: 'fr' }).results[0]?.slug).toBe('calendar')
  })
})
