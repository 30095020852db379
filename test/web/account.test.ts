import { describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import type { Locale } from '../../bot/core/catalogue.ts'
import { fieldsOf } from '../../bot/core/fields.ts'
import { accountParts } from '../../bot/surfaces/web/parts/account.ts'
import { locales, managers, words } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import {
  attribute,
  type Browse,
  browse,
  browseAs,
  type Element,
  elementsIn,
  faultsIn,
  type PageSeen,
  tagged,
  textIn,
  withClass,
} from './pages.ts'

useDesk()

const signedIn = (user: string, locale: Locale) => browseAs(desk, user, locale)

const part = (page: PageSeen, id: string): Element | undefined =>
  withClass(page, 'part').find(one => attribute(one, 'aria-labelledby') === `part-${id}`)
const textOf = (element: Element | undefined) => (element ? textIn(element) : '')

/** Presses the button of a row. */
async function pressIn(browser: Browse, page: PageSeen, row: string, action: string): Promise<PageSeen> {
  for (const form of tagged(page, 'form'))
    for (const tr of elementsIn(form)) {
      if (tr.tagName !== 'tr' || !textIn(tr).includes(row)) continue
      const button = [...elementsIn(tr)].find(one => attribute(one, 'value')?.startsWith(`do:${action}`))
      if (button) return browser.submit(form, {}, button)
    }
  throw new Error(`no ${action} for ${row}`)
}

/** What somebody’s role does not let them do. */
const beyond = {
  colleague: ['set-renewal-warranty', 'order-product', 'change-role', 'set-branding', 'add-payment-method'],
  nina: ['change-role', 'rename-organisation', 'set-branding', 'upgrade-suite'],
  oliver: ['rename-organisation'],
  claire: [],
}

describe('the account page', () => {
  it.each(locales)('says all that is the person’s, in their language (%s)', async locale => {
    const { word, t } = words(locale)
    const browser = await signedIn(managers[locale], locale)
    const page = await browser.go('/account')
    expect(page.status).toBe(200)
    expect(faultsIn(page.html)).toEqual([])
    expect(tagged(page, 'h1').map(one => textIn(one).trim())).toEqual([t('web.account.title')])
    expect(textOf(part(page, 'organisations'))).toContain('Atelier Lumière')
    expect(textOf(part(page, 'products'))).toContain('Synology NAS')
    expect(textOf(part(page, 'payment'))).toContain('Visa')
    expect(textOf(part(page, 'newsletters'))).toContain(word('topics.product-news'))
    expect(textOf(part(page, 'security'))).toContain(word('actions.set-recovery-email.name'))
    expect(textOf(part(page, 'feedback'))).toContain(word('actions.list-feedback.empty'))
    expect(part(page, 'agents')).toBeUndefined()
    const known = new Set(tagged(page, 'a').map(link => attribute(link, 'href')))
    for (const id of ['change-role', 'set-newsletters', 'upgrade-suite', 'send-feedback'])
      expect(known).toContain(`/${locale}/do/${id}`)
    expect(page.text).not.toMatch(/\bundefined\b|\[object|web\.account/)
  })

  it('leads whoever is not signed in to sign in and back', async () => {
    const response = await browse(desk, 'de').request('/de/account')
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe('/de/sign-in?next=%2Fde%2Faccount')
  })

  it('ACT-3 looking at it is no attempt: what one may not read is left out, and nothing is recorded', async () => {
    const browser = await signedIn('partner', 'en')
    const before = await desk.bytes()
    const page = await browser.go('/account')
    expect(part(page, 'payment')).toBeUndefined()
    expect(textOf(part(page, 'products'))).not.toContain('Synology')
    expect(await desk.bytes()).toBe(before)
  })

  it('RECO-1 the recovery address is masked', async () => {
    const page = await (await signedIn('claire', 'en')).go('/account')
    expect(textOf(part(page, 'security'))).toMatch(/@secours\.example/)
    expect(page.html).not.toContain('claire@secours.example')
  })

  it('ORG-1 switches and leaves organisations: previewed, confirmed, and seen', async () => {
    const browser = await signedIn('claire', 'en')
    const page = await browser.go('/account')
    const preview = await pressIn(browser, page, 'Association Les Cimes', 'switch-organisation')
    expect(preview.path).toMatch(/^\/en\/change\//)
    const confirm = tagged(preview, 'button').find(one => textIn(one).trim() === 'Confirm')!
    await browser.submit(withClass(preview, 'buttons').find(one => one.tagName === 'form')!, {}, confirm)
    const after = await browser.go('/account')
    expect(textOf(part(after, 'products'))).toContain('les-cimes.example')
    expect((await pressIn(browser, after, 'Atelier Lumière', 'leave-organisation')).text).toContain('(ORG-3)')
  })

  it('WARR-1 switches the warranty of a product from either side', async () => {
    const browser = await signedIn('oliver', 'en')
    const page = await browser.go('/account')
    expect(
      withClass(await pressIn(browser, page, 'Synology NAS', 'set-renewal-warranty'), 'preview').length,
    ).toBe(1)
    const values = tagged(page, 'button').map(button => attribute(button, 'value'))
    expect(values).toContain('do:set-renewal-warranty?product=lumiere-synology&on=true')
    expect(values).toContain('do:set-renewal-warranty?product=lumiere-domain&on=false')
  })

  it('PAY-5 makes a method the default and removes another', async () => {
    const browser = await signedIn('oliver', 'en')
    const page = await browser.go('/account')
    const values = tagged(page, 'button').flatMap(button => attribute(button, 'value') ?? [])
    expect(values.filter(value => value.includes('payment-method'))).toEqual([
      'do:set-default-payment-method?method=old',
      'do:remove-payment-method?method=old',
      'do:remove-payment-method?method=visa',
      'do:set-default-payment-method?method=balance',
    ])
    expect((await pressIn(browser, page, '4242', 'remove-payment-method')).text).toMatch(/PAY-5|New default/)
  })

  it('CHAT-2 unlinks a chat account: previewed, confirmed, and gone', async () => {
    await desk.put('links', { id: 'slack:T1:U1', user: 'claire', at: desk.clock.now.toISOString() })
    const browser = await signedIn('claire', 'en')
    const preview = await pressIn(browser, await browser.go('/account'), 'T1 · U1', 'unlink')
    expect(preview.path).toMatch(/^\/en\/change\//)
    const confirm = tagged(preview, 'button').find(one => textIn(one).trim() === 'Confirm')!
    await browser.submit(withClass(preview, 'buttons').find(one => one.tagName === 'form')!, {}, confirm)
    expect(textOf(part(await browser.go('/account'), 'security'))).not.toContain('T1 · U1')
    expect(await desk.get('links', 'slack:T1:U1')).toBeUndefined()
  })

  it.each([
    ['ROLE-1 PAY-1 WARR-4 a collaborator', 'colleague', []],
    [
      'WARR-4 PAY-1 whoever bills',
      'nina',
      ['set-renewal-warranty', 'remove-payment-method', 'order-product'],
    ],
    ['ORG-2 an administrator', 'oliver', ['set-renewal-warranty', 'change-role', 'set-branding']],
    [
      'ORG-2 a legal representative',
      'claire',
      ['rename-organisation', 'change-role', 'upgrade-suite', 'add-payment-method'],
    ],
  ] as const)('%s is offered what their role lets them do, and no more', async (_, user, expected) => {
    const page = await (await signedIn(user, 'en')).go('/account')
    const pressed = tagged(page, 'button').map(one => attribute(one, 'value')?.slice('do:'.length))
    const linked = tagged(page, 'a').map(one => attribute(one, 'href')?.slice('/en/do/'.length))
    const offered = new Set([...pressed, ...linked].map(id => id?.split('?')[0]))
    for (const id of expected) expect(offered).toContain(id)
    for (const id of beyond[user]) expect(offered).not.toContain(id)
    // What stands in its way is not their role: they are told why, and what removes it (ORG-4).
    expect(offered).toContain('leave-organisation')
  })

  it('ACT-2 what waits for confirmation is there until it is decided', async () => {
    const browser = await signedIn('claire', 'en')
    const opened = await browser.go('/do/rename-organisation')
    const form = tagged(opened, 'form').find(one => attribute(one, 'class') === 'fields')!
    const preview = await browser.submit(form, { name: 'Waits' })
    const page = await browser.go('/account')
    const [link] = [...elementsIn(part(page, 'pending')!)].filter(one => attribute(one, 'href'))
    expect(attribute(link!, 'href')).toBe(preview.path)
    desk.later(11)
    expect(part(await browser.go('/account'), 'pending')).toBeUndefined()
  })

  it('TFA-4 support agents find what they decide', async () => {
    await desk.put('recoveryRequests', {
      id: 'waits',
      user: 'nina',
      state: 'waiting',
      documents: [],
      reason: null,
      at: desk.clock.now.toISOString(),
    })
    const browser = await signedIn('agent', 'it')
    const page = await browser.go('/account')
    expect(textOf(part(page, 'agents'))).toContain('Nina Keller')
    const form = await pressIn(browser, page, 'Nina Keller', 'decide-2fa-recovery')
    expect(form.text).toContain('Nina Keller')
  })

  it('its buttons say what they are about to whoever cannot see the row', async () => {
    const page = await (await signedIn('claire', 'en')).go('/account')
    const names = tagged(page, 'button').map(button => textIn(button).trim())
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('Leave Association Les Cimes')
  })

  it('names no field of an action that there is not', async () => {
    const browser = await signedIn('claire', 'en')
    const pages = [await browser.go('/account')]
    const values = pages.flatMap(page =>
      tagged(page, 'button').flatMap(button => attribute(button, 'value') ?? []),
    )
    for (const value of values.filter(one => one.startsWith('do:'))) {
      const [id = '', query = ''] = value.slice(3).split('?')
      const names = fieldsOf(actions.get(id)!.input).map(({ name }) => name)
      for (const name of new URLSearchParams(query).keys()) expect(names).toContain(name)
    }
    const reads = accountParts.flatMap(({ lists }) => lists.map(({ read }) => read))
    for (const read of reads.filter(id => actions.has(id))) expect(actions.get(read)?.risk).toBe('read')
  })
})
