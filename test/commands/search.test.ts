import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { command, type Ended, single, temporary, valuesOf } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

interface Found {
  question: string
  locale: string
  answered: boolean
  results: { slug: string; section: string; score: number; confidence: number }[]
  ms: number
}

/** A folder laid out like `content/`, of files by their paths. */
async function contentOf(files: Record<string, string>): Promise<string> {
  const folder = await temporary()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

const first = (ended: Ended) => valuesOf<Found>(ended).map(({ results }) => results[0]?.slug)

it('finds guides that have a title and a body only, with BOM, CRLF or no front matter', async () => {
  const folder = await contentOf({
    'bike/fr.md': '---\ntitle: Réparer un vélo\n---\nDémontez la roue, puis changez la chambre à air.\n',
    'bread/fr.md':
      '\ufeff---\r\ntitle: Faire du pain\r\n---\r\n\r\n## Pétrir\r\n\r\nPétrissez la pâte dix minutes.\r\n',
    'tea/fr.md': '# Préparer le thé\n\nVersez l’eau frémissante sur les feuilles.\n',
    'garden/de.md': '---\ntitle: Tomaten pflanzen\n---\nSetzen Sie die Tomaten nach den Eisheiligen.\n',
    'empty/fr.md': '---\ntitle: Vide\n---\n',
    'README.md': 'not a guide',
  })
  const questions = [
    'réparer mon vélo',
    'comment pétrir la pâte ?',
    'préparer du thé',
    'wann pflanze ich Tomaten?',
  ]
  const ended = await command(
    'search',
    ['--content', folder, '--locale', 'fr', '--limit', '3'],
    {},
    questions.join('\n'),
  )
  expect(ended.code).toBe(0)
  expect(first(ended)).toEqual(['bike', 'bread', 'tea', 'garden'])
  const [bike, bread, , garden] = valuesOf<Found>(ended)
  expect(Object.keys(bike!)).toEqual(['question', 'locale', 'answered', 'results', 'ms'])
  expect(Object.keys(bike!.results[0]!)).toEqual(['slug', 'section', 'score', 'confidence'])
  expect(bread?.answered).toBe(true)
  expect(bread?.results[0]).toMatchObject({ slug: 'bread', section: 'pétrir' })
  expect(garden).toMatchObject({ locale: 'de', question: 'wann pflanze ich Tomaten?' })
  expect(JSON.parse(ended.stderr)).toEqual({
    guides: 4,
    indexMs: expect.any(Number),
    heapMb: expect.any(Number),
  })
  expect(ended.stderr.split('\n')).toHaveLength(2)
})

it('answers every line, in order: empty, of spaces, 100 kB, NUL, markup, CRLF, the last one without an end', async () => {
  const lines = [
    '',
    '   ',
    'x'.repeat(100_000),
    'rôle '.repeat(20_000).trim(),
    'comment\0changer\0un rôle ?',
    '\ufffd\ufffd\ufffd',
    '<script>alert(1)</script>',
    '"); DROP TABLE guides; --',
    '你好，世界',
    '{"question":"x"}',
    'comment changer un rôle ?',
  ]
  const ended = await command('search', ['--locale', 'fr'], {}, `${lines.join('\r\n')}`)
  expect(ended.code).toBe(0)
  const found = valuesOf<Found>(ended)
  expect(found.map(({ question }) => question)).toEqual(lines)
  for (const { results, ms } of found) {
    expect(ms).toBeGreaterThanOrEqual(0)
    for (const { score, confidence } of results) {
      expect(Number.isFinite(score)).toBe(true)
      expect(confidence).toBeGreaterThanOrEqual(0)
      expect(confidence).toBeLessThanOrEqual(1)
    }
  }
  expect(found.slice(0, 2).map(({ answered }) => answered)).toEqual([false, false])
  expect(found.at(-1)?.answered).toBe(true)
  expect(found.at(-1)?.results[0]?.slug).toBe('change-role')
})

it('bytes that are no text are answered too', async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a, 0xc3, 0x28, 0x0a])
  const ended = await command('search', [], {}, bytes)
  expect(ended.code).toBe(0)
  expect(valuesOf(ended)).toHaveLength(2)
})

it('nothing in, nothing out', async () => {
  const ended = await command('search', [])
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 0, stdout: '' })
  expect(JSON.parse(ended.stderr)).toMatchObject({ guides: 50 })
})

it('an empty folder answers nothing', async () => {
  const ended = await command('search', ['--content', await temporary()], {}, 'rôle\n')
  expect(single<Found>(ended)).toMatchObject({ answered: false, results: [] })
  expect(JSON.parse(ended.stderr)).toMatchObject({ guides: 0 })
})

it('LEARN-1 --confirmed learns from a file what two people would have said, each line for its guide and language', async () => {
  const folder = await temporary()
  const confirmed = join(folder, 'confirmed.jsonl')
  const line = (question: string, slug: string) => JSON.stringify({ question, slug, locale: 'fr' })
  await writeFile(
    confirmed,
    `\ufeff${line('zigouigoui cramoisi', 'set-branding')}\r\n\n${line('zigouigoui mauve', 'gone')}\n`,
  )
  const question = 'le zigouigoui est cramoisi\n'
  const [before, after] = await Promise.all([
    command('search', ['--locale', 'fr'], {}, question),
    command('search', ['--locale', 'fr', '--confirmed', confirmed], {}, question),
  ])
  expect(single<Found>(before).answered).toBe(false)
  expect(single<Found>(after).answered).toBe(true)
  expect(single<Found>(after).results[0]?.slug).toBe('set-branding')
  expect(JSON.parse(after.stderr)).toMatchObject({ guides: 50, confirmed: 2 })
})

it.each([
  ['is no JSON', 'question'],
  ['lacks a language', '{"question":"x","slug":"y"}'],
  ['has another language', '{"question":"x","slug":"y","locale":"pt"}'],
])('--confirmed names the line that %s', async (_, line) => {
  const confirmed = join(await temporary(), 'confirmed.jsonl')
  await writeFile(confirmed, `{"question":"x","slug":"y","locale":"fr"}\n${line}\n`)
  const ended = await command('search', ['--locale', 'en', '--confirmed', confirmed], {}, 'x\n')
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('line 2')
})

it('--limit cuts, --locale is a hint, --only the only language', async () => {
  const german = 'Wie ändere ich die Rolle einer Kollegin?\n'
  const [hint, only] = await Promise.all([
    command('search', ['--locale', 'fr', '--limit', '1'], {}, german),
    command('search', ['--locale', 'fr', '--only', '--limit', '1'], {}, german),
  ])
  expect(single<Found>(hint)).toMatchObject({
    locale: 'de',
    answered: true,
    results: [{ slug: 'change-role' }],
  })
  expect(single<Found>(hint).results).toHaveLength(1)
  expect(single<Found>(only).locale).toBe('fr')
})
