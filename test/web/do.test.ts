import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Locale } from '../../bot/core/catalogue.ts'
import { locales, words } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import {
  attribute,
  type Browse,
  browse,
  browseAs,
  faultsIn,
  type PageSeen,
  tagged,
  textIn,
  withClass,
} from './pages.ts'
import { formIn } from './talker.ts'

useDesk()

const signedIn = (user: string, locale: Locale) => browseAs(desk, user, locale)

const labels = (page: PageSeen) => tagged(page, 'button').map(button => textIn(button).trim())

/** Presses a button of a page by its label. */
async function press(browser: Browse, page: PageSeen, label: string): Promise<PageSeen> {
  const form = tagged(page, 'form').find(one => textIn(one).includes(label))
  const button = tagged(page, 'button').find(one => textIn(one).trim() === label)
  if (!form || !button) throw new Error(`no ${label} in ${page.text}`)
  return browser.submit(form, {}, button)
}

const logo = async (width = 64, height = 64) =>
  new File(
    [
      await sharp({ create: { width, height, channels: 3, background: '#234' } })
        .png()
        .toBuffer(),
    ],
    'l.png',
  )

/** What a page shows as changed, spaces as everybody types them. */
const changed = (page: PageSeen) =>
  withClass(page, 'changed').map(row =>
    textIn(row)
      .replace(/[\u00a0\u202f]/g, ' ')
      .replace(/\s*\n\s*/g, ' | ')
      .trim(),
  )

interface Done {
  action: string
  /** What the link to it says already. */
  query?: string
  fill: Record<string, unknown>
  shows: Record<string, RegExp>
  undo: boolean
}

/** The change of each guide that a page can do by itself, in two languages each; what is secret is finished on one-time pages. */
const done: Done[] = [
  {
    action: 'change-role',
    query: 'member=nina@example.org',
    fill: { role: 'administrator' },
    shows: { fr: /collaborateur \| administrateur/, en: /collaborator \| administrator/ },
    undo: true,
  },
  {
    action: 'set-renewal-warranty',
    query: 'product=Synology NAS',
    fill: { on: 'true' },
    shows: { de: /aus \| ein/, it: /disattivata \| attiva/ },
    undo: true,
  },
  {
    action: 'switch-organisation',
    fill: { organisation: 'cimes' },
    shows: { es: /no \| sí/, fr: /non \| oui/ },
    undo: true,
  },
  {
    action: 'set-newsletters',
    fill: { subscribe: ['tips', 'events'], unsubscribe: ['product-news'] },
    shows: { en: /tips/i, de: /Tipps/ },
    undo: true,
  },
  {
    action: 'set-recovery-email',
    fill: { email: 'new@elsewhere.example' },
    shows: { it: /@elsewhere/, es: /@elsewhere/ },
    undo: false,
  },
  {
    action: 'upgrade-suite',
    query: 'suite=kSuite Atelier Lumière',
    fill: { offer: 'business' },
    shows: { fr: /Standard \| Business/, it: /Standard \| Business/ },
    undo: false,
  },
  {
    action: 'send-feedback',
    query: 'service=kdrive',
    fill: { text: 'Sort <b>folders</b> & files "by colour"' },
    shows: { en: /kDrive/, es: /kDrive/ },
    undo: false,
  },
  {
    action: 'set-default-payment-method',
    fill: { method: 'balance' },
    shows: { de: /nein \| ja/, fr: /non \| oui/ },
    undo: true,
  },
  {
    action: 'set-branding',
    fill: { square: 'logo', logo: 'picture' },
    shows: { it: /64 × 64/, en: /64 × 64/ },
    undo: true,
  },
  {
    action: 'set-permissions',
    query: 'member=nina@example.org',
    fill: { contacts: ['technical', 'billing'] },
    shows: { es: /facturación/i, de: /Technik|technisch/i },
    undo: true,
  },
]

describe('an action is done on pages, without a script', () => {
  const cases = done.flatMap(one =>
    Object.keys(one.shows).map(locale => [one.action, locale as Locale, one] as const),
  )

  it.each(cases)(
    'ACT-2 ACT-3 %s, from its form to its receipt and back (%s)',
    async (action, locale, one) => {
      const { t, word } = words(locale)
      const browser = await signedIn('claire', locale)
      const opened = await browser.go(`/do/${action}?${new URLSearchParams(one.query)}`)
      expect(opened.status).toBe(200)
      expect(opened.title).toContain(word(`actions.${action}.name`))
      const fill = { ...one.fill, ...(one.fill.logo !== undefined && { logo: await logo() }) }
      const preview = await browser.submit(formIn(opened)!, fill)
      expect(preview.path).toMatch(new RegExp(`^/${locale}/change/[a-z]+$`))
      expect(preview.text).toContain(t('desk.preview-intro'))
      expect(changed(preview).join('\n')).toMatch(one.shows[locale]!)
      if (action === 'set-branding')
        expect(tagged(preview, 'img').map(image => attribute(image, 'alt'))).not.toEqual([])
      const before = await desk.state()
      expect((await browser.load(preview.path)).text).toBe(preview.text)
      expect(await desk.state()).toBe(before)

      const receipt = await press(browser, preview, t('desk.confirm'))
      expect(withClass(receipt, 'receipt').length).toBe(1)
      expect(changed(receipt)).toEqual(changed(preview))
      expect(labels(receipt).includes(t('desk.undo'))).toBe(one.undo)
      const after = await desk.state()
      expect(after).not.toBe(before)
      const audited = (await desk.audit()).filter(entry => entry.outcome === 'done')
      expect(audited.map(entry => [entry.action, entry.from])).toEqual([[action, 'web']])
      // The page of the proposal shows the receipt from now on.
      expect(withClass(await browser.load(preview.path), 'receipt').length).toBe(1)
      for (const page of [opened, preview, receipt]) expect(faultsIn(page.html)).toEqual([])
      if (!one.undo) return
      const wayBack = await press(browser, receipt, t('desk.undo'))
      expect(wayBack.path).toMatch(/\/change\//)
      await press(browser, wayBack, t('desk.confirm'))
      expect(await desk.state()).toBe(before)
      expect(desk.warnings).toEqual([])
    },
  )

  it.each(locales)('ACT-2 a preview that was cancelled is gone (%s)', async locale => {
    const { t } = words(locale)
    const browser = await signedIn('claire', locale)
    const form = formIn(await browser.go('/do/rename-organisation'))!
    const preview = await browser.submit(form, { name: 'Other' })
    const before = await desk.state()
    expect((await press(browser, preview, t('desk.cancel'))).text).toContain(t('desk.cancelled'))
    expect((await press(browser, preview, t('desk.confirm'))).text).toContain('(ACT-2)')
    expect(await desk.state()).toBe(before)
  })
})

describe('ROLE-1 one of a great many members', () => {
  const many = 260
  beforeEach(() =>
    desk.store.transact(async tables => {
      const user = (await tables.users.get('nina'))!
      const membership = (await tables.memberships.get('lumiere:nina'))!
      for (let number = 1; number <= many; number++) {
        const id = `p${number}`
        const name = number % 130 ? `Person ${number}` : 'Éva Szabó'
        await tables.users.put({ ...user, id, email: `${id}@example.org`, name })
        await tables.memberships.put({ ...membership, id: `lumiere:${id}`, user: id })
      }
    }),
  )

  it('is found by a part of the name, without a script', async () => {
    const browser = await signedIn('claire', 'en')
    const form = formIn(await browser.go('/do/change-role'))!
    const found = await browser.submit(form, { member: 'szabo', role: 'administrator' })
    const menu = tagged(found, 'option').map(one => textIn(one).trim())
    expect(menu.slice(1)).toEqual(['Éva Szabó (p130@example.org)', 'Éva Szabó (p260@example.org)'])
    const preview = await browser.submit(formIn(found)!, { member: 'p260@example.org' })
    expect(preview.path).toMatch(/\/change\//)
    expect(preview.text).toContain('Éva Szabó')
  })

  it('is asked for while one types', async () => {
    const browser = await signedIn('claire', 'en')
    const response = await browser.request('/en/options/change-role/member?q=nina')
    expect(await response.json()).toEqual([
      { value: 'nina@example.org', label: 'Nina Keller (nina@example.org)' },
    ])
  })

  it('ACT-6 is told to nobody who does not belong there', async () => {
    await desk.store.transact(tables => tables.memberships.remove('lumiere:paul'))
    const browser = await signedIn('paul', 'en')
    const response = await browser.request('/en/options/change-role/member?q=person')
    expect(await response.json()).toEqual([])
  })

  it('is named by a link', async () => {
    const browser = await signedIn('claire', 'en')
    const page = await browser.go('/do/change-role?member=nina')
    const options = tagged(page, 'option').filter(one => attribute(one, 'selected') !== undefined)
    expect(options.map(one => textIn(one).trim())).toEqual(['Nina Keller (nina@example.org)'])
  })
})

describe('a link to an action', () => {
  it('asks, and begins nothing, whatever it says of the input', async () => {
    const browser = await signedIn('claire', 'en')
    const before = await desk.bytes()
    const page = await browser.go(
      '/do/change-role?member=nina@example.org&role=administrator&utm_source=mail',
    )
    const form = formIn(page)!
    expect(
      tagged(page, 'option')
        .filter(one => attribute(one, 'selected') !== undefined)
        .map(one => textIn(one).trim()),
    ).toEqual(['Nina Keller'])
    const [chosen] = tagged(page, 'input').filter(input => attribute(input, 'checked') !== undefined)
    expect(attribute(chosen!, 'value')).toBe('administrator')
    expect(await desk.bytes()).toBe(before)
    expect((await browser.submit(form)).path).toMatch(/\/change\//)
  })

  const chosen = (page: PageSeen) =>
    tagged(page, 'option')
      .filter(one => attribute(one, 'selected') !== undefined)
      .map(one => textIn(one).trim())

  it('shows by name whom and what it names by its id', async () => {
    const browser = await signedIn('claire', 'en')
    expect(chosen(await browser.go('/do/change-role?member=nina'))).toEqual(['Nina Keller'])
    const product = (await desk.get('products', 'lumiere-synology'))!.name
    expect(chosen(await browser.go('/do/set-renewal-warranty?product=lumiere-synology'))).toEqual([product])
  })

  it('ACT-6 tells nobody who a stranger is', async () => {
    const browser = await signedIn('claire', 'en')
    const page = await browser.go('/do/change-role?member=agent')
    expect(chosen(page)).toEqual(['agent'])
    expect(page.html).not.toContain('Elisa Conti')
  })

  it('offers no role that there is not', async () => {
    const page = await (await signedIn('claire', 'en')).go('/do/change-role?role=king')
    const roles = tagged(page, 'input').filter(one => attribute(one, 'name') === 'role')
    expect(roles.map(one => attribute(one, 'value'))).toEqual([
      'external-user',
      'collaborator',
      'administrator',
      'legal-representative',
    ])
  })

  it('answers what is only read, as the query says', async () => {
    const browser = await signedIn('oliver', 'en')
    const all = await browser.go('/do/list-products')
    const some = await browser.go('/do/list-products?warranty=false')
    expect(withClass(all, 'facts').length).toBeGreaterThan(withClass(some, 'facts').length)
    expect(withClass(some, 'facts').length).toBeGreaterThan(3)
  })

  it.each(['/do/nothing', '/do/settle-invoice', '/do/confirm-2fa', '/do/..%2f..%2fetc', '/do/'])(
    '%s is not found',
    async path => {
      const browser = await signedIn('claire', 'en')
      expect((await browser.go(path)).status).toBe(404)
    },
  )

  it.each(locales)(
    'ACT-1 leads whoever is not signed in to the sign-in and back, and records nothing (%s)',
    async locale => {
      const { t } = words(locale)
      const browser = browse(desk, locale)
      const before = await desk.bytes()
      const page = await browser.go('/do/change-role?member=nina@example.org&role=administrator')
      expect(page.status).toBe(403)
      expect(page.text).toContain(t('desk.sign-in-first'))
      expect(formIn(page)).toBeUndefined()
      const next = `/${locale}/do/change-role?member=nina%40example.org&role=administrator`
      const links = tagged(page, 'a').map(link => attribute(link, 'href'))
      expect(links).toContain(`/${locale}/sign-in?${new URLSearchParams({ next })}`)
      expect(await desk.bytes()).toBe(before)
    },
  )

  it('ACT-1 a form that outlived its session changes nothing', async () => {
    const browser = await signedIn('claire', 'en')
    const form = formIn(await browser.go('/do/rename-organisation'))!
    await desk.store.transact(async tables => {
      for (const { id } of await tables.sessions.find({ user: 'claire' })) await tables.sessions.remove(id)
    })
    const before = await desk.state()
    expect((await browser.submit(form, { name: 'Other' })).status).toBe(403)
    expect(await desk.state()).toBe(before)
  })
})

describe('ACT-4 what is refused', () => {
  it.each(locales)('is told with its rule, its guide, and a way to change the input (%s)', async locale => {
    const browser = await signedIn('oliver', locale)
    const { t } = words(locale)
    const form = formIn(await browser.go('/do/change-role'))!
    const page = await browser.submit(form, { member: 'nina@example.org', role: 'legal-representative' })
    expect(page.status).toBe(403)
    expect(page.text).toContain('(ROLE-2)')
    expect(labels(page)).toContain(t('desk.person.button'))
    const links = tagged(page, 'a').map(link => attribute(link, 'href'))
    expect(links).toContain(`/${locale}/change-role`)
    const again = links.find(link => link?.startsWith(`/${locale}/do/change-role?`))
    const refilled = formIn(await browser.load(again!))!
    expect(textIn(refilled)).toContain('Nina Keller')
  })
})

describe('what is wrong with a form', () => {
  it.each(locales)('stands at its field and leads to it, and the rest is kept (%s)', async locale => {
    const { t } = words(locale)
    const browser = await signedIn('claire', locale)
    const form = formIn(await browser.go('/do/order-product'))!
    const page = await browser.submit(form, { service: '', name: '<i>"NAS"</i> & co', warranty: 'true' })
    expect(page.status).toBe(422)
    expect(page.title).toContain(t('web.form.error', { title: '' }).trim())
    const [summary] = withClass(page, 'error-summary')
    expect(attribute(summary!, 'autofocus')).toBeDefined()
    const [link] = tagged(page, 'a').filter(
      one => attribute(one, 'href')?.startsWith('#') && textIn(one).includes(t('problems.required')),
    )
    const field = page.elements.find(one => attribute(one, 'id') === attribute(link!, 'href')?.slice(1))!
    expect(attribute(field, 'name')).toBe('service')
    expect(attribute(field, 'aria-invalid')).toBe('true')
    const described = attribute(field, 'aria-describedby')!.split(' ')
    const error = page.elements.find(
      one => described.includes(attribute(one, 'id') ?? '') && attribute(one, 'class') === 'error',
    )
    expect(textIn(error!).trim()).toBe(t('problems.required'))
    const name = tagged(page, 'input').find(one => attribute(one, 'name') === 'name')
    expect(attribute(name!, 'value')).toBe('<i>"NAS"</i> & co')
    expect(tagged(page, 'i')).toEqual([])
    expect(faultsIn(page.html)).toEqual([])
  })

  it('what people type is shown as they typed it, from the preview to the receipt', async () => {
    const browser = await signedIn('claire', 'en')
    const name = `</td><script>alert(1)</script><img src=x onerror=alert(1)> "&'`
    const preview = await browser.submit(formIn(await browser.go('/do/rename-organisation'))!, { name })
    const receipt = await press(browser, preview, 'Confirm')
    const listed = await browser.go('/account')
    for (const page of [preview, receipt, listed]) {
      expect(page.text).toContain(name)
      expect(tagged(page, 'img').length).toBe(0)
      expect(page.html).not.toContain('<script>alert')
    }
  })

  it('a list that began with something and is emptied is an empty list; one that did not says nothing', async () => {
    const browser = await signedIn('claire', 'en')
    const prefilled = await browser.go(
      '/do/set-permissions?member=nina@example.org&products=Hosting Lumière,kDrive Lumière',
    )
    const form = formIn(prefilled)!
    const preview = await browser.submit(form, { products: [] })
    expect(changed(preview).join()).toMatch(/kDrive Lumière \| none/)
    const blank = formIn(await browser.go('/do/set-permissions'))!
    const other = await browser.submit(blank, { member: 'nina@example.org', contacts: ['technical'] })
    expect(changed(other).join()).not.toMatch(/kDrive/)
  })
})

describe('ACT-2 however often it is sent', () => {
  it('a form makes a proposal each, a confirmation applies once and answers alike', async () => {
    const browser = await signedIn('claire', 'en')
    const preview = await browser.submit(formIn(await browser.go('/do/rename-organisation'))!, {
      name: 'Once',
    })
    const receipts = await Promise.all([1, 2, 3].map(() => press(browser, preview, 'Confirm')))
    for (const receipt of receipts) expect(withClass(receipt, 'receipt').length).toBe(1)
    const applied = (await desk.audit()).filter(
      ({ outcome, action }) => outcome === 'done' && action === 'rename-organisation',
    )
    expect(applied.length).toBe(1)
  })

  it('after ten minutes nothing is applied, and the same can be begun anew', async () => {
    const browser = await signedIn('claire', 'en')
    const preview = await browser.submit(formIn(await browser.go('/do/rename-organisation'))!, {
      name: 'Late',
    })
    desk.later(11)
    const late = await press(browser, preview, 'Confirm')
    expect(late.status).toBe(403)
    const again = await press(browser, late, words('en').t('desk.again'))
    expect(again.path).toMatch(/\/change\//)
    expect(again.path).not.toBe(preview.path)
  })

  it('somebody else’s proposal is neither shown nor confirmed', async () => {
    const claire = await signedIn('claire', 'en')
    const preview = await claire.submit(formIn(await claire.go('/do/rename-organisation'))!, {
      name: 'Secret name',
    })
    const oliver = await signedIn('oliver', 'en')
    const before = await desk.state()
    const looked = await oliver.load(preview.path)
    expect(looked.status).toBe(403)
    expect(looked.text).not.toContain('Secret name')
    const own = await oliver.go('/do/rename-organisation')
    const body = new URLSearchParams({
      csrf: csrfIn(own),
      press: `confirm:${preview.path.split('/').at(-1)}`,
    })
    const pressed = await oliver.load('/en/ask', { method: 'POST', body })
    expect(pressed.text).toContain('(ACT-2)')
    expect(await desk.state()).toBe(before)
  })

  it('nobody who is not signed in is shown one: they sign in and come back', async () => {
    const claire = await signedIn('claire', 'en')
    const preview = await claire.submit(formIn(await claire.go('/do/rename-organisation'))!, {
      name: 'Secret name',
    })
    const response = await browse(desk, 'en').request(preview.path)
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe(
      `/en/sign-in?${new URLSearchParams({ next: preview.path })}`,
    )
  })
})

const csrfIn = (page: PageSeen): string =>
  attribute(tagged(page, 'input').find(input => attribute(input, 'name') === 'csrf')!, 'value') ?? ''

describe('what a form must carry', () => {
  it.each(['', 'wrong', undefined])('a form with the mark %j changes nothing', async csrf => {
    const browser = await signedIn('claire', 'en')
    const before = await desk.bytes()
    const body = new URLSearchParams({ ...(csrf !== undefined && { csrf }), name: 'Other' })
    expect((await browser.load('/en/do/rename-organisation', { method: 'POST', body })).status).toBe(403)
    expect(await desk.bytes()).toBe(before)
  })

  it('the mark of another’s session is none', async () => {
    const other = await (await signedIn('oliver', 'en')).go('/do/rename-organisation')
    const browser = await signedIn('claire', 'en')
    const body = new URLSearchParams({ csrf: csrfIn(other), name: 'Other' })
    expect((await browser.load('/en/do/rename-organisation', { method: 'POST', body })).status).toBe(403)
  })
})

describe('files that are sent with a form', () => {
  const branding = async (browser: Browse) => formIn(await browser.go('/do/set-branding'))!

  it('BRAND-4 of a kind that is none of ours, too large or of another shape are refused with the figures', async () => {
    const browser = await signedIn('claire', 'en')
    const form = await branding(browser)
    const text = new File(['not a picture'], 'logo.png', { type: 'image/png' })
    const large = new File([new Uint8Array(3 * 2 ** 20)], 'large.png')
    for (const [file, says] of [
      [text, /PNG, JPEG, WebP/],
      [large, /3\sMB/],
      [await logo(200, 100), /200/],
    ] as const) {
      const page = await browser.submit(form, { square: 'logo', logo: file })
      expect(page.status).toBe(403)
      expect(page.text).toContain('(BRAND-4)')
      expect(page.text).toMatch(says)
    }
  })

  it('are chosen anew where another field was wrong, and an empty one is none', async () => {
    const browser = await signedIn('claire', 'en')
    const form = await branding(browser)
    const wrong = await browser.submit(form, { square: 'logo', logo: await logo(), initials: 'TOOLONG' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain(words('en').t('web.form.files-again'))
    const empty = await browser.submit(form, { square: 'logo', logo: new File([], '') })
    expect(empty.status).toBe(422)
    expect(withClass(empty, 'error').map(one => textIn(one).trim())).toEqual([
      words('en').t('problems.required'),
    ])
  })

  it('wait with their preview, and are kept once when it is applied', async () => {
    const browser = await signedIn('claire', 'en')
    const picture = await logo()
    const base64 = Buffer.from(await picture.arrayBuffer()).toString('base64')
    const preview = await browser.submit(await branding(browser), { square: 'logo', logo: picture })
    const id = preview.path.split('/').at(-1)!
    expect((await desk.get('proposals', id))?.input.logo).toBe(base64)
    await press(browser, preview, 'Confirm')
    expect((await desk.get('proposals', id))?.input).toEqual({ square: 'logo' })
    const organisation = await desk.get('organisations', 'lumiere')
    expect(organisation?.branding.square.kind).toBe('logo')
  })

  it('that are more than the form has room for, or do not say how much they are, are not read', async () => {
    const browser = await signedIn('claire', 'en')
    const csrf = csrfIn(await browser.go('/do/set-branding'))
    const ask = (headers: Record<string, string>) =>
      browser.load('/en/do/set-branding', {
        method: 'POST',
        body: `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n--x--\r\n`,
        headers: { 'Content-Type': 'multipart/form-data; boundary=x', ...headers },
      })
    expect((await ask({ 'Content-Length': String(64 * 2 ** 20) })).status).toBe(413)
    expect((await ask({ 'Transfer-Encoding': 'chunked' })).status).toBe(400)
  })

  it('fit only where the form of the action asks for files, and only for whoever is signed in', async () => {
    const body = (csrf: string) => {
      const data = new FormData()
      data.append('csrf', csrf)
      data.append('logo', new File([new Uint8Array(2 ** 20)], 'a.png'))
      return data
    }
    const claire = await signedIn('claire', 'en')
    const csrf = csrfIn(await claire.go('/do/rename-organisation'))
    const nobody = browse(desk, 'en')
    const own = csrfIn(await nobody.go('/ask'))
    const send = async (browser: Browse, path: string, mark: string) => {
      const request = new Request(`http://x${path}`, { method: 'POST', body: body(mark) })
      const bytes = await request.arrayBuffer()
      const headers = {
        'Content-Type': request.headers.get('Content-Type')!,
        'Content-Length': String(bytes.byteLength),
      }
      return (await browser.load(path, { method: 'POST', body: bytes, headers })).status
    }
    expect(await send(claire, '/en/do/rename-organisation', csrf)).toBe(413)
    expect(await send(claire, '/en/ask', csrf)).toBe(413)
    expect(await send(nobody, '/en/do/set-branding', own)).toBe(413)
    expect(await send(claire, '/en/do/set-branding', csrf)).toBe(403)
  })

  it.each([
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nabc'],
    ['multipart/form-data', 'anything'],
    ['multipart/form-data; boundary=x', 'no boundary at all'],
  ])('that are malformed (%s, %j) are told so', async (type, body) => {
    const browser = await signedIn('claire', 'en')
    const before = await desk.bytes()
    const page = await browser.load('/en/do/set-branding', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    })
    expect(page.status).toBe(400)
    expect(await desk.bytes()).toBe(before)
  })

  it('in place of a text are nothing, and a text in place of a file is none', async () => {
    const browser = await signedIn('claire', 'en')
    const data = new FormData()
    data.append('csrf', csrfIn(await browser.go('/do/set-branding')))
    data.append('square', 'logo')
    data.append('initials', new File(['AB'], 'x.txt'))
    data.append('logo', Buffer.from('<svg/>').toString('base64'))
    const page = await browser.load('/en/do/set-branding', { method: 'POST', body: data })
    expect(withClass(page, 'error').map(one => textIn(one).trim())).toEqual([
      words('en').t('problems.required'),
    ])
  })
})

describe('ACT-6 what can be chosen while one types', () => {
  const optionsFor = async (browser: Browse, path: string) =>
    (await browser.request(`/en/options/${path}`)).json()

  it('is told to whoever belongs there, and to nobody else', async () => {
    const claire = await signedIn('claire', 'en')
    expect(await optionsFor(claire, 'change-role/member?q=keller')).toEqual([
      { value: 'nina@example.org', label: 'Nina Keller' },
    ])
    expect(await optionsFor(claire, 'change-role/nothing?q=a')).toEqual([])
    expect(await optionsFor(claire, 'nothing/member?q=a')).toEqual([])
    expect(await optionsFor(browse(desk, 'en'), 'change-role/member?q=')).toEqual([])
    const response = await claire.request('/en/options/change-role/member?q=')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('ACT-6 pages that are one person’s', () => {
  it('are kept by no browser and no proxy', async () => {
    const browser = await signedIn('claire', 'en')
    for (const path of ['/ask', '/ask?q=hello', '/do/change-role', '/do/list-members', '/account'])
      expect((await browser.go(path)).headers.get('Cache-Control')).toBe('no-store')
  })
})
