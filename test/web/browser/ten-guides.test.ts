import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locale } from '../../../bot/core/catalogue.ts'
import { demoPassword } from '../../../bot/demo.ts'
import { words } from '../../support/desk.ts'
import { browserPath, openBrowser } from '../browser.ts'
import { enable2fa, openHouse, send, signIn } from './house.ts'

/** A guide that is found by search, read, and done to its receipt, in two languages. What the second does differs, or goes back. */
interface Way {
  slug: string
  locales: [Locale, Locale]
  user: string
  /** What is filled in, by language: a value, or the label of a choice. */
  fill?: [Record<string, string>, Record<string, string>]
  go?: (page: Page, locale: Locale) => Promise<void>
}

const ways: Way[] = [
  {
    slug: 'change-role',
    locales: ['fr', 'de'],
    user: 'claire',
    fill: [
      { member: 'nina@example.org', role: 'administrator' },
      { member: 'nina@example.org', role: 'collaborator' },
    ],
  },
  {
    slug: 'set-renewal-warranty',
    locales: ['it', 'en'],
    user: 'claire',
    fill: [
      { product: 'Synology NAS', on: 'true' },
      { product: 'Synology NAS', on: 'false' },
    ],
  },
  { slug: 'remove-2fa', locales: ['es', 'fr'], user: 'oliver', go: onAndOff },
  {
    slug: 'switch-organisation',
    locales: ['de', 'it'],
    user: 'claire',
    fill: [{ organisation: 'Association Les Cimes' }, { organisation: 'Atelier Lumière' }],
  },
  {
    slug: 'set-newsletters',
    locales: ['en', 'es'],
    user: 'giulia',
    fill: [{ subscribe: 'tips' }, { subscribe: 'events' }],
  },
  {
    slug: 'set-recovery-email',
    locales: ['fr', 'it'],
    user: 'lucia',
    fill: [{ email: 'one@elsewhere.example' }, { email: 'two@elsewhere.example' }],
  },
  {
    slug: 'upgrade-suite',
    locales: ['de', 'es'],
    user: 'claire',
    fill: [
      { suite: 'kSuite Atelier Lumière', offer: 'business' },
      { suite: 'kSuite Atelier Lumière', offer: 'enterprise' },
    ],
  },
  {
    slug: 'send-feedback',
    locales: ['en', 'it'],
    user: 'nina',
    fill: [
      { service: 'kdrive', text: 'Sort folders by colour' },
      { service: 'mail', text: 'Cartelle per colore' },
    ],
  },
  { slug: 'add-payment-method', locales: ['fr', 'es'], user: 'claire', go: addCard },
  { slug: 'set-branding', locales: ['de', 'en'], user: 'claire', go: withLogo },
]

describe.runIf(browserPath)('a guide is found, read, and done to its receipt', { timeout: 120_000 }, () => {
  let browser: Browser
  let house: Awaited<ReturnType<typeof openHouse>>
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([openBrowser(), openHouse()])
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  const cases = ways.flatMap(way => way.locales.map((locale, place) => ({ ...way, locale, place })))
  it.each(cases)('$slug ($locale) ACT-2', async ({ slug, locale, place, user, fill, go }) => {
    const context = await browser.newContext({ baseURL: house.url })
    const page = await context.newPage()
    try {
      await signIn(page, locale, user)
      await find(page, locale, slug)
      await page.locator(`main a[href^="/${locale}/do/"]`).first().click()
      await (go ? go(page, locale) : change(page, locale, fill![place]!))
      expect(await page.locator('main .view').getAttribute('class')).toContain('receipt')
    } finally {
      await context.close()
    }
  })
})

const t = (locale: Locale) => words(locale).t

/** Types a question that people ask, and follows the first guide among the results. */
async function find(page: Page, locale: Locale, slug: string): Promise<void> {
  const file = new URL(`../../questions/${locale}.jsonl`, import.meta.url)
  const asked = (await readFile(file, 'utf8')).trim().split('\n')
  const { question } = asked.map(line => JSON.parse(line)).find(one => one.slug === slug)
  await page.goto(`/${locale}`)
  await page.fill('#q', question)
  await page
    .locator(`[role=option] a[href^="/${locale}/${slug}"], [role=option][href^="/${locale}/${slug}"]`)
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?/)
  await page.locator('main ol a').first().click()
  await page.waitForURL(new RegExp(`/${locale}/${slug}`))
}

/** Fills in a form, reads the preview, confirms it. */
async function change(page: Page, locale: Locale, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await put(page, name, value)
  await send(page)
  await page.waitForURL(/\/change\//)
  await page.getByRole('button', { name: t(locale)('desk.confirm'), exact: true }).click()
  await page.locator('main .view.receipt').waitFor()
}

async function put(page: Page, name: string, value: string): Promise<void> {
  const control = page.locator(`main form.fields [name="${name}"]`)
  // To count does not wait for the page.
  await control.first().waitFor({ state: 'attached' })
  const box = page.locator(`main form.fields [name="${name}"][value="${value}"]`)
  if ((await control.and(page.locator('select')).count()) > 0) {
    const byValue = await control.locator(`option[value="${value}"]`).count()
    await control.selectOption(byValue ? { value } : { label: value })
  } else if (await box.count()) await box.check()
  else await control.fill(value)
}

/** TFA-2, TFA-3: 2FA is switched on by the app, then taken away by password and a backup code. */
async function onAndOff(page: Page, locale: Locale): Promise<void> {
  const [code = ''] = await enable2fa(page, locale)
  await page.goto(`/${locale}/do/remove-2fa`)
  await page.waitForURL(/\/once\//)
  await page.fill('[name=password]', demoPassword)
  await page.fill('[name=code]', code)
  await send(page)
  await page.locator('main .view.receipt').waitFor()
}

/** PAY-3: the card is typed on the provider's page. */
async function addCard(page: Page): Promise<void> {
  await page.waitForURL(/\/once\//)
  await page.locator('main a[href*="/test-provider/"]').click()
  await page.fill('[name=number]', '5555 5555 5555 4444')
  await page.fill('[name=expiry]', '12/34')
  await page.fill('[name=code]', '123')
  await page.locator('button').first().click()
  await page.waitForURL(/\/once\//)
  await send(page)
  await page.locator('main .view.receipt').waitFor()
}

/** BRAND-4, BRAND-5: a square logo is uploaded, shown, confirmed. */
async function withLogo(page: Page, locale: Locale): Promise<void> {
  const [red, green] = locale === 'de' ? [200, 30] : [30, 200]
  const background = { r: red, g: green, b: 90 }
  const logo = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer()
  await put(page, 'square', 'logo')
  await page.setInputFiles('[name=logo]', { name: 'logo.png', mimeType: 'image/png', buffer: logo })
  await send(page)
  await page.waitForURL(/\/change\//)
  await page.locator('main img').waitFor()
  await page.getByRole('button', { name: t(locale)('desk.confirm'), exact: true }).click()
  await page.locator('main .view.receipt').waitFor()
}
