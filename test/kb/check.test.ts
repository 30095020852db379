import { describe, expect, it } from 'vitest'
import { checkGuides, type Guide, locales, parseGuide, sourceHash } from '../../kb/guide.ts'

const bodyOf: Record<string, string> = {}
const complete = (slug: string, fr: string, more = ''): Guide[] => {
  const source = parse(slug, 'fr', fr, more)
  return [
    source,
    ...locales
      .slice(1)
      .map(locale => parse(slug, locale, bodyOf[locale] ?? 'Text', `source: ${sourceHash(source)}\n`)),
  ]
}
const parse = (slug: string, locale: (typeof locales)[number], body: string, more = '') =>
  parseGuide(`---\ntitle: T\nsummary: S\n${more}---\n${body}`, { slug, locale, path: `${slug}/${locale}.md` })
    .guide!
const check = (guides: Guide[], actions?: Set<string>) =>
  checkGuides(guides, { sourceLocale: 'fr', ...(actions ? { actions } : {}) })

describe('checkGuides', () => {
  it('finds nothing wrong with complete guides', () => {
    expect(
      check([
        ...complete(
          'a',
          'Voir [b](../b/fr.md#étape-un), [ici](#fin), [page](https://example.org).\n\n## Fin',
        ),
        ...complete('b', '## Étape un'),
      ]),
    ).toEqual([])
  })

  it('names each missing language', () => {
    const problems = check([parse('a', 'fr', 'Texte')])
    expect(problems.map(({ problem, facts }) => [problem, facts.locale])).toEqual(
      ['en', 'de', 'it', 'es'].map(locale => ['guide.missing-language', locale]),
    )
  })

  it.each([
    ['[b](../none/fr.md)', 'link.broken', { href: '../none/fr.md' }],
    ['[b](other.pdf)', 'link.broken', { href: 'other.pdf' }],
    ['[b](../../secret)', 'link.broken', { href: '../../secret' }],
    ['[b](../a/fr.md#rien)', 'link.no-anchor', { href: '../a/fr.md#rien' }],
    ['[b](#%E0%A4%A)', 'link.no-anchor', { href: '#%E0%A4%A' }],
    ['[b](../a/en.md)', 'link.other-language', { href: '../a/en.md' }],
    ['[b](javascript:alert(1))', 'link.unsafe', { href: 'javascript:alert(1)' }],
    ['<b>gras</b>', 'markdown.html', { html: '<b>' }],
    ['<img src=x onerror=alert(1)>', 'markdown.script', { html: '<img src=x onerror=alert(1)>' }],
    ['<script>alert(1)</script>', 'markdown.script', { html: '<script>alert(1)</script>' }],
    ['| a |\n|---|\n| [b](../none/fr.md) |', 'link.broken', { href: '../none/fr.md' }],
  ])('%s is %s, on its line', (markdown, problem, facts) => {
    const problems = check(complete('a', `Un.\n\n- deux\n- trois\n\n${markdown}`))
    const extra = markdown.startsWith('|') ? 2 : 0
    expect(problems[0]).toMatchObject({ path: 'a/fr.md', line: 10 + extra, problem, facts })
  })

  it('decodes an anchor', () => {
    expect(check(complete('a', '[b](#%C3%A9tape)\n\n## Étape'))).toEqual([])
  })

  it('names unknown actions and related guides', () => {
    const guides = complete('a', 'Texte', 'action: fly\nrelated: [b]\n')
    expect(check(guides, new Set(['walk'])).map(({ problem, facts }) => [problem, facts])).toEqual([
      ['guide.unknown-related', { slug: 'b' }],
      ['guide.unknown-action', { action: 'fly' }],
    ])
    expect(check(guides).map(({ problem }) => problem)).toEqual(['guide.unknown-related'])
    expect(check(complete('a', 'Texte', 'action: fly\n'), new Set(['fly']))).toEqual([])
  })

  it('warns of a translation older than its source, and tells the hash that it should hold', () => {
    const guides = complete('a', 'Texte')
    guides[0] = { ...guides[0]!, body: 'Texte nouveau' }
    const problems = check(guides)
    expect(problems).toHaveLength(4)
    expect(problems[0]).toMatchObject({
      path: 'a/en.md',
      problem: 'translation.outdated',
      level: 'warning',
      facts: { expected: sourceHash(guides[0]) },
    })
  })

  it('names a folder whose name is no web address, or that of another but for case and accents', () => {
    const guides = [...complete('a', 'Texte'), ...complete('Á', 'Texte')]
    expect(check(guides).map(({ problem, path, facts }) => [problem, path, facts])).toEqual([
      ['guide.bad-name', 'Á/fr.md', { slug: 'Á' }],
      ['guide.same-name', 'Á/fr.md', { slug: 'Á', other: 'a' }],
    ])
  })

  it('warns of a guide without a summary, and of one that nobody reads to its end', () => {
    const [guide, ...others] = complete('a', 'Texte')
    const source = { ...guide!, summary: '', body: 'Texte '.repeat(50_000) }
    const problems = check([source, ...others.map(other => ({ ...other, source: sourceHash(source) }))])
    expect(problems.map(({ problem, level, line }) => [problem, level, line])).toEqual([
      ['guide.no-summary', 'warning', 1],
      ['guide.too-long', 'warning', 5],
    ])
  })

  it('names a subject that there is not', () => {
    const guides = complete('a', 'Texte', 'subject: wine\n')
    const problems = checkGuides(guides, { sourceLocale: 'fr', subjects: new Set(['account']) })
    expect(problems.map(({ problem, facts }) => [problem, facts])).toEqual([
      ['guide.unknown-subject', { subject: 'wine' }],
    ])
    expect(check(guides)).toEqual([])
  })

  it('names a guide that is there twice', () => {
    const guides = complete('a', 'Texte')
    const { path: _, ...twin } = guides[0]!
    expect(check([twin, ...guides]).map(({ problem, path }) => [problem, path])).toEqual([
      ['guide.duplicate', 'a/fr.md'],
    ])
  })
})
