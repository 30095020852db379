import { describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import type { View } from '../../bot/desk/view.ts'
import {
  blemishes,
  buttonOf,
  conversation,
  everyWord,
  guidesIn,
  locales,
  managers,
  textOf,
} from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import { refusals } from './refusals.ts'

useDesk()

/** A refusal as a person needs it (ACT-4): rules by their ids, guides, a person, no slip; nothing was done. */
function expectRefusal(view: View, rules: string[], locale: View['locale']) {
  expect(view).toMatchObject({ tone: 'refusal', private: true })
  for (const rule of rules) expect(textOf(view)).toContain(`(${rule})`)
  expect(view.buttons.at(-1)?.id).toBe('person')
  expect(view.form).toBeUndefined()
  expect(blemishes(view, locale)).toEqual([])
}

describe.each(locales)('refusals in %s', locale => {
  it.each(
    refusals.map(
      one => [`${one.rules.join(' ')} ${one.who}: ${one.action} ${JSON.stringify(one.input)}`, one] as const,
    ),
  )('ACT-3 ACT-4 %s', async (_, { who, action, input, rules, able, guides }) => {
    const before = await desk.state()
    const entries = (await desk.audit()).length
    const view = await conversation(desk, who, { locale }).submitTo(action, input)
    expectRefusal(view, rules, locale)
    expect(guidesIn(view)).toEqual(guides)
    for (const name of able ?? []) expect(textOf(view)).toContain(name)
    expect(await desk.state()).toBe(before)
    expect(await desk.mails()).toEqual([])
    expect((await desk.audit()).slice(entries)).toMatchObject([
      { actor: who, action, outcome: 'refused', rules },
    ])
  })

  it('ORG-4 names every reason at once, each with the guide that removes it', async () => {
    const view = await conversation(desk, 'paul', { locale }).submitTo('leave-organisation', {
      organisation: 'Atelier Lumière',
    })
    const reasons = view.blocks.filter(block => block.kind === 'text')
    expect(reasons).toHaveLength(3)
    expect(new Set(reasons.map(({ text }) => text)).size).toBe(3)
    expect(everyWord(view).join('\n')).toMatch(/kSuite Atelier Lumière[\s\S]*Mail lumiere\.example/)
  })

  it('ACT-1 whoever is not linked is offered the link, and changes nothing', async () => {
    const before = await desk.state()
    const stranger = conversation(desk, undefined, { hint: locale })
    for (const action of actions.values()) {
      const { id, risk, guide, inChat } = action
      // What has a page for whoever cannot sign in leads there.
      if ((risk !== 'read' && risk !== 'change') || (risk === 'change' && action.page)) continue
      const view = await stranger.pressId(`do:${id}`)
      expectRefusal(view, [inChat ? 'CHAT-1' : 'ACT-1'], locale)
      expect(guidesIn(view)).toEqual(guide ? [guide] : [])
    }
    expect(await desk.state()).toBe(before)
    const audited = await desk.audit('')
    expect(audited.map(({ actor, outcome }) => ({ actor, outcome }))).toEqual(
      audited.map(() => ({ actor: 'unlinked', outcome: 'refused' })),
    )
    expect(new Set(audited.flatMap(({ rules }) => rules))).toEqual(new Set(['ACT-1', 'CHAT-1']))
  })

  it('ACT-2 nobody else can confirm, cancel or undo', async () => {
    const owner = conversation(desk, 'claire', { locale })
    const preview = await owner.submitTo('change-role', { member: 'nina', role: 'administrator' })
    const before = await desk.state()
    const proposal = buttonOf(preview, 'confirm:').slice('confirm:'.length)
    for (const kind of ['confirm', 'cancel', 'undo']) {
      const view = await conversation(desk, 'jonas', { locale }).pressId(`${kind}:${proposal}`)
      expectRefusal(view, ['ACT-2'], locale)
      expect(view.buttons.map(({ id }) => id)).toEqual(['person'])
    }
    expectRefusal(
      await conversation(desk, undefined, { locale }).pressId(`confirm:${proposal}`),
      ['ACT-1'],
      locale,
    )
    expect(await desk.state()).toBe(before)
    expect((await owner.pressId(`confirm:${proposal}`)).tone).toBe('receipt')
    expectRefusal(
      await conversation(desk, 'jonas', { locale }).pressId(`undo:${proposal}`),
      ['ACT-2'],
      locale,
    )
  })

  it('ACT-2 after ten minutes it is asked again, with what was wanted', async () => {
    const chat = conversation(desk, 'claire', { locale })
    const preview = await chat.submitTo('set-renewal-warranty', { product: 'Synology NAS', on: true })
    const before = await desk.state()
    desk.later(11)
    const late = await chat.pressId(buttonOf(preview, 'confirm:'))
    expectRefusal(late, ['ACT-2'], locale)
    expect(guidesIn(late)).toEqual(['set-renewal-warranty'])
    expect(await desk.state()).toBe(before)
    expect(late.buttons[0]).toMatchObject({
      style: 'primary',
      label: desk.setting.words(locale).t('desk.again'),
    })
    expect(await chat.press('do:')).toMatchObject({ tone: 'preview' })
    expect((await chat.press('confirm:')).tone).toBe('receipt')
  })

  it('ACT-2 a proposal that nobody knows', async () => {
    for (const kind of ['confirm', 'cancel', 'undo']) {
      const view = await conversation(desk, 'claire', { locale }).pressId(`${kind}:0a1b2c`)
      expectRefusal(view, ['ACT-2'], locale)
      expect(everyWord(view)).not.toContain('name')
    }
  })
})

describe('secrets are never taken in a chat', () => {
  const asked = {
    fr: 'Comment retirer la double authentification ?',
    en: 'How do I remove two-factor authentication?',
    de: 'Wie entferne ich die Zwei-Faktor-Authentifizierung?',
    it: 'Come posso togliere l’autenticazione a due fattori?',
    es: '¿Cómo quito la autenticación de dos factores?',
  }
  const secret = 'Correct-horse-battery-9'
  const secrets = [...actions.values()].filter(({ risk }) => risk === 'secret')

  it.each(locales)('ACT-7 TFA-2 *Do it for me* points to the one-time page (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    await chat.say(asked[locale])
    const view = await chat.press('do:remove-2fa')
    expect(textOf(view)).toBe(desk.setting.words(locale).t('desk.elsewhere'))
    expect(view.form).toBeUndefined()
    expect(guidesIn(view)).toEqual(['remove-2fa'])
  })

  it.each(locales)('ACT-7 whatever is handed in is not looked at, and not kept (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    const before = await desk.state()
    for (const { id, guide } of secrets.filter(({ inChat }) => !inChat)) {
      const view = await chat.submitTo(id, { password: secret, code: secret, token: secret, login: secret })
      expect(textOf(view)).toBe(desk.setting.words(locale).t('desk.elsewhere'))
      expect(guidesIn(view)).toEqual([guide])
      expect(view.buttons[0]?.url).toMatch(new RegExp(`^https://help.example.org/${locale}/`))
      expect(view.buttons.at(-1)?.id).toBe('person')
      expect(view.form).toBeUndefined()
      expect(view.private).toBe(true)
      expect(blemishes(view, locale)).toEqual([])
      expect(textOf(await chat.pressId(`do:${id}?password=${secret}`))).toBe(textOf(view))
    }
    expect(await desk.state()).toBe(before)
    expect(await desk.bytes()).not.toContain(secret)
  })
})

describe('card numbers', () => {
  const number = '4242424242424242'
  const typed = {
    fr: 'Ma carte 4242 4242 4242 4242 est refusée, que faire ?',
    en: 'please add my card 4242-4242-4242-4242 exp 12/28',
    de: 'Kreditkarte hinzufügen: 4242424242424242',
    it: 'la mia carta è 4242\u200b4242\u200b4242\u200b4242',
    es: 'mi tarjeta: 4242.4242.4242.4242',
  }
  /** The number, however its digits are grouped. */
  const trace = new RegExp([...number].join('\\D{0,3}'))

  it.each(locales)('PAY-3 in a question are refused, told why, and stand nowhere (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    const view = await chat.say(typed[locale])
    expectRefusal(view, ['PAY-3'], locale)
    expect(guidesIn(view)).toEqual(['add-payment-method'])
    expect(everyWord(view).join()).not.toMatch(trace)
    expect(await desk.bytes()).not.toMatch(trace)
    expect(JSON.stringify(desk.warnings)).not.toMatch(trace)
  })

  it.each(locales)('PAY-3 in a form or a button too (%s)', async locale => {
    const chat = conversation(desk, managers[locale], { locale })
    const values = { service: 'kdrive', text: typed[locale].replaceAll('\u200b', ' ') }
    const views = [
      await chat.submitTo('send-feedback', values),
      await chat.submitTo('change-role', { member: number, role: 'king' }),
      await chat.pressId(`do:set-recovery-email?email=${number}`),
      await chat.submitTo('set-newsletters', { subscribe: [number] }),
      await conversation(desk, undefined, { locale }).submitTo('send-feedback', values),
    ]
    for (const view of views) {
      expect(view.tone).toBe('refusal')
      expect(everyWord(view).join()).not.toMatch(trace)
    }
    for (const view of views.slice(0, 4)) expectRefusal(view, ['PAY-3'], locale)
    expect(await desk.bytes()).not.toMatch(trace)
    expect(await desk.mails()).toEqual([])
    expect(JSON.stringify(desk.warnings)).not.toMatch(trace)
  })
})
