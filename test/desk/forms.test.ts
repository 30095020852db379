import { describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { fieldsOf } from '../../bot/core/fields.ts'
import { turnFor } from '../../bot/desk/desk.ts'
import { formOf } from '../../bot/desk/forms.ts'
import { complete, options, reply } from '../../bot/desk/reply.ts'
import type { Form, View } from '../../bot/desk/view.ts'
import { blemishes, conversation, locales, managers, textOf } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'

useDesk('file')

const all = [...actions.values()]
const slugs = new Set(all.flatMap(({ guide = [] }) => guide))
const unique = (texts: readonly string[]) => new Set(texts).size === texts.length
const viewOf = (form: Form, locale: View['locale']): View => ({
  tone: 'preview',
  locale,
  blocks: [],
  buttons: [],
  private: true,
  form,
})

describe.each(locales)('the forms of all actions in %s', locale => {
  const person = () => ({ user: managers[locale], from: 'test', locale })

  it.each(all.map(action => [action.id, action] as const))('%s', async (_, action) => {
    const form = formOf(await turnFor(desk.setting, person()), action, {})
    expect(blemishes(viewOf(form, locale))).toEqual([])
    expect(form.fields.map(({ name }) => name)).toEqual(
      fieldsOf(action.input).flatMap(({ name, unasked }) => (unasked ? [] : [name])),
    )
    // Two fields that are called alike cannot be told apart, and a label is no id.
    expect(unique(form.fields.map(({ label }) => label))).toBe(true)
    for (const { name, label, options = [] } of form.fields) {
      if (name.length > 4) expect(label).not.toBe(name)
      expect(unique(options.map(option => option.label))).toBe(true)
      expect(unique(options.map(option => option.value))).toBe(true)
    }
  })

  it('what refers to something offers what there is', async () => {
    const referring = ['member', 'product', 'organisation', 'method']
    for (const action of all.filter(({ risk }) => risk === 'read' || risk === 'change'))
      for (const field of fieldsOf(action.input)) {
        if (!referring.includes(field.kind) && field.words !== 'products') continue
        const offered = await options(desk.setting, person(), action.id, field.name, '')
        expect({ action: action.id, field: field.name, some: offered.length > 0 }).toEqual({
          action: action.id,
          field: field.name,
          some: true,
        })
        expect(unique(offered.map(({ value }) => value))).toBe(true)
        for (const also of field.also ?? [])
          expect(offered).toContainEqual({
            value: also,
            label: desk.setting.words(locale).word(`also.${also}`),
          })
      }
  })

  it('a suite is chosen among suites', async () => {
    const offered = await options(desk.setting, person(), 'upgrade-suite', 'suite', '')
    expect(offered.map(({ label }) => label)).toEqual(['kSuite Atelier Lumière'])
  })

  it('what one types narrows the choice, accents and case aside', async () => {
    const names = async (typed: string) =>
      (await options(desk.setting, person(), 'change-role', 'member', typed)).map(({ label }) => label)
    expect(await names('lucia')).toEqual(['Lucía Ortega'])
    expect(await names('KELLER')).toEqual(['Nina Keller'])
    expect(await names('nobody at all')).toEqual([])
  })

  it('the buttons of every answer can be told apart, and fit every platform', async () => {
    const chat = conversation(desk, managers[locale], { locale })
    for (const slug of slugs)
      for (const question of desk.setting.guides.guide(slug, locale)?.questions.slice(0, 3) ?? []) {
        const { buttons } = await chat.say(question)
        expect(buttons.length).toBeGreaterThan(0)
        expect(unique(buttons.map(({ id }) => id))).toBe(true)
        expect(unique(buttons.map(({ label }) => label))).toBe(true)
        expect(buttons.filter(({ id, label }) => id.length > 100 || !label)).toEqual([])
      }
  })

  it('a guide can be read whole, and acted on', async () => {
    const chat = conversation(desk, managers[locale], { locale })
    for (const slug of slugs) {
      const view = await chat.pressId(`guide:${slug}`)
      expect(view).toMatchObject({ tone: 'answer', locale })
      expect(view.blocks).toEqual([{ kind: 'text', text: desk.setting.guides.guide(slug, locale)?.body }])
      expect(view.buttons[0]).toMatchObject({ style: 'primary', id: `do:${slug}` })
    }
  })

  it('a half-typed question is completed in the person’s language', async () => {
    const [question = ''] = desk.setting.guides.guide('change-role', locale)?.questions ?? []
    expect(await complete(desk.setting, person(), question.slice(0, -3))).toContain(question)
  })
})

describe('what a colleague may choose from', () => {
  it.each(['paul', 'partner', 'colleague'])(
    'PAY-1 %s, who neither manages nor pays, sees no card',
    async user => {
      for (const [action, field] of [
        ['remove-payment-method', 'method'],
        ['set-default-payment-method', 'method'],
        ['add-payment-method', 'replaces'],
      ] as const) {
        const offered = await options(desk.setting, { user, from: 'web' }, action, field, '')
        expect(offered.map(({ value }) => value)).toEqual(['balance'])
        const paying = await options(desk.setting, { user: 'nina', from: 'web' }, action, field, '4242')
        expect(paying.map(({ label }) => label)).toEqual(['Visa 4242'])
      }
    },
  )
})

describe('what an external user may choose from', () => {
  const offered = async (user: string, action: string, field: string) =>
    (await options(desk.setting, { user, from: 'web' }, action, field, '')).map(({ value }) => value)

  it('ROLE-6 is nobody else by address, and the products that the permissions name', async () => {
    expect(await offered('partner', 'change-role', 'member')).toEqual(['partner@example.org'])
    expect((await offered('colleague', 'change-role', 'member')).length).toBeGreaterThan(1)
    const partner = await desk.store.read(tables => tables.memberships.get('lumiere:partner'))
    const reached = await offered('partner', 'set-renewal-warranty', 'product')
    expect(reached).toHaveLength(1 + (partner?.products.length ?? 0))
    expect((await offered('colleague', 'set-renewal-warranty', 'product')).length).toBeGreaterThan(
      reached.length,
    )
  })
})

describe('what a stranger may choose from', () => {
  it('is nothing', async () => {
    const stranger = { user: undefined, from: 'test' }
    for (const [action, field] of [
      ['change-role', 'member'],
      ['cancel-product', 'product'],
      ['remove-payment-method', 'newDefault'],
    ] as const)
      for (const { value } of await options(desk.setting, stranger, action, field, ''))
        expect(value).toBe('balance')
    expect(await options(desk.setting, stranger, 'no-such-action', 'member', '')).toEqual([])
    expect(await options(desk.setting, stranger, 'change-role', '__proto__', '')).toEqual([])
  })
})

describe.each(locales)('a forgotten password in %s', locale => {
  const nobody = {
    user: undefined,
    locale,
    from: 'slack',
    chat: { account: 'slack:T1:U9', name: 'X', isPublic: false, administers: false, isHome: false },
  }

  it.each([
    { kind: 'press', button: 'do:request-password-reset' },
    { kind: 'want', action: 'request-password-reset', values: { login: 'claire@example.org' } },
    { kind: 'want', action: 'request-password-reset', values: {}, onlyAsks: true },
    { kind: 'submit', action: 'request-password-reset', values: { login: 'claire@example.org' } },
  ] as const)(
    'RECO-5 ACT-1 $kind: whoever is not known is led to its page, and no attempt is recorded',
    async event => {
      const before = (await desk.audit()).length
      const view = await reply(desk.setting, nobody, event)
      expect(view).toMatchObject({ tone: 'talk', private: true })
      expect(view.awaits).toBeUndefined()
      expect(view.buttons[0]?.url).toBe(desk.setting.domain.ports.address(`/${locale}/password`))
      expect(textOf(view)).toContain(desk.setting.words(locale).t('actions.request-password-reset.elsewhere'))
      expect((await desk.audit()).length).toBe(before)
    },
  )
})

describe('the step that follows', () => {
  it('RECO-2 ACT-7 a receipt whose next step takes a code leads to where it is typed, and has no form for it', async () => {
    const talk = conversation(desk, 'claire')
    await talk.submitTo('set-recovery-email', { email: 'claire@elsewhere.example' })
    const receipt = await talk.press('confirm:')
    expect(receipt.tone).toBe('receipt')
    expect(receipt.form).toBeUndefined()
    expect(receipt.buttons).toHaveLength(1)
    expect(receipt.buttons[0]).toEqual({
      id: 'do:confirm-recovery-email',
      label: desk.setting.words('fr').t('actions.confirm-recovery-email.name'),
      style: 'primary',
    })
    const next = await talk.press('do:confirm-recovery-email')
    expect(next.form).toBeUndefined()
    expect(next.title).toBe(desk.setting.words('fr').t('actions.confirm-recovery-email.name'))
  })
})
