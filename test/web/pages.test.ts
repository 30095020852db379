import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import { hrefs, structuredIn } from './documents.ts'
import { openSite, publicUrl, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const page = async (path: string) => (await site.get(path)).text()
const words = (locale: Locale) => site.desk.setting.words(locale)

describe.each(locales)('the front door (%s)', locale => {
  it('leads to every guide, by subject, and to what can be done at once', async () => {
    const home = await page(`/${locale}`)
    for (const { slug } of site.desk.setting.guides.all(locale))
      expect(home).toContain(`href="/${locale}/${slug}"`)
    expect(home.indexOf('role="search"')).toBeLessThan(home.indexOf('class="subject"'))
    expect(home).toContain(words(locale).t('web.home.subjects.account'))
    expect(home).not.toContain(words(locale).t('web.home.subjects.other'))
    for (const action of ['change-role', 'set-newsletters', 'upgrade-suite'])
      expect(home).toContain(`href="/${locale}/do/${action}"`)
    // What is for agents, and what only a chat has, is offered to no visitor.
    for (const action of ['decide-2fa-recovery', 'set-channel', 'renew-product'])
      expect(home).not.toContain(`/do/${action}"`)
  })

  it('a subject has a page of its own', async () => {
    const subject = await page(`/${locale}/guides/organisation`)
    expect(subject).toContain(`<h1>${words(locale).t('web.home.subjects.organisation')}</h1>`)
    for (const slug of ['change-role', 'set-branding', 'switch-organisation'])
      expect(subject).toContain(`href="/${locale}/${slug}"`)
    expect(subject).not.toContain(`href="/${locale}/remove-2fa"`)
  })
})

describe.each(locales)('a guide (%s)', locale => {
  it('is told to machines: its own address, the others, its steps, the way to it', async () => {
    for (const { slug, title } of site.desk.setting.guides.all(locale)) {
      const guide = await page(`/${locale}/${slug}`)
      const url = `${publicUrl}/${locale}/${slug}`
      expect(hrefs(guide, '<link rel="canonical"')).toEqual([url])
      expect(hrefs(guide, '<link rel="alternate" hreflang=')).toEqual([
        ...locales.map(one => `${publicUrl}/${one}/${slug}`),
        `${publicUrl}/fr/${slug}`,
      ])
      expect(guide).toContain(`<html lang="${locale}">`)
      expect(guide).toContain(`<meta property="og:url" content="${url}" />`)
      expect(guide).toContain(`<meta property="og:image" content="${publicUrl}/picture.png" />`)
      expect(guide).toMatch(new RegExp(`<meta property="og:locale" content="${locale}_[A-Z]{2}" />`))
      expect(guide).not.toContain('noindex')
      const [told, way] = structuredIn(guide)
      expect(told).toMatchObject({
        '@type': 'HowTo',
        name: title,
        url,
        inLanguage: locale,
        dateModified: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      })
      const steps = told!.step as { '@type': string; itemListElement: { text: string }[] }[]
      expect(steps.length).toBeGreaterThan(0)
      for (const { itemListElement } of steps)
        for (const { text } of itemListElement) expect(text).toMatch(/^[^<>*[\]]+$/)
      expect(way).toMatchObject({ '@type': 'BreadcrumbList' })
      expect((way!.itemListElement as { name: string }[]).at(-1)).toMatchObject({ name: title, item: url })
    }
  })

  it('has contents that lead to its sections, steps, related guides, and *Do it for me*', async () => {
    const guide = await page(`/${locale}/change-role`)
    const contents = guide.slice(guide.indexOf('class="contents"'), guide.indexOf('<article'))
    const anchors = hrefs(contents, '<a').map(anchor => decodeURIComponent(anchor.slice(1)))
    expect(anchors.length).toBeGreaterThan(5)
    for (const anchor of anchors) expect(guide).toMatch(new RegExp(`<h[234] id="${anchor}">`))
    expect(guide).toContain('<ol>')
    expect(guide).toContain(`class="button primary" href="/${locale}/do/change-role"`)
    for (const action of ['set-permissions', 'list-members', 'show-audit'])
      expect(guide).toContain(`href="/${locale}/do/${action}"`)
    const related = guide.slice(guide.indexOf('class="related"'))
    for (const slug of ['switch-organisation', 'set-branding'])
      expect(related).toContain(`href="/${locale}/${slug}"`)
  })

  it('leads to the same guide in the other languages, each named in itself', async () => {
    const guide = await page(`/${locale}/remove-2fa`)
    for (const one of locales)
      expect(guide).toMatch(
        new RegExp(`<a href="/${one}/remove-2fa" lang="${one}"[^>]*>${words(one).t(`languages.${one}`)}</a>`),
      )
  })

  it('links other guides by their pages', async () => {
    for (const { slug } of site.desk.setting.guides.all(locale)) {
      const links = hrefs(await page(`/${locale}/${slug}`), '<a').filter(href => href.startsWith('/'))
      for (const link of new Set(links)) expect(link).toMatch(/^\/(fr|en|de|it|es)(\/|$)/)
    }
  })
})

it('pages of one’s own are found by no robot', async () => {
  for (const path of ['/fr/ask', '/fr/search?q=role', '/fr/nothing'])
    expect(await page(path)).toContain('<meta name="robots" content="noindex" />')
})

it('the front door names itself in each language, and the one that finds out', async () => {
  const alternates = hrefs(await page('/de'), '<link rel="alternate" hreflang=')
  expect(alternates).toEqual([...locales.map(one => `${publicUrl}/${one}`), `${publicUrl}/`])
})
