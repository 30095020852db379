import { afterEach, describe, expect, it } from 'vitest'
import { type Guide, sourceHash } from '../../kb/guide.ts'
import { openLibrary } from '../../kb/library.ts'
import { openDesk } from '../support/desk.ts'
import { hrefs, structuredIn } from './documents.ts'
import { openSite, publicUrl, type Site } from './site.ts'

let site: Site
afterEach(() => site.close())

const guide = (slug: string, locale: Guide['locale'], more: Partial<Guide> = {}): Guide => ({
  slug,
  locale,
  title: `${slug} ${locale}`,
  summary: '',
  questions: [],
  keywords: [],
  services: [],
  related: [],
  body: '## Un\n\nTexte.\n\n## Deux\n\nSuite.',
  ...more,
})

/** A site over these guides alone. */
async function withGuides(...guides: Guide[]): Promise<void> {
  const desk = await openDesk()
  site = await openSite({ ...desk, setting: { ...desk.setting, guides: openLibrary(guides) } })
}

const page = async (path: string) => (await site.get(path)).text()
const t = (locale: Guide['locale']) => site.desk.setting.words(locale).t

describe('a guide that is not in every language', () => {
  it('is shown in that of its source, and says so', async () => {
    await withGuides(
      guide('vin', 'fr', { title: 'Choisir un vin' }),
      guide('vin', 'de', { title: 'Einen Wein wählen' }),
    )
    const shown = await page('/it/vin')
    expect(shown).toContain(t('it')('web.guide.missing', { language: t('it')('languages.fr') }))
    expect(shown).toContain('<h1 lang="fr">Choisir un vin</h1>')
    expect(shown).toContain('<article lang="fr">')
    expect(hrefs(shown, '<link rel="canonical"')).toEqual([`${publicUrl}/fr/vin`])
    expect(hrefs(shown, '<link rel="alternate" hreflang=')).toEqual(
      ['fr', 'de', 'fr'].map(locale => `${publicUrl}/${locale}/vin`),
    )
    expect(await page('/de/vin')).not.toContain('class="notice"')
    expect((await site.get('/it/vin.md')).status).toBe(404)
    expect(await page('/it')).not.toContain('/it/vin')
  })

  it('is shown in any that it has where there is no source', async () => {
    await withGuides(guide('vino', 'es', { title: 'Elegir un vino' }))
    expect(await page('/fr/vino')).toContain('<h1 lang="es">Elegir un vino</h1>')
    expect(hrefs(await page('/fr/vino'), '<link rel="alternate" hreflang="x-default"')).toEqual([
      `${publicUrl}/es/vino`,
    ])
  })
})

describe('a translation', () => {
  const source = guide('vin', 'fr')
  it.each([
    ['older than its source says so', 'aaaaaaaaaaaa', true],
    ['of its source as it stands says nothing', sourceHash(source), false],
    ['that names no source says nothing', undefined, false],
  ])('%s', async (_, stamp, outdated) => {
    await withGuides(source, guide('vin', 'en', stamp === undefined ? {} : { source: stamp }))
    const shown = await page('/en/vin')
    expect(shown.includes(t('en')('web.guide.outdated'))).toBe(outdated)
    expect(shown.includes(`href="/fr/vin" hreflang="fr">${t('en')('web.guide.original')}`)).toBe(outdated)
    expect(await page('/fr/vin')).not.toContain('class="notice"')
  })
})

describe('a guide that an operator adds', () => {
  it('appears by itself, under its subject or among the others; a translation takes the subject of its source', async () => {
    await withGuides(
      guide('vin', 'fr', { subject: 'payment' }),
      guide('vin', 'en'),
      guide('eau', 'fr', { subject: 'nothing of ours' }),
    )
    expect(await page('/en')).toContain(t('en')('web.home.subjects.payment'))
    expect(await page('/fr/guides/other')).toContain('href="/fr/eau"')
    expect((await site.get('/en/guides/other')).status).toBe(404)
    site.desk.setting.guides.replace(guide('feu', 'en'))
    expect(await page('/en/guides/other')).toContain('href="/en/feu"')
    expect((await site.get('/en/feu')).status).toBe(200)
  })

  it('a subject of many guides shows some, and leads to all', async () => {
    await withGuides(...Array.from({ length: 50 }, (_, place) => guide(`vin-${place}`, 'fr')))
    const home = await page('/fr')
    expect(hrefs(home, '<a').filter(href => href.startsWith('/fr/vin-')).length).toBe(6)
    expect(home).toContain(t('fr')('web.home.all', { count: 50 }))
    expect(
      hrefs(await page('/fr/guides/other'), '<a').filter(href => href.startsWith('/fr/vin-')).length,
    ).toBe(50)
  })

  it('begins on the front door with a whole sentence', async () => {
    await withGuides(
      guide('vin', 'fr', { summary: 'Choisissez un vin. Puis débouchez-le.' }),
      guide('eau', 'fr'),
    )
    const home = await page('/fr')
    expect(home).toContain('<p>Choisissez un vin.</p>')
    expect(home).not.toContain('débouchez')
  })

  it.each([
    ['fr', '5 mars 2026'],
    ['en', '5 March 2026'],
    ['de', '5. März 2026'],
    ['it', '5 marzo 2026'],
    ['es', '5 de marzo de 2026'],
  ] as const)('says when it was changed, as one writes it in %s', async (locale, day) => {
    await withGuides(guide('vin', locale, { changed: '2026-03-05' }))
    expect(await page(`/${locale}/vin`)).toContain(`<time datetime="2026-03-05">${day}</time>`)
  })

  it('whatever its folder is called, it has an address', async () => {
    const slugs = ['à la carte', 'a&b', 'a"b', 'a?b', 'été.2027', '100%']
    await withGuides(...slugs.map(slug => guide(slug, 'fr', { related: slugs })))
    for (const slug of slugs) {
      const path = `/fr/${encodeURIComponent(slug)}`
      const shown = await page(path)
      expect(hrefs(shown, '<link rel="canonical"')).toEqual([publicUrl + path.replaceAll('&', '&amp;')])
      expect(shown).toContain(`<h1 lang="fr">${slug.replace('&', '&amp;').replace('"', '&quot;')} fr</h1>`)
      expect((await site.get(`${path}.md`)).status).toBe(200)
    }
  })

  it('says nothing that ends its own page: HTML, scripts, links to nowhere good', async () => {
    const evil = '</script><script>alert(1)</script><!--'
    await withGuides(
      guide('mal', 'fr', {
        title: `Mal ${evil}`,
        summary: evil,
        body: `## ${evil}\n\n1. ${evil}\n\n[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) [d](/\\evil.example) ![e](https://evil.example/x.png)\n\n- [ ] f`,
      }),
    )
    for (const path of ['/fr/mal', '/fr', '/fr/search?q=mal', '/fr/guides/other']) {
      const shown = await page(path)
      expect(shown).not.toContain('<script>')
      expect(shown).not.toMatch(
        /javascript:|data:text|evil\.example|<img|<input type="checkbox|<input disabled/,
      )
    }
    expect(structuredIn(await page('/fr/mal'))[0]).toMatchObject({ name: `Mal ${evil}`, description: evil })
  })

  it('without steps is questions and answers to machines', async () => {
    await withGuides(guide('vin', 'fr'), guide('eau', 'fr', { body: 'De l’**eau**.' }))
    expect(structuredIn(await page('/fr/vin'))[0]).toMatchObject({
      '@type': 'FAQPage',
      mainEntity: [
        { '@type': 'Question', name: 'Un', acceptedAnswer: { '@type': 'Answer', text: 'Texte.' } },
        { name: 'Deux' },
      ],
    })
    expect(structuredIn(await page('/fr/eau'))[0]).toMatchObject({
      mainEntity: [{ name: 'eau fr', acceptedAnswer: { text: 'De l’eau.' } }],
    })
  })

  it('what it links in a list of its own is related, and shown once', async () => {
    const body = '## Un\n\nTexte.\n\n## Voir aussi\n\n- [Eau](../eau/fr.md)\n- [Feu](../feu/fr.md)\n'
    await withGuides(guide('vin', 'fr', { body, related: ['feu'] }), guide('eau', 'fr'), guide('feu', 'fr'))
    const shown = await page('/fr/vin')
    expect(shown).not.toContain('Voir aussi')
    for (const slug of ['eau', 'feu'])
      expect(hrefs(shown, '<a').filter(href => href === `/fr/${slug}`)).toHaveLength(1)
  })
})
