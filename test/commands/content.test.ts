import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { root } from '../support/started.ts'
import { command, single, temporary, valuesOf, words } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The real guides in a folder of their own, whose translations are up to date. */
async function copiedContent(): Promise<{ CONTENT_DIR: string }> {
  const environment = { CONTENT_DIR: join(await temporary(), 'content') }
  await cp(join(root, 'content'), environment.CONTENT_DIR, { recursive: true })
  await command('content', ['--stamp', 'all'], environment)
  return environment
}

it('the real guides are whole: ten in five languages, nothing wrong', async () => {
  const ended = await command('content', [])
  expect(valuesOf(ended)).toEqual([{ guides: 50, problems: 0 }])
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
})

it('an outdated translation is seen, and --stamp notes that it has followed', async () => {
  const house = await copiedContent()
  expect(single(await command('content', [], house))).toEqual({ guides: 50, problems: 0 })
  const french = join(house.CONTENT_DIR, 'change-role', 'fr.md')
  await writeFile(french, `${await readFile(french, 'utf8')}\nEncore une phrase.\n`)

  const ended = await command('content', ['--locale', 'it'], house)
  const outdated = valuesOf(ended)
  expect(ended.code).toBe(1)
  expect(outdated.pop()).toEqual({ guides: 50, problems: 4 })
  expect(outdated.map(({ path }) => path).sort()).toEqual(
    ['de', 'en', 'es', 'it'].map(locale => join(house.CONTENT_DIR, 'change-role', `${locale}.md`)),
  )
  expect(outdated[0]).toMatchObject({
    problem: 'translation.outdated',
    level: 'warning',
    line: 1,
    message: words('it').t('content.translation.outdated'),
  })

  const german = join(house.CONTENT_DIR, 'change-role', 'de.md')
  const before = await readFile(german, 'utf8')
  expect(single(await command('content', ['--stamp', 'change-role/de'], house))).toEqual({ stamped: german })
  const after = await readFile(german, 'utf8')
  expect(after.replace(/^source: .*$/m, '')).toBe(before.replace(/^source: .*$/m, ''))
  expect(valuesOf(await command('content', [], house)).at(-1)).toEqual({ guides: 50, problems: 3 })
})

it.each(locales)('what is wrong is said with file and line (%s)', async locale => {
  const CONTENT_DIR = await temporary()
  const guide = async (path: string, lines: string[]) => {
    await mkdir(join(CONTENT_DIR, path.split('/')[0]!), { recursive: true })
    await writeFile(join(CONTENT_DIR, path), lines.join('\n'))
  }
  await guide('a/fr.md', [
    '---',
    'title: A',
    'colour: red',
    'action: fly',
    'related: [nowhere]',
    '---',
    'Du texte.',
    '',
    'Voir [ceci](../b/fr.md).',
    '',
    '<script>alert(1)</script>',
  ])
  await guide('b/fr.md', ['---', 'title: "B', 'summary: x', '---', 'Du texte.'])
  await guide('c/fr.md', ['---', 'title: C', '---', ''])

  const ended = await command('content', ['--locale', locale], { CONTENT_DIR })
  expect(ended.code).toBe(1)
  const problems = valuesOf<{ path: string; line: number; problem: string; message: string }>(ended)
  expect(problems.pop()).toEqual({ guides: 1, problems: problems.length })
  const places = problems.map(
    ({ path, line, problem }) => `${path.slice(CONTENT_DIR.length + 1)}:${line} ${problem}`,
  )
  expect(places).toEqual(
    expect.arrayContaining([
      'a/fr.md:3 front-matter.unknown-key',
      'a/fr.md:1 guide.unknown-action',
      'a/fr.md:1 guide.unknown-related',
      'a/fr.md:9 link.broken',
      'a/fr.md:11 markdown.script',
      'a/fr.md:1 guide.missing-language',
      'c/fr.md:4 guide.no-body',
    ]),
  )
  expect(places.find(place => place.startsWith('b/fr.md'))).toMatch(/:\d+ front-matter\.syntax$/)
  const broken = problems.find(({ problem }) => problem === 'link.broken')
  expect(broken?.message).toBe(words(locale).t('content.link.broken', { href: '../b/fr.md' }))
  for (const { message } of problems) expect(message).not.toMatch(/\{\{|^[a-z-]+$/)
})
