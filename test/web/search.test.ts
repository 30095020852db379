import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import type { Suggestions } from '../../bot/surfaces/web/parts/suggestions.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const page = async (locale: Locale, question: string) =>
  (await site.get(`/${locale}/search?q=${encodeURIComponent(question)}`)).text()
const typed = async (locale: Locale, question: string): Promise<Suggestions> =>
  (await site.get(`/${locale}/search.json?q=${encodeURIComponent(question)}`)).json() as Promise<Suggestions>
const t = (locale: Locale) => site.desk.setting.words(locale).t

const asked: Record<Locale, string> = {
  fr: 'comment changer le rôle d’un collègue ?',
  en: 'how do I change a colleague’s role?',
  de: 'Wie ändere ich die Rolle eines Kollegen?',
  it: 'come cambio il ruolo di un collega?',
  es: '¿cómo cambio el rol de un compañero?',
}

describe.each(locales)('search (%s)', locale => {
  it('leads to the guide that answers, with the words that match and what can be done', async () => {
    const results = await page(locale, asked[locale])
    expect(results).toMatch(new RegExp(`<h2><a href="/${locale}/change-role(?:#[^"]+)?">`))
    expect(results).toContain('<mark>')
    expect(results).toContain(`href="/${locale}/do/change-role"`)
    expect(results).not.toContain(t(locale)('web.search.unknown'))
  })

  it('says honestly what it does not know, and leads on to the desk and to a person', async () => {
    const results = await page(locale, 'zebra quantum sandwich')
    expect(results).toContain(t(locale)('web.search.unknown'))
    expect(results).toContain('name="press" value="person"')
    expect(results).toContain('name="text" value="zebra quantum sandwich"')
    const near = [...results.matchAll(/<h2><a href="\/([a-z]{2})\//g)].map(([, language]) => language)
    expect(near.length).toBeLessThanOrEqual(4)
    expect(new Set([...near, locale])).toEqual(new Set([locale]))
  })

  it('shows the first results while one types, each with its words', async () => {
    const half = asked[locale].slice(0, 24).trim()
    const { status, groups } = await typed(locale, half)
    expect(status).not.toBe('')
    const options = groups.flatMap(group => group.options)
    expect(options.some(({ url }) => url.startsWith(`/${locale}/change-role`))).toBe(true)
    expect(options.at(-1)?.url).toBe(`/${locale}/search?q=${encodeURIComponent(half)}`)
    expect(JSON.stringify(groups).length).toBeLessThan(4000)
    for (const { url } of options.filter(({ url }) => !url.includes('/do/')))
      expect((await site.get(url)).status).toBe(200)
  })
})

describe('what is typed', () => {
  it('completes to a known question', async () => {
    const { groups } = await typed('en', 'who changed my')
    const questions = groups.find(({ label }) => label === t('en')('web.search.questions'))
    expect(questions?.options.map(({ title }) => title)).toContain('Who changed my role, and when?')
  })

  it('a misspelt word is offered as it is written, and only then', async () => {
    const { groups } = await typed('en', 'remove two-factor authentification')
    expect(groups[0]).toEqual({
      label: t('en')('web.search.respelt'),
      options: [
        {
          url: '/en/search?q=remove%20two-factor%20authentication',
          title: 'remove two-factor authentication',
        },
      ],
    })
    expect(await page('fr', 'changer le rôle')).not.toContain(t('fr')('web.search.respelt'))
    // A word that is being typed is not misspelt.
    expect((await typed('en', 'remove two-factor authen')).groups[0]?.label).toBe(
      t('en')('web.search.guides'),
    )
  })

  it('a guide of another language is shown as such', async () => {
    const results = await page('it', asked.de)
    expect(results).toContain('href="/de/change-role')
    expect(results).toContain('hreflang="de"')
    expect(results).toContain(t('it')('languages.de'))
  })

  it('is text, whatever it says', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u0000\u202e'
    const results = await page('fr', hostile)
    expect(results).not.toContain('<script>alert')
    expect(results).not.toContain('<img')
    for (const letter of ['\u0000', '\u202e']) expect(results).not.toContain(letter)
    expect(JSON.stringify(await typed('fr', hostile))).not.toContain('\u0000')
  })

  it('PAY-3 a card number is neither searched nor repeated', async () => {
    const results = await page('fr', 'ma carte 4242 4242 4242 4242')
    expect(results).toContain('PAY-3')
    expect(results).not.toContain('4242')
    expect(await typed('fr', 'ma carte 4242 4242 4242 4242')).toEqual({ status: '', groups: [] })
  })

  it.each(['', ' ', '?', '%', '\ud800', 'x'.repeat(5000)])('%.20j is no failure', async question => {
    const query = question.toWellFormed()
    expect((await site.get(`/fr/search?q=${encodeURIComponent(query)}`)).status).toBe(200)
    expect((await site.get(`/fr/search.json?q=${encodeURIComponent(query)}`)).status).toBe(200)
  })

  it('a question that is no text of UTF-8, or that is not there, is none', async () => {
    for (const query of ['?q=%E0%A4%A', '?q=%ff', '', '?q', '?q=a&q=b', '?x[y]=z'])
      expect((await site.get(`/fr/search${query}`)).status).toBe(200)
  })
})
