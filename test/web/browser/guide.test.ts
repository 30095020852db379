import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browserPath, hasFocus } from '../browser.ts'
import { openStage } from './stage.ts'

describe.skipIf(!browserPath)('reading', { timeout: 60_000 }, () => {
  const stage = openStage()

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await stage.browser.newContext(options)).newPage()
    await page.goto(stage.site.url + path)
    return page
  }
  const counted = async (verdict: string, guide: string) =>
    (await stage.site.desk.get('counters', `${verdict} ${guide}`))?.value

  it('an opinion is sent in place, and answered where it was asked', async () => {
    const page = await visit('/en/upgrade-suite')
    await page.getByRole('button', { name: 'No', exact: true }).click()
    const missing = page.getByRole('textbox', { name: 'What was missing?' })
    await missing.fill('The price in euros')
    expect(new URL(page.url()).search).toBe('')
    await page.locator('#opinion').getByRole('button', { name: 'Send' }).click()
    await page.locator('#opinion .good').waitFor()
    expect(await counted('unhelpful', 'upgrade-suite/en')).toBe(1)
    const gaps = await stage.site.desk.store.read(tables => tables.gaps.find({ locale: 'en' }))
    expect(gaps.map(({ question }) => question)).toContain('Upgrade your suite: The price in euros')
    await page.context().close()
  })

  it('works without a script: search, read, the languages, an opinion', async () => {
    const page = await visit('/es', { javaScriptEnabled: false })
    await page.getByRole('searchbox').fill('¿cómo cambio el rol de un compañero?')
    await page.keyboard.press('Enter')
    await page.locator('.results a').first().click()
    await page.waitForURL(/\/es\/change-role/)
    await page.locator('.languages summary').click()
    await page.locator('.languages').getByRole('link', { name: 'Deutsch' }).click()
    await page.waitForURL('**/de/change-role')
    await page.getByRole('button', { name: 'Ja' }).click()
    await page.waitForURL('**/de/change-role?helpful=yes#opinion')
    expect(await counted('helpful', 'change-role/de')).toBe(1)
    await page.context().close()
  })

  it('by keys alone: past the header, into the languages and out again, to a section and its own address', async () => {
    const page = await visit('/fr/remove-2fa')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#main')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')

    const menu = page.locator('.languages summary')
    await menu.focus()
    await page.keyboard.press('Enter')
    const italian = page.locator('.languages').getByRole('link', { name: 'italiano' })
    await italian.waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect(await italian.isVisible()).toBe(false)
    expect(await hasFocus(menu)).toBe(true)

    const anchor = page.getByRole('link', { name: 'Lien vers « Demander une récupération »' })
    await anchor.focus()
    await page.keyboard.press('Enter')
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#demander-une-récupération')
    await page.context().close()
  })

  it('nobody is shut out by large letters, and paper holds the guide alone', async () => {
    const page = await visit('/de/remove-2fa', { viewport: { width: 320, height: 256 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    await page.emulateMedia({ media: 'print' })
    for (const part of ['.masthead', '.doing', '.contents', '.opinion', '.colophon'])
      expect(await page.locator(part).isVisible()).toBe(false)
    expect(await page.locator('article').isVisible()).toBe(true)
    await page.context().close()
  })

  it('a guide is 30 kB at most on the way, and what it takes up to the first results 60 kB', async () => {
    const page = await visit('/fr')
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    for (const { slug } of stage.site.desk.setting.guides.all('de')) {
      bytes = 0
      await page.goto(`${stage.site.url}/de/${slug}`, { waitUntil: 'networkidle' })
      expect({ slug, small: bytes > 0 && bytes <= 30_000, bytes }).toMatchObject({ slug, small: true })
    }
    bytes = 0
    await page.goto(`${stage.site.url}/de`, { waitUntil: 'networkidle' })
    await page.getByRole('combobox').pressSequentially('rolle')
    await page.getByRole('option').first().waitFor()
    expect(bytes).toBeGreaterThan(1000)
    expect(bytes).toBeLessThanOrEqual(60_000)
    await page.context().close()
  })
})
