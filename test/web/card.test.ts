import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../bot/core/catalogue.ts'
import type { View } from '../../bot/desk/view.ts'
import type { Visit } from '../../bot/surfaces/web/env.ts'
import { cardControl, withCards } from '../../bot/surfaces/web/parts/card.ts'
import { missing, words } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'

useDesk('file')

const publicUrl = 'https://help.example.org'
const viewIn = (locale: Locale, value?: string): View => ({
  tone: 'preview',
  locale,
  blocks: [],
  buttons: [],
  private: true,
  form: {
    action: 'add-payment-method',
    title: '',
    submit: '',
    fields: [
      { name: 'card', kind: 'card', label: '', required: true, ...(value !== undefined && { value }) },
      { name: 'makeDefault', kind: 'tick', label: '', required: false, value: true },
    ],
  },
})
async function shown(locale: Locale, query: string | undefined, value?: string): Promise<string> {
  const context = { req: { path: `/${locale}/once/abc`, query: () => query } } as unknown as Visit
  const view = await withCards({ setting: desk.setting, publicUrl }, context, viewIn(locale, value))
  expect(view.form?.fields[1]).toEqual(viewIn(locale).form?.fields[1])
  return String(await cardControl('field-card', view.form!.fields[0]!, words(locale)))
}

describe('a card in a form', () => {
  it.each(locales)(
    'PAY-3 in %s is typed at the provider, which leads back to the same page',
    async locale => {
      const html = await shown(locale, undefined)
      expect(html).toContain(words(locale).t('web.payment.card.enter'))
      expect(html).toContain(encodeURIComponent(`${publicUrl}/${locale}/once/abc`))
      expect(html).not.toContain('<input')
      const back = await shown(locale, 'ref_test_visa')
      expect(back).toContain('Visa •••• 4242')
      expect(back).toContain('<input type="hidden" name="card" value="ref_test_visa" />')
      expect(missing).toEqual([])
    },
  )

  it('PAY-3 what was sent before stays, and what stands for no card does not', async () => {
    expect(await shown('en', undefined, 'ref_test_visa')).toContain('good until December 2034')
    for (const stranger of ['ref_nobody', '"><script>', '4242424242424242']) {
      const html = await shown('en', stranger)
      expect(html).not.toContain(stranger)
      expect(html).not.toContain('<input')
    }
  })
})
