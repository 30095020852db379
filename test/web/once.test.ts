import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hash } from '../../bot/core/secrets.ts'
import { demoPassword as password } from '../../bot/demo.ts'
import type { Person, Spot } from '../../bot/desk/desk.ts'
import { frontOf } from '../../bot/desk/front.ts'
import type { View } from '../../bot/desk/view.ts'
import { locales, textOf, words } from '../support/desk.ts'
import { type Browser, openSite, pathIn, type Site, withTwoFactor } from './visit.ts'
import { codeOf, secretsIn } from './walk.ts'

// Passwords are slow on purpose.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const spot = (more: Partial<Spot> = {}): Spot => ({
  account: 'slack:T1:U1',
  name: 'colleague',
  workspaceName: 'Lumière',
  administers: true,
  isHome: true,
  isPublic: true,
  ...more,
})
const inChat = (more: Partial<Spot> = {}): Person => ({ from: 'slack', hint: 'en', chat: spot(more) })
const linkTo = (user: string) =>
  site.put('links', { id: 'slack:T1:U1', user, at: '2026-01-01T00:00:00.000Z' })
const want = (action: string, person: Person = inChat()): Promise<View> =>
  frontOf(site.setting).reply(person, { kind: 'want', action, values: {} })
const told = (view: View, person: Person = inChat()) =>
  frontOf(site.setting).outcome(person, view.awaits ?? '')
const open = (view: View) => site.get('oncePages', view.awaits ?? '')
/** Opens a page and sends it. */
async function send(visitor: Browser, path: string, fields: Record<string, string> = {}) {
  await visitor.get(path)
  return visitor.post(path, fields)
}
const attemptsOf = async (action: string) =>
  (await site.audit('')).filter(entry => entry.action === action).map(({ outcome }) => outcome)

describe('a one-time page', () => {
  it('ACT-7 is handed out to the asker alone, by a token of 256 bits that is kept as a hash', async () => {
    await linkTo('oliver')
    const view = await want('enable-2fa')
    expect(view).toMatchObject({ private: true, tone: 'talk' })
    const token = pathIn(view).split('/').at(-1) ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(view.awaits).toBe(hash(token))
    expect(await site.bytes()).not.toContain(token)
    expect(await open(view)).toMatchObject({ user: 'oliver', action: 'enable-2fa', input: {}, outcome: null })
  })

  it.each(locales)(
    'ACT-7 says what it does, for whom and from where, in the visitor’s language (%s)',
    async locale => {
      await linkTo('oliver')
      const path = pathIn(await want('enable-2fa'), locale)
      const visitor = site.browser()
      await visitor.signIn('oliver')
      const page = await visitor.get(path)
      const { t, word } = words(locale)
      expect(page.status).toBe(200)
      for (const said of [
        word('actions.enable-2fa.name'),
        t('desk.once.for'),
        'o•••@example.org',
        'Slack',
        'Lumière · T1',
        'colleague · U1',
        t('desk.confirm'),
      ])
        expect(page.text).toContain(said)
    },
  )

  it('ACT-7 asks to sign in first, and leads back; looking, as link previews do, consumes nothing', async () => {
    await linkTo('oliver')
    const view = await want('enable-2fa')
    const path = pathIn(view)
    const visitor = site.browser()
    for (let time = 0; time < 3; time++) {
      expect((await site.browser().send(path, { method: 'HEAD' })).status).toBe(303)
      const { status, location } = await visitor.get(path)
      expect([status, location]).toEqual([303, `/en/sign-in?${new URLSearchParams({ next: path })}`])
    }
    await visitor.signIn('oliver')
    const before = await site.state()
    for (let time = 0; time < 3; time++) expect((await visitor.get(path)).status).toBe(200)
    expect(await site.state()).toBe(before)
    expect(await open(view)).toMatchObject({ outcome: null })
    expect(await attemptsOf('enable-2fa')).toEqual([])
  })

  it('ACT-7 a sent form without a sign-in changes nothing either', async () => {
    await linkTo('oliver')
    const path = pathIn(await want('enable-2fa'))
    const visitor = site.browser()
    await visitor.get('/en/sign-in')
    expect(await visitor.post(path, { password })).toMatchObject({ status: 303 })
    expect((await site.get('users', 'oliver'))?.pendingSecret).toBeNull()
  })

  it('ACT-7 TFA-3 leads on to its next step, is spent by the last one, and shows secrets once', async () => {
    await linkTo('oliver')
    const view = await want('enable-2fa')
    const path = pathIn(view)
    const visitor = site.browser()
    await visitor.signIn('oliver')
    const begun = await send(visitor, path, { password })
    expect(begun.status).toBe(200)
    const [secret = ''] = secretsIn(begun)
    expect(begun.text).toContain('name="code"')
    const code = () => codeOf(secret, site.clock.now.getTime())
    const wrong = await visitor.post(path, { code: '000000' })
    expect(wrong.status).toBe(422)
    for (const again of [wrong, await visitor.get(path)]) {
      expect(secretsIn(again)).toEqual([secret])
      expect(again.text).toContain(words('en').t('actions.confirm-2fa.picture'))
      expect(again.text).toMatch(/<img src="data:image\/png;base64,/)
    }
    const done = await visitor.post(path, { code: code() })
    expect(secretsIn(done)).toHaveLength(10)
    expect((await site.get('users', 'oliver'))?.twoFactor).not.toBeNull()
    expect((await visitor.get(path)).status).toBe(410)
    expect((await visitor.post(path, { code: code() })).status).toBe(410)
    const kept = await site.bytes()
    for (const one of secretsIn(done)) expect(kept).not.toContain(one)
    expect(JSON.stringify(await site.audit())).not.toContain(secret)
    expect(JSON.stringify(site.warnings)).toBe('[]')
    const outcome = await told(view)
    expect(textOf(outcome!)).toContain(words('en').t('desk.once.done'))
    expect(JSON.stringify(outcome)).not.toContain(secretsIn(done)[0])
  })

  it('TFA-3 the second step by itself shows no key: nobody has given a password for it', async () => {
    await linkTo('oliver')
    await site.put('users', {
      ...(await site.get('users', 'oliver'))!,
      pendingSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU',
    })
    const path = pathIn(await want('confirm-2fa'))
    const visitor = site.browser()
    await visitor.signIn('oliver')
    for (const page of [await visitor.get(path), await visitor.post(path, { code: '000000' })]) {
      expect(page.text).toContain('name="code"')
      expect(secretsIn(page)).toEqual([])
      expect(page.text).not.toContain('KRSXG5CT')
    }
  })

  it('TFA-2 both proofs are needed on the page that removes 2FA, and none is called optional', async () => {
    await linkTo('oliver')
    const visitor = site.browser()
    await visitor.signIn('oliver')
    const page = await visitor.get(pathIn(await want('remove-2fa')))
    expect(page.text).toMatch(/name="password"\s+required/)
    expect(page.text).toMatch(/name="code"\s+required/)
    expect(page.text).not.toContain(words('en').t('web.form.optional'))
  })

  it('ACT-7 wrong input shows the form again, and the page goes on; TFA-5 counts it', async () => {
    await linkTo('oliver')
    const path = pathIn(await want('enable-2fa'))
    const visitor = site.browser()
    await visitor.signIn('oliver')
    for (const fields of [{}, { password: '' }, { password: 'wrong-password' }]) {
      const again = await send(visitor, path, fields)
      expect(again.status).toBe(422)
      expect(again.text).toContain('name="password"')
      expect(again.text).not.toContain('wrong-password')
    }
    expect((await site.get('attempts', 'oliver'))?.failures).toHaveLength(1)
    expect((await send(visitor, path, { password })).status).toBe(200)
  })

  it('ACT-7 sent twice in one breath it is done once, and both get its answer', async () => {
    await linkTo('oliver')
    const path = pathIn(await want('enable-2fa'))
    const visitor = site.browser()
    await visitor.signIn('oliver')
    await visitor.get(path)
    const [one, other] = await Promise.all([
      visitor.post(path, { password }),
      visitor.post(path, { password }),
    ])
    expect(secretsIn(one)).toEqual(secretsIn(other))
    expect(await attemptsOf('enable-2fa')).toEqual(['done'])
  })

  it('ACT-7 is gone after ten minutes, and used, unknown and late ones look alike', async () => {
    await linkTo('oliver')
    const view = await want('enable-2fa')
    const path = pathIn(view)
    const visitor = site.browser()
    await visitor.signIn('oliver')
    site.later(9)
    expect((await visitor.get(path)).status).toBe(200)
    site.later(1)
    const late = await visitor.get(path)
    const unknown = await visitor.get('/en/once/unknown')
    expect([late.status, unknown.status]).toEqual([410, 410])
    const plainly = (text: string) => text.replaceAll(/once\/[\w-]+/g, '')
    expect(plainly(late.text)).toBe(plainly(unknown.text))
    expect((await visitor.post(path, { password })).status).toBe(410)
    const outcome = await told(view)
    expect(textOf(outcome!)).toBe(words('en').t('desk.once.expired'))
    expect(outcome?.buttons[0]?.id).toBe('do:enable-2fa')
  })

  describe.each(locales)('what its asker is told where nothing came of it, in %s', locale => {
    const asker = () => ({ ...inChat(), locale, settled: true as const })
    const { t } = words(locale)
    const closeFor = (id: string) => {
      const closedUntil = new Date(site.clock.now.getTime() + 600_000).toISOString()
      return site.put('attempts', { id, failures: [], closedUntil })
    }

    it('ACT-7 that it was not used in time', async () => {
      await linkTo('oliver')
      const view = await want('enable-2fa', asker())
      const outcome = told(view, asker())
      site.later(10)
      site.setting.waiting.tell(view.awaits ?? '')
      expect(await outcome).toMatchObject({ tone: 'talk', locale, private: true })
      expect(textOf((await outcome)!)).toBe(t('desk.once.expired'))
      expect((await outcome)?.buttons.map(({ label }) => label)).toEqual([t('desk.again')])
    })

    it('TFA-5 why it was refused, where it is their own account', async () => {
      await linkTo('oliver')
      expect(await refusedToOliver()).toContain('(TFA-5)')
    })

    it('ACT-1 that it was refused, and not why, where somebody else signed in', async () => {
      expect(await refusedToOliver()).toBe(t('desk.once.not-done'))
    })

    /** What the asker is told where Oliver, who may not try for now, signs in on their page. */
    async function refusedToOliver(): Promise<string> {
      const view = await want('enable-2fa', asker())
      const visitor = site.browser()
      await visitor.signIn('oliver')
      await closeFor('oliver')
      expect((await send(visitor, pathIn(view), { password })).status).toBe(403)
      const outcome = await told(view, asker())
      expect(outcome).toMatchObject({ tone: 'refusal', locale, private: true })
      return textOf(outcome!)
    }
  })

  it('ACT-7 is nobody else’s: 403, recorded, and not consumed', async () => {
    await linkTo('oliver')
    const path = pathIn(await want('enable-2fa'))
    const other = site.browser()
    await other.signIn('jonas')
    const page = await other.get(path)
    expect(page.status).toBe(403)
    expect(page.text).toContain(words('en').t('web.once.foreign.title'))
    expect(page.text).not.toContain('o•••@example.org')
    await other.get('/en/ask')
    expect((await other.post(path, { password })).status).toBe(403)
    expect((await site.audit('')).at(-1)).toMatchObject({
      actor: 'jonas',
      action: 'enable-2fa',
      outcome: 'refused',
      rules: ['ACT-7'],
    })
    const own = site.browser()
    await own.signIn('oliver')
    expect((await send(own, path, { password })).status).toBe(200)
  })

  it('TFA-2 TFA-6 removes 2FA, keeps this sign-in alone, and tells the chat the receipt', async () => {
    const code = await withTwoFactor(site, 'oliver')
    await linkTo('oliver')
    const view = await want('remove-2fa')
    expect(view.buttons.map(({ id }) => id)).toContain('do:request-2fa-recovery')
    const [visitor, elsewhere] = [site.browser(), site.browser()]
    for (const browser of [elsewhere, visitor]) {
      await browser.signIn('oliver')
      await browser.post('/en/sign-in/code', { code: code() })
      site.later(1)
    }
    const path = pathIn(view)
    const page = await visitor.get(path)
    expect(page.text).not.toContain('name="member"')
    expect((await visitor.post(path, { password })).status).toBe(422)
    const waiting = told(view)
    expect((await visitor.post(path, { password, code: code() })).status).toBe(200)
    expect((await site.get('users', 'oliver'))?.twoFactor).toBeNull()
    expect((await visitor.get('/en/ask')).text).toContain('Oliver Grant')
    expect((await elsewhere.get('/en/ask')).text).not.toContain('Oliver Grant')
    expect(await waiting).toMatchObject({ tone: 'receipt', private: true })
  })

  it('ACT-7 TFA-4 documents that prove an identity need no sign-in, and may be large', async () => {
    await withTwoFactor(site, 'oliver')
    const view = await want('request-2fa-recovery', { from: 'web', locale: 'en' })
    const path = pathIn(view)
    const visitor = site.browser()
    const page = await visitor.get(path)
    expect(page.status).toBe(200)
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
    const form = new FormData()
    for (const [name, value] of Object.entries({ csrf, login: 'oliver@example.org', password: 'wrong' }))
      form.append(name, value)
    for (let place = 0; place < 2; place++)
      form.append('documents', new File([Buffer.alloc(2_000_000)], 'photo.png'))
    expect((await visitor.send(path, { method: 'POST', body: form })).status).toBe(422)
    const huge = {
      method: 'POST',
      headers: { 'Content-Length': '100100' },
      body: new URLSearchParams({ csrf, login: 'x'.repeat(100_000) }),
    }
    expect((await visitor.send('/en/sign-in', huge)).status).toBe(413)
  })

  it('ACT-6 tells a chat account that nobody knew nothing of who signed in', async () => {
    const view = await want('enable-2fa')
    const visitor = site.browser()
    await visitor.signIn('oliver')
    const begun = await send(visitor, pathIn(view), { password })
    const waiting = told(view)
    await visitor.post(pathIn(view), { code: codeOf(secretsIn(begun)[0]!, site.clock.now.getTime()) })
    const outcome = await waiting
    expect(textOf(outcome!)).toBe(words('en').t('desk.once.done'))
    expect(JSON.stringify(outcome)).not.toMatch(/oliver/i)
    expect(await told(view, inChat({ account: 'slack:T1:U2' }))).toBeUndefined()
  })

  it('an older page gives way where one asks for many', async () => {
    await linkTo('oliver')
    const views: View[] = []
    for (let time = 0; time < 7; time++) {
      site.later(1)
      views.push(await want('enable-2fa'))
    }
    const kept = await Promise.all(views.map(open))
    expect(kept.map(page => page !== undefined)).toEqual([false, false, true, true, true, true, true])
  })

  it('on the web one is led to it at once', async () => {
    const visitor = site.browser()
    await visitor.signIn('oliver')
    await visitor.get('/en/ask')
    const led = await visitor.post('/en/ask', { press: 'do:enable-2fa' })
    expect(led.status).toBe(303)
    expect((await visitor.get(led.location!)).status).toBe(200)
  })
})

describe('linking by page', () => {
  it.each(locales)(
    'ACT-1 CHAT-2 asks whether this chat account there is to act for that account (%s)',
    async locale => {
      const view = await want('link')
      const path = pathIn(view, locale)
      const visitor = site.browser()
      await visitor.signIn('oliver')
      const page = await visitor.get(path)
      for (const said of ['colleague', 'Slack', 'Lumière', 'oliver@example.org', 'U1'])
        expect(page.text).toContain(said)
      expect(await site.get('links', 'slack:T1:U1')).toBeUndefined()
      const waiting = told(view)
      const done = await visitor.post(path, {})
      expect(done.status).toBe(200)
      expect(await site.get('links', 'slack:T1:U1')).toMatchObject({ user: 'oliver' })
      expect((await site.mails()).map(({ template, to }) => `${template} ${to}`)).toEqual([
        'chat-linked oliver@example.org',
      ])
      expect((await site.audit('')).at(-1)).toMatchObject({
        actor: 'oliver',
        action: 'link',
        outcome: 'done',
      })
      expect(textOf((await waiting)!)).toContain('Oliver Grant')
      expect((await visitor.post(path, {})).status).toBe(410)
    },
  )

  it('CHAT-2 names can be anybody’s, and break nothing', async () => {
    const name = '**Support** <script>alert(1)</script>\n\u202e[x](https://evil.example)'
    const view = await want('link', inChat({ name: name + 'x'.repeat(500), workspaceName: '<b>' }))
    const visitor = site.browser()
    await visitor.signIn('oliver')
    const { text } = await visitor.get(pathIn(view))
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('href="https://evil')
    expect(text).not.toContain('\u202e')
    expect(text).not.toContain('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')
  })

  it('CHAT-2 whoever is linked already is told so in the chat, and on a page that was handed out before', async () => {
    const view = await want('link')
    await linkTo('jonas')
    expect((await want('link')).tone).toBe('refusal')
    const visitor = site.browser()
    await visitor.signIn('oliver')
    expect((await send(visitor, pathIn(view))).status).toBe(403)
    expect(await site.get('links', 'slack:T1:U1')).toMatchObject({ user: 'jonas' })
  })
})

describe('links in mails', () => {
  const linkIn = async (template: string) => {
    const mail = (await site.mails()).findLast(one => one.template === template)
    return new URL(String(mail?.facts.link)).pathname
  }

  it.each(locales)('RECO-5 a forgotten password: blind, by the recovery address, once (%s)', async locale => {
    const visitor = site.browser()
    const known = await visitor.fill(`/${locale}/password`, { login: 'claire@example.org' })
    const unknown = await visitor.post(`/${locale}/password`, { login: 'nobody@example.org' })
    expect(known.status).toBe(200)
    expect(unknown.text).toBe(known.text)
    expect((await visitor.post(`/${locale}/password`, { login: '' })).status).toBe(422)
    const bare = await linkIn('password-reset')
    const { location: path = '' } = await visitor.send(bare, { headers: { 'Accept-Language': locale } })
    expect(path).toBe(`/${locale}${bare}`)
    for (let time = 0; time < 3; time++) expect((await visitor.get(path)).status).toBe(200)
    expect((await visitor.post(path, { password: 'short' })).status).toBe(422)
    const done = await visitor.post(path, { password: 'a new one for Claire' })
    expect(done.status).toBe(200)
    expect(done.text).toContain(`/${locale}/sign-in`)
    expect((await visitor.get(path)).status).toBe(410)
    expect((await visitor.post(path, { password: 'another new one' })).status).toBe(410)
    expect((await visitor.signIn('claire', 'a new one for Claire')).status).toBe(303)
  })

  it('RECO-2 the recovery address is confirmed by the link, whoever is signed in', async () => {
    const { text } = await frontOf(site.setting)
      .reply(
        { from: 'web', user: 'oliver' },
        {
          kind: 'submit',
          action: 'set-recovery-email',
          values: { email: 'oliver@else.example' },
        },
      )
      .then(async view => {
        const confirm = view.buttons.find(({ id }) => id.startsWith('confirm:'))!.id
        const receipt = await frontOf(site.setting).reply(
          { from: 'web', user: 'oliver' },
          { kind: 'press', button: confirm },
        )
        return { text: receipt.buttons.map(({ id }) => id).join() }
      })
    expect(text).toContain('do:confirm-recovery-email')
    const path = `/en${await linkIn('recovery-email-confirm')}`
    const visitor = site.browser()
    await visitor.signIn('jonas')
    const page = await visitor.get(path)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('name="code"')
    expect((await site.get('users', 'oliver'))?.recoveryEmail).toBeNull()
    expect((await visitor.post(path, {})).status).toBe(200)
    expect((await site.get('users', 'oliver'))?.recoveryEmail).toBe('oliver@else.example')
    expect((await visitor.get(path)).status).toBe(410)
  })

  it('RECO-2 or by the code, on a page of its own', async () => {
    await linkTo('oliver')
    const person = inChat({ isPublic: false })
    const front = frontOf(site.setting)
    const preview = await front.reply(person, {
      kind: 'submit',
      action: 'set-recovery-email',
      values: { email: 'oliver@else.example' },
    })
    await front.reply(person, { kind: 'press', button: preview.buttons[0]!.id })
    const view = await want('confirm-recovery-email', person)
    const code = String((await site.mails()).find(({ facts }) => facts.code)?.facts.code)
    const visitor = site.browser()
    await visitor.signIn('oliver')
    const page = await visitor.get(pathIn(view))
    expect(page.text).not.toContain('name="token"')
    expect((await visitor.post(pathIn(view), { code: code === '000000' ? '1' : '000000' })).status).toBe(422)
    expect((await visitor.post(pathIn(view), { code })).status).toBe(200)
    expect((await site.get('users', 'oliver'))?.recoveryEmail).toBe('oliver@else.example')
  })

  it('RECO-5 RECO-2 a link that nobody sent, or too late, is gone', async () => {
    const visitor = site.browser()
    await visitor.get('/en/password')
    for (const id of ['reset-password', 'confirm-recovery-email'])
      expect((await send(visitor, `/en/once/${id}/made-up`, { password: 'whatever it is' })).status).toBe(410)
    await visitor.fill('/en/password', { login: 'claire@example.org' })
    const path = `/en${await linkIn('password-reset')}`
    site.later(30)
    expect((await send(visitor, path, { password: 'a new one for Claire' })).status).toBe(410)
    expect((await visitor.get('/en/once/unknown-thing/x')).status).toBe(404)
  })

  it('no method but looking and sending', async () => {
    const visitor = site.browser()
    const { text } = await visitor.get('/en/sign-in')
    const csrf = /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? ''
    for (const path of ['/en/once/x', '/en/once/reset-password/x', '/en/password'])
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const { status, headers } = await visitor.send(path, { method, body: new URLSearchParams({ csrf }) })
        expect([status, headers.get('Allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
      }
    expect((await visitor.get('/en/sign-out')).status).toBe(405)
  })
})
