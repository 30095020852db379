import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { FormField, View } from '../../bot/desk/view.ts'
import { formHtml } from '../../bot/surfaces/web/parts/form.ts'
import { viewHtml } from '../../bot/surfaces/web/parts/view.ts'
import { locales, managers, roleQuestions, words } from '../support/desk.ts'
import { openStage, pageFor } from './browser/stage.ts'
import { browserPath, findings, overflow } from './browser.ts'

const patience = 60_000
describe.runIf(browserPath)('in a real browser', () => {
  const stage = openStage()

  type Options = Parameters<Browser['newContext']>[0]
  /** A page of somebody who is signed in, or of nobody; what its console complains of, such as a broken policy. */
  async function open(user?: string, options: Options = {}) {
    const page = await pageFor(stage, user, options)
    const complaints: string[] = []
    page.on('console', message => {
      // A browser asks for a favicon by itself.
      const isIcon = message.location().url.endsWith('/favicon.ico')
      if (message.type() === 'error' && !isIcon) complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(String(error)))
    return { page, complaints, close: () => page.context().close() }
  }

  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      'document.activeElement.className || document.activeElement.id || document.activeElement.tagName',
    )
  const count = (page: Page, selector: string): Promise<number> => page.locator(selector).count()
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  it.each(locales)(
    'ACT-2 a conversation by keyboard alone, from a question to a receipt, in one page (%s)',
    async locale => {
      const { t, word } = words(locale)
      const { page, complaints, close } = await open(managers[locale])
      await page.goto(`${stage.site.url}/${locale}/ask`)
      await page.locator('#text').focus()
      await page.keyboard.type(roleQuestions[locale])
      await page.keyboard.press('Shift+Enter')
      expect(await page.locator('#text').inputValue()).toContain('\n')
      await page.keyboard.press('Enter')
      await page.locator('.view.answer').waitFor()
      expect(await focused(page)).toContain('view answer')
      expect(await page.locator('#text').inputValue()).toBe('')
      expect(await page.locator('.said').innerText()).toContain(roleQuestions[locale])

      const doIt = t('desk.do', { what: word('actions.change-role.name') })
      while (!(await page.evaluate(`document.activeElement.textContent.trim() === ${JSON.stringify(doIt)}`)))
        await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('form.fields').waitFor()
      await page.locator('select[name=member]').focus()
      await page.keyboard.type('Nina')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await button(page, t('desk.preview')).focus()
      await page.keyboard.press('Enter')
      await page.locator('.view.preview table').waitFor()
      expect(await count(page, 'form.fields')).toBe(0)
      expect(await focused(page)).toContain('view preview')

      await button(page, t('desk.cancel')).focus()
      await page.keyboard.press('Enter')
      await page.locator('.view.talk').waitFor()
      // What was decided is no longer there to be decided once more.
      expect(await count(page, '.view.preview')).toBe(0)
      expect(page.url()).toBe(`${stage.site.url}/${locale}/ask`)
      expect(complaints).toEqual([])
      await close()
    },
    patience,
  )

  it(
    'what was said of an answer takes its dead buttons away, and no others',
    async () => {
      const { t } = words('en')
      const { page, close } = await open()
      await page.goto(`${stage.site.url}/en/ask?q=${encodeURIComponent(roleQuestions.en)}`)
      const before = await count(page, '.view.answer button')
      await button(page, t('desk.helped.button')).click()
      await page.getByText(t('desk.helped.answer')).waitFor()
      expect(
        await count(page, '.view.answer button[value^="helped:"], .view.answer button[value^="wrong:"]'),
      ).toBe(0)
      expect(await count(page, '.view.answer button')).toBe(before - 3)
      expect(await count(page, '.view.answer button[value^="do:"]')).toBeGreaterThan(0)
      await close()
    },
    patience,
  )

  it(
    'ACT-6 a reload leaves nothing of it behind',
    async () => {
      const { page, close } = await open('oliver')
      await page.goto(`${stage.site.url}/en/ask`)
      await page.locator('#text').fill('which payment methods do we have?')
      await page.keyboard.press('Enter')
      await page.getByText('4242').first().waitFor()
      await page.reload()
      expect(await count(page, '.turn')).toBe(0)
      expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0)
      await close()
    },
    patience,
  )

  it(
    'what is wrong with a form is said in its place, and takes the focus',
    async () => {
      const { t } = words('de')
      const { page, close } = await open('jonas')
      await page.goto(`${stage.site.url}/de/ask?q=${encodeURIComponent('Ich möchte Feedback geben')}`)
      await page.locator('.view.answer button[value^="do:send-feedback"]').click()
      await button(page, t('desk.preview')).click()
      await page.locator('.error-summary').waitFor()
      expect(await focused(page)).toContain('error-summary')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.name')).toBe('service')
      await close()
    },
    patience,
  )

  it(
    'a session that ended meanwhile ends the conversation with a page that says so',
    async () => {
      const { page, close } = await open('oliver')
      await page.goto(`${stage.site.url}/en/ask`)
      await page.context().clearCookies()
      await page.locator('#text').fill(roleQuestions.en)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: words('en').t('web.problems.403.title') }).waitFor()
      await close()
    },
    patience,
  )

  it(
    'BRAND-5 a picture is uploaded in the conversation, and previewed as a picture',
    async () => {
      const { t } = words('fr')
      const { page, complaints, close } = await open('claire')
      await page.goto(`${stage.site.url}/fr/ask?q=${encodeURIComponent('changer notre logo')}`)
      await page.locator('button[value^="do:set-branding"]').click()
      const { default: sharp } = await import('sharp')
      const buffer = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#345' } })
        .png()
        .toBuffer()
      await page
        .locator('input[name=logo]')
        .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer })
      await page.locator('select[name=square]').selectOption('logo')
      await button(page, t('desk.preview')).click()
      const picture = page.locator('.view.preview img')
      await picture.waitFor()
      expect(await picture.evaluate(image => Reflect.get(image, 'naturalWidth'))).toBeGreaterThan(100)
      expect(complaints).toEqual([])
      await close()
    },
    patience,
  )

  it(
    'without a script, a page a turn',
    async () => {
      const { t, word } = words('it')
      const { page, close } = await open('giulia', { javaScriptEnabled: false })
      await page.goto(`${stage.site.url}/it/ask`)
      await page.locator('#text').fill(roleQuestions.it)
      await button(page, t('web.ask.send')).click()
      await page.locator('.view.answer').waitFor()
      await button(page, t('desk.do', { what: word('actions.change-role.name') })).click()
      await page.locator('select[name=member]').selectOption({ label: 'Nina Keller' })
      await page.getByLabel(word('roles.external-user')).check()
      await button(page, t('desk.preview')).click()
      await page.waitForURL('**/it/change/*')
      await button(page, t('desk.confirm')).click()
      await page.locator('.view.receipt').waitFor()
      await button(page, t('desk.undo')).click()
      await page.waitForURL('**/it/change/*')
      await button(page, t('desk.confirm')).click()
      await page.locator('.view.receipt').waitFor()
      await close()
    },
    patience,
  )

  it(
    'what is wrong with a form takes the focus without a script',
    async () => {
      const { page, close } = await open('jonas', { javaScriptEnabled: false })
      await page.goto(`${stage.site.url}/de/do/send-feedback`)
      await button(page, words('de').t('desk.preview')).click()
      await page.locator('.error-summary').waitFor()
      expect(await focused(page)).toContain('error-summary')
      await close()
    },
    patience,
  )

  /** A page of ours, with its policy and its script, around some HTML. */
  async function around(page: Page, html: unknown): Promise<void> {
    await page.route('**/en/try', async route => {
      const response = await route.fetch({ url: `${stage.site.url}/en/ask` })
      const body = (await response.text()).replace(
        /<main[\s\S]*<\/main>/,
        () => `<main>${String(html)}</main>`,
      )
      await route.fulfill({ response, body })
    })
    await page.goto(`${stage.site.url}/en/try`)
  }
  const visitor = { user: undefined, session: undefined, csrf: '', isMarked: true }
  const speech = words('en')

  it.each([true, false])(
    'ACT-7 codes are downloaded as a text file (script: %s), and copied where a script runs',
    async javaScriptEnabled => {
      const { page, complaints, close } = await open(undefined, {
        javaScriptEnabled,
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      const view: View = {
        tone: 'receipt',
        locale: 'en',
        blocks: [{ kind: 'secrets', values: ['abcd-efgh', 'ijkl-mnop'] }],
        buttons: [],
        private: true,
      }
      await around(page, await viewHtml(view, speech, visitor))
      const downloaded = page.waitForEvent('download')
      await page.getByRole('link', { name: speech.t('web.form.download') }).click()
      const download = await downloaded
      expect(download.suggestedFilename()).toBe(speech.t('web.form.secrets-file'))
      expect(await readFile(await download.path(), 'utf8')).toBe('abcd-efgh\nijkl-mnop')
      if (javaScriptEnabled) {
        await button(page, speech.t('web.form.copy')).click()
        await button(page, speech.t('web.form.copied')).waitFor()
        expect(await page.evaluate('navigator.clipboard.readText()')).toBe('abcd-efgh\nijkl-mnop')
      } else expect(await count(page, '.codes button')).toBe(0)
      expect(complaints).toEqual([])
      await close()
    },
    patience,
  )

  it(
    'a password can be shown, and is hidden again when it is sent',
    async () => {
      const { page, close } = await open()
      const password: FormField = { name: 'password', kind: 'secret', label: 'Password', required: true }
      const form = { action: 'sign-in', title: '', submit: 'Go', fields: [password] }
      await around(page, await formHtml(form, speech, visitor, '/en/nowhere'))
      const typed = page.getByLabel('Password', { exact: true })
      expect(await typed.getAttribute('autocomplete')).toBe('current-password')
      await button(page, speech.t('web.form.show')).click()
      expect(await typed.getAttribute('type')).toBe('text')
      await button(page, speech.t('web.form.hide')).click()
      expect(await typed.getAttribute('type')).toBe('password')
      await close()
    },
    patience,
  )

  it(
    'ACT-6 a long list is asked for while one types',
    async () => {
      const { page, close } = await open('claire')
      const options = Array.from({ length: 60 }, (_, place) => ({
        value: `m${place}`,
        label: `Member ${place}`,
      }))
      const member: FormField = { name: 'member', kind: 'member', label: 'Member', required: true, options }
      const form = { action: 'change-role', title: '', submit: 'Go', fields: [member] }
      await around(page, await formHtml(form, speech, visitor))
      await page.getByLabel('Member').pressSequentially('kel')
      await page.locator('datalist option[value="nina@example.org"]').waitFor({ state: 'attached' })
      expect(await count(page, 'datalist option')).toBe(1)
      await close()
    },
    patience,
  )

  describe.each(locales)('every page type (%s)', locale => {
    const { t } = words(locale)
    const paths = [
      `/${locale}/ask`,
      `/${locale}/ask?q=${encodeURIComponent(roleQuestions[locale])}`,
      `/${locale}/do/change-role?member=nina@example.org`,
      `/${locale}/do/set-permissions`,
      `/${locale}/do/set-branding`,
      `/${locale}/do/set-renewal-warranty`,
      `/${locale}/do/list-products`,
      `/${locale}/account`,
    ]
    it(
      'has no barrier in either theme, and none stands out of a phone',
      async () => {
        const { page, close } = await open(managers[locale], {
          bypassCSP: true,
          viewport: { width: 360, height: 740 },
        })
        for (const path of paths) {
          await page.goto(`${stage.site.url}${path}`)
          for (const folded of await page.locator('details').all())
            await folded.evaluate(one => Reflect.set(one, 'open', true))
          expect({ path, found: await findings(page) }).toEqual({ path, found: [] })
          expect({ path, out: await overflow(page) }).toEqual({ path, out: 0 })
        }
        await page.goto(`${stage.site.url}/${locale}/do/send-feedback`)
        await button(page, t('desk.preview')).click()
        await page.locator('.error-summary').waitFor()
        expect(await findings(page)).toEqual([])
        await page.locator('select[name=service]').selectOption('kdrive')
        await page.locator('textarea[name=text]').fill('x '.repeat(200))
        await button(page, t('desk.preview')).click()
        await page.locator('.view.preview').waitFor()
        expect(await findings(page)).toEqual([])
        expect(await overflow(page)).toBe(0)
        await close()
      },
      patience,
    )
  })
})
