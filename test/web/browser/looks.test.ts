import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../../bot/core/catalogue.ts'
import { browserPath, findings, overflow } from '../browser.ts'
import { openStage } from './stage.ts'

const pages = {
  'the front door': '',
  'a subject': '/guides/organisation',
  'a guide': '/remove-2fa',
  'a guide with a long list of services': '/send-feedback',
  'what was missing': '/change-role?helpful=no',
  thanks: '/change-role?helpful=told',
  results: '/search?q=2FA',
  'no answer': '/search?q=zebra+quantum+sandwich',
  'a card number': '/search?q=4242424242424242',
  'no such page': '/chnage-role',
}
const widths = [360, 768, 1440]

describe
  .skipIf(!browserPath)
  .concurrent('every public page, in both themes, on a phone and on a wide screen', () => {
    const stage = openStage()

    /** A page that notes what it asks of others, and what it complains of. */
    async function open(path: string): Promise<{ page: Page; wrong: string[] }> {
      const context = await stage.browser.newContext({ bypassCSP: true })
      const page = await context.newPage()
      const wrong: string[] = []
      page.on('request', request => {
        if (!request.url().startsWith(`${stage.site.url}/`)) wrong.push(`asks ${request.url()}`)
      })
      page.on('pageerror', error => wrong.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error' && !message.text().includes('404')) wrong.push(message.text())
      })
      await page.goto(stage.site.url + path)
      return { page, wrong }
    }

    describe.each(locales)('%s', locale => {
      it.each(Object.entries(pages))(
        '%s: WCAG 2.2 AA, nothing stands out, nothing is asked of others',
        async (_, path) => {
          const { page, wrong } = await open(`/${locale}${path}`)
          expect(await findings(page)).toEqual([])
          for (const width of widths) {
            await page.setViewportSize({ width, height: 800 })
            expect({ width, overflow: await overflow(page) }).toEqual({ width, overflow: 0 })
          }
          expect(wrong).toEqual([])
          await page.context().close()
        },
        60_000,
      )
    })

    it('the first results below the search box', async () => {
      const { page, wrong } = await open('/de')
      await page.getByRole('combobox').fill('rolle')
      await page.getByRole('option').first().waitFor()
      expect(await findings(page)).toEqual([])
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        expect(await overflow(page)).toBe(0)
      }
      expect(wrong).toEqual([])
      await page.context().close()
    }, 60_000)
  })
