import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { elements, textsOf, xml } from './documents.ts'
import { openSite, publicUrl, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const text = async (path: string) => (await site.get(path)).text()
const slugs = () => site.desk.setting.guides.all('fr').map(({ slug }) => slug)

describe('what machines read', () => {
  it('the sitemap names every page in every language, each with all the others', async () => {
    const sitemap = xml(await text('/sitemap.xml'))
    const places = textsOf(sitemap, 'loc')
    for (const locale of locales)
      for (const path of ['', '/guides/account', ...slugs().map(slug => `/${slug}`)])
        expect(places).toContain(`${publicUrl}/${locale}${path}`)
    for (const url of elements(sitemap, 'url')) {
      const languages = elements(url, 'xhtml:link').map(link => link.getAttribute('hreflang'))
      expect(languages).toEqual([...locales, 'x-default'])
    }
  })

  it('each address of the sitemap is a page', async () => {
    const places = textsOf(xml(await text('/sitemap.xml')), 'loc')
    const statuses = await Promise.all(
      places.map(async place => (await site.get(place.slice(publicUrl.length), { method: 'HEAD' })).status),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
  }, 30_000)

  it('the picture that others show beside a link is a PNG of the size that they ask for', async () => {
    const response = await site.get('/picture.png')
    expect(response.headers.get('content-type')).toBe('image/png')
    const { format, width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: 1200, height: 630 })
  })

  it('robots are told where the sitemap is and what is not theirs, and no guide is among that', async () => {
    const robots = await text('/robots.txt')
    expect(robots).toContain(`Sitemap: ${publicUrl}/sitemap.xml\n`)
    for (const name of ['ask', 'account', 'sign-in', 'once', 'do'])
      expect(robots).toContain(`Disallow: /*/${name}/\n`)
    const rules = [...robots.matchAll(/Disallow: (.*)/g)].map(
      ([, rule = '']) => new RegExp(`^${rule.replace(/[.?]/g, '\\$&').replace('*', '.*')}`),
    )
    for (const slug of [...slugs(), 'account-security', 'ask-for-help'])
      expect(rules.some(rule => rule.test(`/fr/${slug}`))).toBe(false)
    expect(rules.some(rule => rule.test('/de/once/abc'))).toBe(true)
  })

  it.each(locales)('the feed of changed guides is Atom, dated, the latest first (%s)', async locale => {
    const response = await site.get(`/${locale}/feed.xml`)
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const feed = xml(await response.text())
    expect(textsOf(feed, 'id')[0]).toBe(`${publicUrl}/${locale}/feed.xml`)
    const entries = elements(feed, 'entry')
    expect(entries.length).toBe(slugs().length)
    const days = entries.map(entry => textsOf(entry, 'updated')[0]!)
    for (const day of days) expect(Number.isNaN(Date.parse(day))).toBe(false)
    expect(days).toEqual(days.toSorted().reverse())
    expect(textsOf(entries[0]!, 'title')[0]).not.toBe('')
  })

  it.each(locales)('a browser is told how to search here (%s)', async locale => {
    const description = xml(await text(`/${locale}/opensearch.xml`))
    const [url] = elements(description, 'Url')
    expect(url?.getAttribute('template')).toBe(`${publicUrl}/${locale}/search?q={searchTerms}`)
    expect(textsOf(description, 'ShortName')[0]!.length).toBeLessThanOrEqual(16)
    expect(JSON.parse(await text(`/${locale}/manifest.webmanifest`))).toMatchObject({
      start_url: `/${locale}`,
      lang: locale,
    })
  })

  it.each(locales)('every guide is there as Markdown, its links lead to web addresses (%s)', async locale => {
    const list = await text(`/${locale}/llms.txt`)
    expect(list).toMatch(/^# .+\n\n> .+\n/)
    for (const slug of slugs()) {
      const address = `${publicUrl}/${locale}/${slug}.md`
      expect(list).toContain(`(${address})`)
      const response = await site.get(`/${locale}/${slug}.md`)
      expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
      expect(response.headers.get('link')).toBe(`<${publicUrl}/${locale}/${slug}>; rel="canonical"`)
      const guide = await response.text()
      expect(guide).toMatch(/^# .+\n\n> .+\n\n/)
      expect(guide).not.toContain('](../')
    }
    expect(await text(`/${locale}/remove-2fa.md`)).toContain(`](${publicUrl}/${locale}/set-recovery-email#`)
  })

  it('the list for language models comes in the language that is asked for', async () => {
    const response = await site.get('/llms.txt', { headers: { 'Accept-Language': 'it' } })
    expect(await response.text()).toBe(await text('/it/llms.txt'))
    expect(response.headers.get('vary')).toContain('Accept-Language')
  })

  it('no page is asked of another site: what a page fetches is ours', async () => {
    const page = await text('/fr/remove-2fa')
    const fetched = [
      ...page.matchAll(
        /<(?:script|img|link rel="(?:stylesheet|icon|manifest)")[^>]* (?:src|href)="([^"]*)"/g,
      ),
    ]
    expect(fetched.length).toBeGreaterThan(2)
    for (const [, address = ''] of fetched) {
      expect(address).toMatch(/^\/[a-z]/)
      expect((await site.get(address)).status).toBe(200)
    }
  })
})
