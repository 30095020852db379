import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hash } from '../../bot/core/secrets.ts'
import { demoPassword } from '../../bot/demo.ts'
import { locales, words } from '../support/desk.ts'
import { backupCode, openSite, type Site, withTwoFactor } from './visit.ts'

// Passwords are slow on purpose.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const login = 'oliver@example.org'
const password = demoPassword
const sessions = (user = 'oliver') => site.store.read(tables => tables.sessions.find({ user }))
/** A page without what differs from visit to visit. */
/** A page but for what is random in it. */
const plainly = (text: string) =>
  text.replace(/value="[0-9a-f]{64}"/g, '').replace(/"[a-p]{8}-(login|password)"/g, '"$1"')

describe('signing in', () => {
  it('opens a session in a cookie that no script and no other site reads, and goes on to what was wanted', async () => {
    const visitor = site.browser()
    const path = '/en/sign-in?next=/en/ask'
    const entered = await visitor.fill(path, { login, password })
    expect(entered).toMatchObject({ status: 303, location: '/en/ask' })
    const cookie = entered.cookies.find(one => one.startsWith('session='))
    expect(cookie).toMatch(
      /; Path=\/; Expires=Sun, 22 Nov 2026 22:00:00 GMT; HttpOnly; Secure; SameSite=Lax$/,
    )
    const token = visitor.cookies.get('session') ?? ''
    expect(await sessions()).toMatchObject([{ id: hash(token) }])
    expect(await site.bytes()).not.toContain(token)
    expect((await visitor.get('/en/ask')).text).toContain('Oliver Grant')
    expect(JSON.stringify(site.warnings)).not.toContain(password)
    expect(await site.bytes()).not.toContain(password)
  })

  it('takes another session at every sign-in, whatever cookies came, and ends the one before', async () => {
    const visitor = site.browser()
    visitor.cookies.set('session', 'fixed-by-somebody-else-fixed-by-somebody-else')
    await visitor.signIn('oliver')
    const first = visitor.cookies.get('session')
    const seen = visitor.cookies.get('visit')
    expect(first).not.toBe('fixed-by-somebody-else-fixed-by-somebody-else')
    expect(seen).toBeUndefined()
    await visitor.fill('/en/sign-in?other', { login: 'jonas@example.org', password })
    expect(visitor.cookies.get('session')).not.toBe(first)
    expect(await sessions()).toEqual([])
    expect(await sessions('jonas')).toHaveLength(1)
  })

  it('TFA-5 tells nobody who is a customer: the same page for an unknown login and for a wrong password', async () => {
    const answers = []
    for (const wrong of [
      { login: 'nobody@example.org', password },
      { login, password: 'wrong' },
    ]) {
      const { status, text } = await site.browser().fill('/en/sign-in', wrong)
      expect(status).toBe(422)
      expect(text).toContain('<title>Error – Sign in')
      answers.push(plainly(text).replace(wrong.login, ''))
    }
    expect(answers[0]).toBe(answers[1])
    expect(answers[0]).toContain('TFA-5')
  })

  it('TFA-5 closes after five wrong passwords, in the same words, and tells the holder alone', async () => {
    const visitor = site.browser()
    const wrong = await visitor.fill('/en/sign-in', { login, password: 'wrong' })
    for (let time = 0; time < 4; time++) await visitor.post('/en/sign-in', { login, password: 'wrong' })
    const closed = await visitor.post('/en/sign-in', { login, password })
    expect(plainly(closed.text)).toBe(plainly(wrong.text))
    expect(visitor.cookies.has('session')).toBe(false)
    expect((await site.mails()).map(({ template, to }) => `${template} ${to}`)).toEqual([
      `attempts-closed ${login}`,
    ])
  })

  it.each(locales)(
    'keeps the login that was typed and never the password, and says what is missing (%s)',
    async locale => {
      const { t } = words(locale)
      const visitor = site.browser()
      const wrong = await visitor.fill(`/${locale}/sign-in`, { login, password: 'wrong-password' })
      expect(wrong.text).toContain(`value="${login}"`)
      expect(wrong.text).not.toContain('wrong-password')
      const empty = await visitor.post(`/${locale}/sign-in`, { login: '', password: '' })
      expect(empty.status).toBe(422)
      expect(empty.text).toContain(t('problems.required'))
    },
  )

  it('shows whoever is signed in no form, but goes on', async () => {
    const visitor = site.browser()
    await visitor.signIn('oliver')
    expect(await visitor.get('/en/sign-in?next=/en/search')).toMatchObject({
      status: 302,
      location: '/en/search',
    })
  })

  it.each(['//evil.example/en', '/%2F/evil.example', ''])('leads to no other site: next=%j', async next => {
    const path = `/en/sign-in?${new URLSearchParams({ next })}`
    const { location } = await site.browser().fill(path, { login, password })
    expect(location).toBe('/en')
  })

  it('keeps where one goes on to when the language is changed', async () => {
    const { text } = await site.browser().get('/en/sign-in?next=/en/ask')
    expect(text).toContain('/de/sign-in?next=%2Fde%2Fask')
  })

  it('is kept by no cache, and tells its address to nobody', async () => {
    for (const path of ['/en/sign-in', '/en/password', '/en/once/x', '/once/x']) {
      const { headers } = await site.browser().get(path)
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    }
  })

  it('takes nothing without the mark of its own form, and knows no other methods', async () => {
    const visitor = site.browser()
    for (const path of ['/en/sign-in', '/en/sign-in/code', '/en/sign-out', '/en/password', '/en/once/x']) {
      await visitor.get('/en/sign-in')
      expect((await visitor.post(path, { csrf: 'forged', login, password })).status).toBe(403)
      expect((await site.browser().post(path, { login, password })).status).toBe(403)
      expect((await visitor.send(path, { method: 'DELETE' })).status).toBe(405)
    }
    const csrf = await visitor.send('/en/sign-in', {
      method: 'PUT',
      body: new URLSearchParams({
        csrf: /value="([0-9a-f]{64})"/.exec((await visitor.get('/en/sign-in')).text)![1]!,
      }),
    })
    expect(csrf.status).toBe(405)
    expect(csrf.headers.get('Allow')).toBe('GET, POST, HEAD, OPTIONS')
    expect(await sessions()).toEqual([])
  })
})

describe('signing in with 2FA', () => {
  it('TFA-2 asks for a code in a second step, without the password in page, cookie or store', async () => {
    const code = await withTwoFactor(site, 'oliver')
    const visitor = site.browser()
    const second = await visitor.fill('/en/sign-in?next=/en/ask', { login, password })
    expect(second.status).toBe(200)
    expect(visitor.cookies.has('session')).toBe(false)
    expect(second.text).not.toContain(password)
    expect(second.text).not.toContain('type="email"')
    expect([...visitor.cookies.values()].join()).not.toContain(password)
    expect(second.cookies.find(one => one.startsWith('pending='))).toMatch(
      /Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(second.text).not.toContain(visitor.cookies.get('pending'))
    const entered = await visitor.post('/en/sign-in/code?next=/en/ask', { code: code() })
    expect(entered).toMatchObject({ status: 303, location: '/en/ask' })
    expect(visitor.cookies.has('pending')).toBe(false)
    expect(await sessions()).toHaveLength(1)
  })

  it('TFA-3 takes a backup code, once, and says how many are left', async () => {
    await withTwoFactor(site, 'oliver')
    const visitor = site.browser()
    await visitor.signIn('oliver')
    const entered = await visitor.post('/en/sign-in/code', { code: backupCode })
    expect(entered.status).toBe(200)
    expect(entered.text).toContain('Codes left: 1')
    const again = site.browser()
    await again.signIn('oliver')
    expect((await again.post('/en/sign-in/code', { code: backupCode })).status).toBe(422)
  })

  it('TFA-5 counts wrong codes, and tells whoever gave the password until when it is closed', async () => {
    const code = await withTwoFactor(site, 'oliver')
    const visitor = site.browser()
    await visitor.signIn('oliver')
    for (let time = 0; time < 5; time++)
      expect((await visitor.post('/en/sign-in/code', { code: '000000' })).status).toBe(422)
    expect((await visitor.post('/en/sign-in/code', { code: code() })).text).toContain('TFA-5')
    expect(await sessions()).toEqual([])
  })

  it('TFA-3 a code alone, too late, or in another browser, opens nothing', async () => {
    const code = await withTwoFactor(site, 'oliver')
    const visitor = site.browser()
    await visitor.signIn('oliver')
    const other = site.browser()
    await other.get('/en/sign-in')
    expect((await other.post('/en/sign-in/code', { code: code() })).text).toContain('TFA-3')
    site.later(11)
    const late = await visitor.post('/en/sign-in/code', { code: code() })
    expect(late.text).toContain('TFA-3')
    expect(late.text).toContain('name="password"')
    expect(await sessions()).toEqual([])
  })

  it('TFA-3 what waits for a code is the latest sign-in alone', async () => {
    const code = await withTwoFactor(site, 'oliver')
    const [first, second] = [site.browser(), site.browser()]
    await first.signIn('oliver')
    await second.signIn('oliver')
    expect((await first.post('/en/sign-in/code', { code: code() })).status).not.toBe(303)
    expect((await second.post('/en/sign-in/code', { code: code() })).status).toBe(303)
  })

  it('TFA-4 whoever has no code left is led to the page on which they prove who they are', async () => {
    await withTwoFactor(site, 'oliver')
    const visitor = site.browser()
    const second = await visitor.signIn('oliver')
    expect(second.text).toContain('value="do:request-2fa-recovery"')
    const led = await visitor.post('/en/ask', { press: 'do:request-2fa-recovery' })
    expect(led.location).toMatch(/^\/en\/once\//)
    const page = await visitor.get(led.location!)
    expect(page.status).toBe(200)
    expect(page.text).toContain('name="documents"')
  })
})

describe('signing out', () => {
  it('ends the session here and in the store', async () => {
    const visitor = site.browser()
    await visitor.signIn('oliver')
    expect((await visitor.get('/en/account')).text).toContain('action="/en/sign-out"')
    const out = await visitor.post('/en/sign-out', {})
    expect(out).toMatchObject({ status: 303, location: '/en' })
    expect(visitor.cookies.has('session')).toBe(false)
    expect(await sessions()).toEqual([])
    expect((await site.audit('')).at(-1)).toMatchObject({ action: 'sign-out', from: 'web' })
  })

  it('everywhere: every browser is signed out, whoever confirmed it', async () => {
    const [one, other] = [site.browser(), site.browser()]
    await one.signIn('oliver')
    await other.signIn('oliver')
    await one.get('/en/ask')
    const { location = '' } = await one.post('/en/ask', { press: 'do:sign-out-everywhere' })
    const preview = await one.get(location)
    const confirm = /value="(confirm:[^"]+)"/.exec(preview.text)?.[1] ?? ''
    await one.post('/en/ask', { press: confirm })
    expect(await sessions()).toEqual([])
    for (const browser of [one, other])
      expect((await browser.get('/en/ask')).text).not.toContain('Oliver Grant')
  })
})

describe('the brake', () => {
  const from = (address: string) => ({ 'X-Forwarded-For': address })

  it('TFA-5 stops one address that tries many logins, says until when, and no other', async () => {
    const braked = await openSite({ proxies: 1 })
    const visitor = braked.browser()
    await visitor.get('/en/sign-in')
    const ask = (place: number, address: string) =>
      visitor.post('/en/password', { login: `nobody${place}@example.org` }, from(address))
    for (let place = 0; place < 30; place++)
      expect((await ask(place, `203.0.113.${place}, 192.0.2.7`)).status).toBe(200)
    for (const path of ['/en/password', '/en/sign-in', '/en/sign-in/code', '/en/once/x']) {
      const stopped = await visitor.post(path, { login, password }, from('192.0.2.7'))
      expect(stopped.status).toBe(429)
      expect(Number(stopped.headers.get('Retry-After'))).toBe(15 * 60)
    }
    expect((await ask(1, '192.0.2.8')).status).toBe(200)
    braked.later(15)
    expect((await ask(1, '192.0.2.7')).status).toBe(200)
    await braked.close()
  })

  it('counts wrong passwords, codes and links, and no right ones', async () => {
    const visitor = site.browser()
    await visitor.get('/en/sign-in')
    for (let time = 0; time < 15; time++) {
      await visitor.post('/en/sign-in/code', { code: '000000' })
      await visitor.post('/en/once/x', {})
    }
    expect((await visitor.post('/en/sign-in', { login, password })).status).toBe(429)
  })

  it('believes no header where no proxy of ours stands before us', async () => {
    const visitor = site.browser()
    await visitor.get('/en/sign-in')
    const ask = (place: number) => visitor.post('/en/password', { login }, from(`192.0.2.${place}`))
    for (let place = 0; place < 30; place++) expect((await ask(place)).status).toBe(200)
    expect((await ask(200)).status).toBe(429)
  })
})
