import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../../bot/core/catalogue.ts'
import { demoPassword } from '../../../bot/demo.ts'
import { loginOf } from '../../support/demo.ts'
import { browserPath, findings, overflow } from '../browser.ts'
import { openStage, pageFor } from './stage.ts'

const widths = [360, 768, 1440]

/** Pages of whoever signs in, or finishes what is secret: how each is come to, by somebody or nobody. */
const pages: Record<string, { user?: string; go: (page: Page, locale: string) => Promise<unknown> }> = {
  'signing in': { go: (page, locale) => page.goto(`/${locale}/sign-in`) },
  'a wrong password': {
    async go(page, locale) {
      await page.goto(`/${locale}/sign-in`)
      await page.fill('[name=login]', loginOf('oliver'))
      await page.fill('[name=password]', 'wrong')
      const answered = page.waitForResponse(response => response.status() === 422)
      await page.locator('main button.primary').click()
      await answered
      await page.waitForLoadState()
    },
  },
  'a forgotten password': { go: (page, locale) => page.goto(`/${locale}/password`) },
  'a spent link': { go: (page, locale) => page.goto(`/${locale}/once/reset-password/nothing`) },
  'a one-time page, and what comes of it': {
    user: 'paul',
    async go(page, locale) {
      await page.goto(`/${locale}/do/enable-2fa`)
      await page.fill('[name=password]', demoPassword)
      await page.locator('main form.fields button.primary').click()
      await page.locator('main img').waitFor()
    },
  },
  'the way to a card': {
    user: 'claire',
    go: (page, locale) => page.goto(`/${locale}/do/add-payment-method`),
  },
  'documents to hand in': { go: (page, locale) => page.goto(`/${locale}/do/request-2fa-recovery`) },
  'the account, with all that was done': {
    user: 'claire',
    async go(page, locale) {
      await page.goto(`/${locale}/do/rename-organisation`)
      await page.fill('[name=name]', `Atelier Lumière ${locale}`)
      await page.locator('main form.fields button.primary').click()
      await page.locator('main button[value^="confirm:"]').click()
      await page.goto(`/${locale}/account`)
      for (const list of await page.locator('main details summary').all()) await list.click()
    },
  },
  'the agents’ requests': { user: 'agent', go: (page, locale) => page.goto(`/${locale}/requests`) },
}

describe.runIf(browserPath)('every page of one’s own', { timeout: 60_000 }, () => {
  const stage = openStage()

  describe.each(locales)('%s', locale => {
    it.each(Object.entries(pages))('%s: WCAG 2.2 AA, and nothing stands out', async (_, { user, go }) => {
      const page = await pageFor(stage, user, { bypassCSP: true })
      await go(page, locale)
      expect(await findings(page)).toEqual([])
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        expect({ width, over: await overflow(page) }).toEqual({ width, over: 0 })
      }
      await page.context().close()
    })
  })
})
