import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { browserPath, hasFocus } from '../browser.ts'
import { openStage } from './stage.ts'

describe.skipIf(!browserPath)('search by keys alone', { timeout: 60_000 }, () => {
  const stage = openStage()
  let page: Page
  beforeEach(async () => {
    page = await stage.browser.newPage()
  })
  afterEach(() => page.context().close())

  const box = () => page.getByRole('combobox')
  const options = () => page.getByRole('option')
  const activeOption = async () => {
    const id = await box().getAttribute('aria-activedescendant')
    return id === null ? null : page.locator(`[id="${id}"]`).textContent()
  }

  it('/ leads to the box, arrows to a result, Enter to its guide', async () => {
    await page.goto(`${stage.site.url}/en/set-branding`)
    await page.keyboard.press('/')
    await expect.poll(() => hasFocus(box())).toBe(true)
    await page.keyboard.type('change a colleague’s role')
    await expect.poll(() => options().first().textContent()).toContain('Change a member’s role')
    expect(await box().getAttribute('aria-expanded')).toBe('true')
    expect(await page.getByRole('status').first().textContent()).toMatch(/^\d+ guides? found$/)
    expect(await activeOption()).toBeNull()
    await page.keyboard.press('ArrowDown')
    expect(await activeOption()).toContain('Change a member’s role')
    expect(await options().first().getAttribute('aria-selected')).toBe('true')
    // What was typed stays, and keeps the focus.
    expect(await box().inputValue()).toBe('change a colleague’s role')
    expect(await hasFocus(box())).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/en\/change-role(#|$)/)
  })

  it('arrows go round by what was typed; Escape closes, and clears nothing', async () => {
    await page.goto(`${stage.site.url}/fr`)
    await box().pressSequentially('rôle')
    await options().first().waitFor()
    const count = await options().count()
    await page.keyboard.press('ArrowUp')
    expect(
      await options()
        .nth(count - 1)
        .getAttribute('aria-selected'),
    ).toBe('true')
    await page.keyboard.press('ArrowDown')
    expect(await activeOption()).toBeNull()
    await page.keyboard.press('ArrowDown')
    expect(await options().first().getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('listbox').isVisible()).toBe(false)
    expect([await box().inputValue(), await box().getAttribute('aria-expanded')]).toEqual(['rôle', 'false'])
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('listbox').isVisible()).toBe(true)
    await page.keyboard.press('Tab')
    expect(await page.getByRole('listbox').isVisible()).toBe(false)
  })

  it('Enter without a choice leads to the page of results', async () => {
    await page.goto(`${stage.site.url}/it`)
    await box().pressSequentially('come cambio il ruolo di un collega?')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/it/search?q=*')
    expect(await page.locator('.results h2').first().textContent()).toBe('Cambiare il ruolo di un membro')
  })

  it('a / that belongs to a text stays in it', async () => {
    await page.goto(`${stage.site.url}/fr/change-role?helpful=no`)
    await page.getByRole('textbox', { name: 'Merci' }).pressSequentially('a/b')
    expect(await page.getByRole('textbox', { name: 'Merci' }).inputValue()).toBe('a/b')
  })

  it('an answer that comes late is not shown over that of what was typed since', async () => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    await page.route('**/search.json?q=role', async route => {
      await held
      await route.continue().catch(() => {})
    })
    await page.goto(`${stage.site.url}/en`)
    await box().fill('role')
    await box().fill('newsletters')
    await expect.poll(() => options().first().textContent()).toContain('newsletters')
    const shown = await options().allTextContents()
    release()
    await page.waitForTimeout(300)
    expect(await options().allTextContents()).toEqual(shown)
  })

  it('where no answer comes the box still leads on', async () => {
    await page.route('**/search.json*', route => route.abort())
    await page.goto(`${stage.site.url}/en`)
    await box().fill('role')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/en/search?q=role')
  })

  it('a result can be pressed', async () => {
    await page.goto(`${stage.site.url}/de`)
    await box().fill('newsletter')
    await options().first().click()
    await page.waitForURL(/\/de\/set-newsletters(#|$)/)
  })
})
