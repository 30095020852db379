import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openSession } from '../../../bot/core/sessions.ts'
import { openBrowser } from '../browser.ts'
import { openSite, type Site } from '../site.ts'

/** A browser and a site for the tests of a `describe`, opened before them and closed after them. */
export function openStage() {
  const stage = {} as { browser: Browser; site: Site }
  beforeAll(async () => {
    ;[stage.browser, stage.site] = await Promise.all([openBrowser(), openSite()])
  }, 60_000)
  afterAll(async () => {
    await stage.browser?.close()
    await stage.site?.close()
  })
  return stage
}

/** A page of somebody who is signed in, or of nobody. */
export async function pageFor(
  { browser, site }: ReturnType<typeof openStage>,
  user: string | undefined,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, ...options })
  if (user !== undefined) {
    const { token } = await site.desk.store.transact(tables => openSession(tables, user, site.desk.clock.now))
    await context.addCookies([{ name: 'session', value: token, url: site.url }])
  }
  return context.newPage()
}
