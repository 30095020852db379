import { describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { cardPage } from '../../bot/test-provider/page.ts'
import { openTestProvider } from '../../bot/test-provider/provider.ts'
import { missing, words } from '../support/desk.ts'

const publicUrl = 'https://help.example.org'
const number = '4242424242424242'
const clock = { now: new Date('2026-11-22T10:00:00.000Z') }
const provider = openTestProvider(publicUrl, () => clock.now)
const page = cardPage(provider, words, publicUrl)
const start = (locale = 'en') => provider.start(`${publicUrl}/${locale}/once/abc`)
const post = (address: string, typed: Record<string, string>) =>
  page.request(address, { method: 'POST', body: new URLSearchParams(typed) })
const good = { number, expiry: '05/34', code: '123' }

describe('the page of the test provider', () => {
  it.each(locales)('says in %s that no money moves, and which cards to try', async locale => {
    const answer = await page.request(start(locale))
    const html = await answer.text()
    const { t } = words(locale)
    expect(answer.status).toBe(200)
    for (const text of [t('web.payment.name'), t('web.payment.warning'), '4000 0000 0000 0341'])
      expect(html).toContain(text)
    expect(html).toContain(`lang="${locale}"`)
    expect(missing).toEqual([])
  })

  it('PAY-3 leads back with a reference that stands for the card, and with nothing of the number', async () => {
    const answer = await post(start(), good)
    const back = new URL(answer.headers.get('Location') ?? '')
    expect(answer.status).toBe(303)
    expect(back.origin + back.pathname).toBe(`${publicUrl}/en/once/abc`)
    const card = await provider.card(back.searchParams.get('card') ?? '')
    expect(card).toEqual({
      token: expect.stringMatching(/^tok_test_/),
      brand: 'Visa',
      last4: '4242',
      expiry: '2034-05',
    })
    expect(String(back)).not.toContain('4242')
  })

  it('PAY-3 a reference stands for its card for half an hour, and nobody guesses one', async () => {
    const back = (await post(start(), good)).headers.get('Location') ?? ''
    const reference = new URL(back).searchParams.get('card') ?? ''
    clock.now = new Date(clock.now.getTime() + 29 * 60_000)
    expect(await provider.card(reference)).toBeDefined()
    clock.now = new Date(clock.now.getTime() + 60_000)
    expect(await provider.card(reference)).toBeUndefined()
    for (const guess of ['', 'ref_', 'constructor', '__proto__'])
      expect(await provider.card(guess)).toBeUndefined()
  })

  it.each(['number', 'expiry', 'code'])(
    'tells at the field that the %s is wrong, and hands no number back',
    async name => {
      const answer = await post(start(), { ...good, [name]: '1' })
      const html = await answer.text()
      expect(answer.status).toBe(422)
      expect(html).toContain(`id="${name}-error"`)
      expect(html).not.toContain(number)
      expect(html).not.toContain('value="123"')
    },
  )

  it('PAY-4 says that a bank refuses, or does not answer', async () => {
    for (const [bad, problem] of [
      ['4000000000000002', 'refused'],
      ['4000000000000119', 'again'],
    ] as const) {
      const html = await (await post(start(), { ...good, number: bad })).text()
      expect(html).toContain(words('en').t(`web.payment.problems.${problem}`))
      expect(html).not.toContain(bad)
    }
  })

  it('leads nowhere but where it was sent from', async () => {
    const own = new URL(start())
    own.searchParams.set('to', 'https://evil.example/')
    for (const address of [String(own), `${publicUrl}/test-provider/card`, `${start()}x`]) {
      expect((await page.request(address)).status).toBe(404)
      const answer = await post(address, good)
      expect([answer.status, answer.headers.get('Location')]).toEqual([404, null])
    }
  })

  it('what comes is small, known and of a kind', async () => {
    expect((await post(start(), { ...good, more: 'x'.repeat(5000) })).status).toBe(413)
    expect((await page.request(start(), { method: 'POST', body: '{"number":' })).status).toBe(422)
    expect((await page.request(start(), { method: 'DELETE' })).status).toBe(404)
    expect((await page.request('/test-provider/other')).status).toBe(404)
  })

  it('sends forms to itself alone, runs no script, and keeps nothing', async () => {
    const { headers } = await page.request(start())
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain(`form-action 'self' ${publicUrl}`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
    expect([headers.get('Cache-Control'), headers.get('Referrer-Policy'), headers.get('Set-Cookie')]).toEqual(
      ['no-store', 'no-referrer', null],
    )
  })
})
