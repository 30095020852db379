import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import type { View } from '../../bot/desk/view.ts'
import { disk } from '../../bot/stores/file.ts'
import {
  blemishes,
  buttonOf,
  conversation,
  type Desk,
  everyWord,
  locales,
  managers,
  openDesk,
  prefilled,
  textOf,
} from '../support/desk.ts'

const tones: View['tone'][] = ['answer', 'unsure', 'talk', 'problem', 'refusal', 'preview']

describe('whatever is said', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const said: [string, string, View['tone'][]][] = [
    ['nothing', '', ['problem']],
    ['spaces', ' \n\t\u200b\ufeff', ['problem']],
    ['a hundred kilobytes', 'comment changer le rôle ? '.repeat(4000), ['problem']],
    ['a hundred kilobytes of nothing', ' '.repeat(100_000), ['problem']],
    ['one word of a hundred kilobytes', 'x'.repeat(100_000), ['problem']],
    ['bytes', String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code % 32)), ['problem']],
    ['a picture read as text', '\ufffdPNG\r\n\u001a\n\u0000\u0000\ufffd\ufffd', ['problem']],
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>', ['unsure', 'answer']],
    ['Markdown', '[click](javascript:alert(1)) **bold** ![x](http://x.example/y.png)', ['unsure', 'answer']],
    ['SQL', "'; DROP TABLE users; --", ['unsure', 'answer']],
    ['a template', '{{7*7}} $t(desk.confirm) {{- password}} <%= 7 %>', ['unsure', 'answer']],
    ['a path', '../../../../etc/passwd', ['unsure', 'answer']],
    ['a regular expression', '(a+)+$ [[[ \\', ['unsure', 'answer', 'problem']],
    ['an override of direction', '\u202Etxet sdrawkcab\u202C role', ['unsure', 'answer']],
    ['a ping', '@everyone <!channel> <@U012AB3CD> hello team', ['unsure', 'answer', 'talk']],
    ['half a character', '\ud800 rôle \udfff', ['unsure', 'answer', 'problem']],
    ['prototype names', '__proto__ constructor toString hasOwnProperty', ['unsure', 'answer']],
    ['a button', 'confirm:0a1b', ['unsure', 'answer']],
    ['emoji', '👩🏽‍💻🔥', ['problem']],
    ['Arabic', 'كيف أغير دور زميل؟', ['unsure', 'answer']],
  ]

  describe.each(locales)('%s', locale => {
    it.each(said)('%s', async (_, text, fitting) => {
      const before = await desk.state()
      for (const user of [managers[locale], undefined]) {
        const view = await conversation(desk, user, { locale }).say(text)
        expect(fitting).toContain(view.tone)
        // An answer may be in the language that the text seemed to be in; everything else is in the person's.
        if (view.tone !== 'answer') expect(blemishes(view, locale)).toEqual([])
        expect(view.buttons.some(({ id }) => id.startsWith('person')) || view.tone === 'talk').toBe(true)
        expect(everyWord(view).join().length).toBeLessThan(10_000)
      }
      expect(await desk.state()).toBe(before)
      expect(desk.warnings).toEqual([])
    })
  })

  it('any text at all has a view', async () => {
    const chat = conversation(desk, 'claire')
    const before = await desk.state()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async text => {
        expect(tones).toContain((await chat.say(text)).tone)
      }),
      { numRuns: 200 },
    )
    expect(await desk.state()).toBe(before)
    expect(desk.warnings).toEqual([])
  }, 60_000)
})

describe('whatever is pressed', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const ids = [
    '',
    'do:',
    'do:launch-missiles',
    'do:__proto__',
    'do:constructor',
    'do:toString?valueOf=1',
    'guide:../../etc/passwd',
    'guide:__proto__',
    'guide:nothing-of-the-kind',
    'help:me',
    '\u0000',
    'x'.repeat(100_000),
    `do:${'x'.repeat(100_000)}`,
    'do:renew-product?product=all',
    'do:settle-invoice',
  ]
  it.each(locales)('what is no button of ours says so (%s)', async locale => {
    const before = await desk.state()
    const chat = conversation(desk, managers[locale], { locale })
    for (const id of ids) {
      const view = await chat.pressId(id)
      expect({ id, text: textOf(view) }).toEqual({
        id,
        text: desk.setting.words(locale).t('desk.problems.unknown-button'),
      })
      expect(blemishes(view, locale)).toEqual([])
    }
    expect(await desk.state()).toBe(before)
    expect(desk.warnings).toEqual([])
  })

  it.each(locales)('values in a button are checked like any others (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    const before = await desk.state()
    const hostile = [
      'do:change-role?member=%00&role=king',
      'do:change-role?__proto__=x&member=nina&role=administrator',
      `do:change-role?member=${'n'.repeat(5000)}&role=administrator`,
      'do:list-members?role=%3Cscript%3E',
      'do:list-organisations?in=constructor',
      'do:set-renewal-warranty?product=all&on=perhaps',
      'do:switch-organisation?organisation=%24t(desk.confirm)',
      'do:switch-organisation?organisation=%7B%7Bsupport%7D%7D',
    ]
    for (const id of hostile) {
      const view = await chat.pressId(id)
      expect({ id, tone: view.tone }).toEqual({ id, tone: 'problem' })
      expect(everyWord(view).join()).not.toContain(desk.setting.words(locale).t('desk.confirm'))
      // What was typed is shown as it was typed, so its own signs are no slip.
      expect(blemishes(view, locale).filter(text => !/\{\{support|\$t\(desk/.test(text))).toEqual([])
    }
    expect(await desk.state()).toBe(before)
    expect(desk.warnings).toEqual([])
  })
})

describe('whatever is handed in', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const values: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a list', ['nina', 'administrator']],
    ['a text', 'nina'],
    ['a number', 42],
    ['objects', { member: {}, role: { $ne: null }, product: [{}], on: {} }],
    ['lists', { member: ['nina'], role: ['administrator'], text: ['x'], subscribe: 'x', on: [true] }],
    ['numbers', { member: 1, role: 2, on: 1, subscribe: 3, name: 4, text: 5, email: 6, product: 7 }],
    [
      'a prototype',
      JSON.parse('{"__proto__":{"member":"nina"},"constructor":{"prototype":{"role":"administrator"}}}'),
    ],
    ['unknown fields', { toString: 'x', hasOwnProperty: 'y', ['z'.repeat(1000)]: 1, 'a.b[c]': 2 }],
    ['huge texts', { member: 'm'.repeat(100_000), text: 't'.repeat(100_000), name: 'n'.repeat(100_000) }],
    ['huge lists', { subscribe: Array(5000).fill('security'), products: Array(5000).fill('x') }],
    ['control characters', { member: '\u0000\u001b[2J', name: '\u202Eevil\u0000', text: '\u0000' }],
  ]

  describe.each(locales)('%s', locale => {
    it.each(values)('%s', async (_, input) => {
      const before = await desk.state()
      const chat = conversation(desk, managers[locale], { locale })
      for (const { id, risk } of actions.values()) {
        const view = await chat.submitTo(id, input)
        expect(tones).toContain(view.tone)
        expect(view.locale).toBe(locale)
        expect(blemishes(view, locale)).toEqual([])
        expect(JSON.stringify(prefilled(view)).length).toBeLessThan(50_000)
        if (risk === 'system')
          expect(textOf(view)).toBe(desk.setting.words(locale).t('desk.problems.unknown-button'))
      }
      expect(await desk.state()).toBe(before)
      expect(desk.warnings).toEqual([])
    })
  })

  it('a problem is told at its field, and what names no field above the form', async () => {
    const chat = conversation(desk, 'jonas')
    const view = await chat.submitTo('change-role', { member: 'nina', role: 'king', crown: true })
    const speech = desk.setting.words('de')
    expect(textOf(view)).toContain(speech.t('problems.unknown-field'))
    expect(view.form?.fields.map(({ error }) => error?.includes(speech.t('problems.not-a-choice')))).toEqual([
      undefined,
      true,
    ])
  })

  it('FEED-6 a ping in a name is text, and Markdown in it too', async () => {
    const chat = conversation(desk, 'claire')
    await chat.submitTo('rename-organisation', { name: '[win](http://evil.example) *now*' })
    await chat.press('confirm:')
    const view = await chat.submitTo('leave-organisation', { organisation: 'lumiere' })
    expect(view.tone).toBe('refusal')
    expect(textOf(view)).not.toContain('[win](http')
    expect(textOf(view)).toContain('\\[win\\]')
  })
})

describe('when the store fails', () => {
  let full = false
  const failing = {
    ...disk,
    async write(...args: Parameters<typeof disk.write>) {
      if (full) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      await disk.write(...args)
    },
  }
  let desk: Desk
  beforeEach(async () => {
    full = false
    desk = await openDesk({ disk: failing })
  })
  afterEach(async () => {
    full = false
    await desk.close()
  })

  it.each(locales)('the person is told in their own language, and nothing was done (%s)', async locale => {
    const chat = conversation(desk, managers[locale])
    const preview = await chat.submitTo('set-renewal-warranty', { product: 'Synology NAS', on: true })
    const before = await desk.state()
    full = true
    const view = await chat.pressId(buttonOf(preview, 'confirm:'))
    expect(view).toMatchObject({ tone: 'problem', locale })
    expect(textOf(view)).toBe(desk.setting.words(locale).t('desk.problems.unavailable'))
    expect(view.buttons.map(({ id }) => id)).toEqual(['person'])
    expect(desk.warnings).toMatchObject([
      { what: 'reply failed', facts: { event: 'press', reason: 'unwritable' } },
    ])
    full = false
    expect(await desk.state()).toBe(before)
    expect((await chat.pressId(buttonOf(preview, 'confirm:'))).tone).toBe('receipt')
  })

  it('questions are answered all the same', async () => {
    full = true
    expect((await conversation(desk, 'jonas').say('Wie ändere ich eine Rolle?')).tone).toBe('answer')
    await vi.waitFor(() => expect(desk.warnings).toHaveLength(1))
    expect((await conversation(desk, 'jonas').say('Wie wird morgen das Wetter in Bern?')).tone).toBe('unsure')
    const kept = () => [...new Set(desk.warnings.map(({ what }) => what))].sort()
    await vi.waitFor(() => expect(kept()).toEqual(['gap not kept', 'question not kept']))
  })

  it.each(locales)('a closed store too, where only the platform says which language (%s)', async locale => {
    const closed = await openDesk()
    await closed.store.close()
    const view = await conversation(closed, 'claire', { hint: locale }).say('2FA')
    expect(view).toMatchObject({ tone: 'problem', locale })
    expect(blemishes(view, locale)).toEqual([])
    await closed.close()
  })
})

describe('what nobody could answer', () => {
  it('is kept for those who write guides, without names, addresses and numbers', async () => {
    const desk = await openDesk()
    const chat = conversation(desk, 'claire')
    const question =
      'Quel temps fera-t-il demain à Berne pour Camille Martin, c.martin@perso.example, 079 123 45 67, dossier 0079/123/45 ?'
    for (let time = 0; time < 2; time++) expect((await chat.say(question)).tone).toBe('unsure')
    await vi.waitFor(async () => {
      const [gap] = await desk.store.read(tables => tables.gaps.find({ locale: 'fr' }))
      expect(gap).toMatchObject({ locale: 'fr', count: 2 })
      expect(gap?.question).toMatch(/^Quel temps fera-t-il demain à Berne pour/)
      expect(gap?.question).not.toMatch(/Camille|Martin|perso|\d/)
    })
    await desk.close()
  })
})
