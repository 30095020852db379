import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadGuides, locales, parseGuide, sourceHash } from '../../kb/guide.ts'

const origin = { slug: 'roles', locale: 'fr', path: 'roles/fr.md' } as const
const parse = (text: string) => parseGuide(text, origin)

describe('parseGuide', () => {
  it('reads front matter and body, and fills in what is missing', () => {
    const { guide, problems } = parse(
      '---\ntitle: Changer un rôle\nkeywords: [admin, droits]\naction: change-role\n---\n## Étapes\n',
    )
    expect(problems).toEqual([])
    expect(guide).toEqual({
      slug: 'roles',
      locale: 'fr',
      path: 'roles/fr.md',
      title: 'Changer un rôle',
      summary: '',
      questions: [],
      keywords: ['admin', 'droits'],
      services: [],
      action: 'change-role',
      related: [],
      body: '## Étapes\n',
      bodyLine: 6,
    })
  })

  it('takes the title from the first heading where there is no front matter', () => {
    const { guide, problems } = parse('# Le titre #\n\nLe texte.')
    expect(problems).toEqual([])
    expect(guide).toMatchObject({ title: 'Le titre', body: '\n\nLe texte.', bodyLine: 1 })
  })

  it('survives a byte order mark, CRLF and NUL', () => {
    const { guide } = parse('\uFEFF---\r\ntitle: A\0B\r\n---\r\nUn\r\ndeux\0\r\n')
    expect(guide).toMatchObject({ title: 'AB', body: 'Un\ndeux\n', bodyLine: 4 })
  })

  it('reports an unknown key with its line as a warning, and still reads the guide', () => {
    const { guide, problems } = parse('---\ntitle: A\ncolour: red\n---\nText')
    expect(guide?.title).toBe('A')
    expect(problems).toEqual([
      {
        path: 'roles/fr.md',
        line: 3,
        problem: 'front-matter.unknown-key',
        facts: { key: 'colour' },
        level: 'warning',
      },
    ])
  })

  it.each([
    ['---\ntitle: A\nquestions: {a: 1}\n---\nText', 'front-matter.wrong-type', 3],
    ['---\n- a\n---\nText', 'front-matter.wrong-type', 2],
    ['---\ntitle: A\nchanged: yesterday\n---\nText', 'front-matter.wrong-type', 3],
    ['---\ntitle: A\nchanged: 2026-02-30\n---\nText', 'front-matter.wrong-type', 3],
    ['---\ntitle: A\nkeywords: [a\n---\nText', 'front-matter.syntax', 3],
    ['---\ntitle: "A\n---\nText', 'front-matter.syntax', 2],
    ['---\nsummary: A\n---\nText', 'guide.no-title', 1],
    ['---\ntitle: A\n---\n \n', 'guide.no-body', 4],
    ['', 'guide.no-title', 1],
  ])('refuses %j: %s on line %i', (text, problem, line) => {
    const { guide, problems } = parse(text)
    expect(guide).toBeUndefined()
    expect(problems[0]).toMatchObject({ problem, line, level: 'error' })
  })

  it('is lenient about scalars: a number is a title, one question is a list', () => {
    const { guide } = parse(
      '---\ntitle: 2024\nquestions: Pourquoi ?\nkeywords: [2, null, true]\nsummary:\n---\nText',
    )
    expect(guide).toMatchObject({
      title: '2024',
      questions: ['Pourquoi ?'],
      keywords: ['2', 'true'],
      summary: '',
    })
  })

  it('does not follow a YAML alias bomb', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'
        .split('')
        .map((key, at) =>
          `${key}: &${key} [${'abcdefg'[at]}]`.replace(
            /\[(.)\]/,
            (_, one) => `[${Array(10).fill(`*${one}`)}]`,
          ),
        ),
    ]
    const { guide, problems } = parse(`---\ntitle: A\n${bomb.join('\n')}\n---\nText`)
    expect(guide).toBeUndefined()
    expect(problems[0]?.problem).toBe('front-matter.syntax')
  })

  it('takes five million characters', () => {
    const { guide } = parse(`# T\n${'mot '.repeat(1_250_000)}`)
    expect(guide?.body.length).toBe(5_000_001)
  })

  it('never throws, and every problem has a place', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('---', 'title: A', '# T', '- b', 'questions:', '<script>', '\0', '\uD800'),
    )
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const { guide, problems } = parse(lines.join(end))
        expect(guide !== undefined || problems.length > 0).toBe(true)
        for (const problem of problems) expect(problem.line).toBeGreaterThan(0)
      }),
    )
  })
})

describe('sourceHash', () => {
  const guide = { title: 'T', summary: 'S', questions: ['Q'], body: 'Un\ndeux\n' }

  it('ignores line endings and space around', () => {
    expect(sourceHash({ ...guide, body: 'Un\r\ndeux' })).toBe(sourceHash(guide))
    expect(sourceHash(guide)).toMatch(/^[0-9a-f]{12}$/)
  })

  it.each(['title', 'summary', 'body'] as const)('changes with the %s', key => {
    expect(sourceHash({ ...guide, [key]: 'autre' })).not.toBe(sourceHash(guide))
  })

  it('changes with the questions, and with where one ends and the next begins', () => {
    expect(sourceHash({ ...guide, questions: ['Q', 'R'] })).not.toBe(
      sourceHash({ ...guide, questions: ['QR'] }),
    )
  })
})

describe('loadGuides', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'guides-'))
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  const write = async (slug: string, file: string, text: string) => {
    await mkdir(join(dir, slug), { recursive: true })
    await writeFile(join(dir, slug, file), text)
  }

  it('reads every language of every folder, in order, and passes over other files', async () => {
    await write('b', 'de.md', '# B\nText')
    await write('a', 'it.md', '# A\nTesto')
    await write('a', 'fr.md', '# A\nTexte')
    await write('a', 'pt.md', '# A\nTexto')
    await write('.git', 'fr.md', '# G\nTexte')
    await writeFile(join(dir, 'README.md'), '# no guide')
    const { guides, problems } = await loadGuides(dir)
    expect(problems).toEqual([])
    expect(guides.map(guide => `${guide.slug}/${guide.locale}`)).toEqual(['a/fr', 'a/it', 'b/de'])
  })

  it('reads the languages asked for alone', async () => {
    for (const locale of locales) await write('a', `${locale}.md`, '# A\nText')
    const { guides } = await loadGuides(dir, { locales: ['it', 'es'] })
    expect(guides.map(guide => guide.locale)).toEqual(['it', 'es'])
  })

  it('keeps the good guides beside a bad one, and names the file', async () => {
    await write('a', 'fr.md', '# A\nTexte')
    await write('b', 'fr.md', 'no title')
    const { guides, problems } = await loadGuides(dir)
    expect(guides).toHaveLength(1)
    expect(problems).toMatchObject([{ path: join(dir, 'b', 'fr.md'), problem: 'guide.no-title' }])
  })

  it('names a file that cannot be read', async () => {
    await mkdir(join(dir, 'a', 'fr.md'), { recursive: true })
    const { guides, problems } = await loadGuides(dir)
    expect(guides).toEqual([])
    expect(problems).toMatchObject([
      { path: join(dir, 'a', 'fr.md'), problem: 'guide.unreadable', facts: { reason: 'EISDIR' } },
    ])
  })

  it('follows a link to a folder', async () => {
    await write('a', 'fr.md', '# A\nTexte')
    await symlink(join(dir, 'a'), join(dir, 'b'))
    expect((await loadGuides(dir)).guides.map(guide => guide.slug)).toEqual(['a', 'b'])
  })

  it('throws with a code where the folder is missing or is a file', async () => {
    await expect(loadGuides(join(dir, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(join(dir, 'file'), '')
    await expect(loadGuides(join(dir, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it('loads two thousand guides', async () => {
    const slugs = Array.from({ length: 2_000 }, (_, at) => `g${at}`)
    await Promise.all(slugs.map(slug => write(slug, 'fr.md', `# ${slug}\nTexte`)))
    expect((await loadGuides(dir)).guides).toHaveLength(2_000)
  })
})
