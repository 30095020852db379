import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { changedOf, parseGuide } from '../../kb/guide.ts'
import { guideOf } from './sample.ts'

it('a guide was changed when its front matter says so, else when its file was written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-changed-'))
  const path = join(folder, 'fr.md')
  const parse = (front: string) =>
    parseGuide(`---\ntitle: A\n${front}---\nTexte`, { slug: 'a', locale: 'fr', path }).guide!
  await writeFile(path, '')
  await utimes(path, new Date('2025-03-04T05:06:07Z'), new Date('2025-03-04T05:06:07Z'))
  expect(await changedOf(parse('changed: 2026-11-22\n'))).toBe('2026-11-22')
  expect(await changedOf(parse(''))).toBe('2025-03-04')
  expect(await changedOf({ ...parse(''), path: join(folder, 'none.md') })).toBeUndefined()
  expect(await changedOf(guideOf('a', 'fr', 'A', 'Texte'))).toBeUndefined()
  await rm(folder, { recursive: true })
})
