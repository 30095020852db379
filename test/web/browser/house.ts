import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Locale } from '../../../bot/core/catalogue.ts'
import { demoPassword } from '../../../bot/demo.ts'
import { loginOf } from '../../support/demo.ts'
import { freePort } from '../../support/port.ts'
import { started } from '../../support/started.ts'
import { codeOf } from '../walk.ts'

/** The product as a service starts it, with a demo of its own, on a port that is free. */
export async function openHouse() {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-house-'))
  const url = `http://localhost:${await freePort()}`
  const child = spawn(process.execPath, started('bot/main.ts'), {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      DATABASE_URL: `file:${join(folder, 'concierge.json')}`,
      PORT: new URL(url).port,
      PUBLIC_URL: url,
      VAULT_KEY: randomBytes(32).toString('base64'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(100)
  return {
    url,
    folder,
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await rm(folder, { recursive: true })
    },
  }
}

/** Presses the button of a form. */
export const send = (page: Page): Promise<void> => page.locator('main form.fields button.primary').click()

/** Signs in somebody without 2FA. */
export async function signIn(page: Page, locale: Locale, user: string): Promise<void> {
  await page.goto(`/${locale}/sign-in`)
  await page.fill('[name=login]', loginOf(user))
  await page.fill('[name=password]', demoPassword)
  await send(page)
  // Somebody with 2FA does not come here.
  await page.waitForURL(url => !url.pathname.includes('sign-in'))
}

/** Switches 2FA on for whoever is signed in (TFA-2); the ten backup codes. */
export async function enable2fa(page: Page, locale: Locale): Promise<string[]> {
  await page.goto(`/${locale}/do/enable-2fa`)
  await page.waitForURL(/\/once\//)
  await page.fill('[name=password]', demoPassword)
  await send(page)
  await page.locator('main img').waitFor()
  const [secret = ''] = await page.locator('.secrets code').allTextContents()
  await page.fill('[name=code]', codeOf(secret))
  await send(page)
  await page.locator('.secrets code').nth(9).waitFor()
  return page.locator('.secrets code').allTextContents()
}
