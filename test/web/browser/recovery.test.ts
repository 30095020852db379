import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../../../bot/demo.ts'
import { loginOf } from '../../support/demo.ts'
import { words } from '../../support/desk.ts'
import { browserPath, openBrowser } from '../browser.ts'
import { enable2fa, openHouse, send, signIn } from './house.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n')
const de = words('de').t
const it_ = words('it').t

/** A photograph that is a page and a PDF too, and tells where it was taken. */
const photograph = async (): Promise<Buffer> => {
  const picture = sharp({ create: { width: 3200, height: 2400, channels: 3, background: 'tan' } })
  const jpeg = await picture
    .withExif({ IFD0: { Copyright: 'taken at home' } })
    .jpeg()
    .toBuffer()
  return Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>%PDF-1.7 %%EOF')])
}

describe.runIf(browserPath)('2FA that is lost, in a browser', { timeout: 90_000 }, () => {
  let browser: Browser
  let house: Awaited<ReturnType<typeof openHouse>>
  let contexts: BrowserContext[]
  beforeAll(async () => {
    ;[browser, house] = await Promise.all([openBrowser(), openHouse()])
    contexts = await Promise.all([1, 2].map(() => browser.newContext({ baseURL: house.url })))
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  const documents = () => readdir(join(house.folder, 'documents'))
  const mailsWith = async (text: string): Promise<string[]> => {
    const folder = join(house.folder, 'mail')
    const mails = await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')))
    return mails.filter(mail => mail.includes(text))
  }

  it('TFA-4 documents are handed in, looked at, refused with a reason, handed in again, accepted, and gone each time', async () => {
    const [holder, agent] = await Promise.all(contexts.map(context => context.newPage()))
    await switchOn(holder!)
    await holder!.context().clearCookies()
    await handIn(holder!)
    expect((await documents()).map(name => name.split('.').at(-1)).sort()).toEqual(['jpeg', 'pdf'])

    await signIn(agent!, 'it', 'agent')
    await openRequest(agent!)
    const picture = agent!.locator('ul.documents img')
    await expect
      .poll(() => agent!.evaluate("document.querySelector('ul.documents img').naturalWidth"))
      .toBe(3000)
    const shown = await agent!.request.get((await picture.getAttribute('src')) ?? '')
    expect((await shown.body()).includes('<script>')).toBe(false)
    await agent!.getByRole('button', { name: it_('web.recovery.refuse') }).click()
    await agent!.locator('#reason-error').waitFor()
    await agent!.fill('#reason', 'La foto è sfocata')
    await agent!.getByRole('button', { name: it_('web.recovery.refuse') }).click()
    await confirm(agent!)
    await expect.poll(documents).toEqual([])
    await expect.poll(() => mailsWith('La foto è sfocata')).toHaveLength(1)

    await handIn(holder!)
    await openRequest(agent!)
    await agent!.getByRole('button', { name: it_('web.recovery.approve') }).click()
    await confirm(agent!)
    await expect.poll(documents).toEqual([])
    await signIn(holder!, 'de', 'nina')
    await agent!.goto('/it/requests')
    await agent!.getByText(it_('web.recovery.none')).waitFor()
  })

  async function switchOn(page: Page): Promise<void> {
    await signIn(page, 'de', 'nina')
    await enable2fa(page, 'de')
  }

  /** From the second step of the sign-in, without a code, to the receipt. */
  async function handIn(page: Page): Promise<void> {
    await page.goto('/de/sign-in')
    await page.fill('[name=login]', loginOf('nina'))
    await page.fill('[name=password]', demoPassword)
    await send(page)
    await page.getByRole('button', { name: words('de').word('actions.request-2fa-recovery.name') }).click()
    await page.waitForURL(/\/once\//)
    await page.fill('[name=login]', loginOf('nina'))
    await page.fill('[name=password]', demoPassword)
    await page.setInputFiles('[name=documents]', [
      { name: 'ausweis.jpg', mimeType: 'image/jpeg', buffer: await photograph() },
      { name: 'selfie.pdf', mimeType: 'application/pdf', buffer: pdf },
    ])
    await send(page)
    await page.locator('main .view.receipt').waitFor()
    expect(await page.locator('main').innerText()).toContain(de('web.sign-in.title'))
  }

  async function openRequest(page: Page): Promise<void> {
    await page.goto('/it/requests')
    await page.getByRole('link', { name: 'Nina Keller' }).click()
    await page.waitForURL(/\/requests\//)
  }

  async function confirm(page: Page): Promise<void> {
    await page.getByRole('button', { name: it_('desk.confirm'), exact: true }).click()
    await page.locator('main .view.receipt').waitFor()
  }
})
