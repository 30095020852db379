import { ComponentType } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { turnFor } from '../../bot/desk/desk.ts'
import { formOf } from '../../bot/desk/forms.ts'
import { options } from '../../bot/desk/reply.ts'
import type { Form, FormField, Option } from '../../bot/desk/view.ts'
import { isLookedUp, readFormId, readValues, renderForm } from '../../bot/surfaces/discord/modal.ts'
import { locales, managers, words } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import * as any from './hostile.ts'
import { modalFaultsOf } from './shown.ts'

// Many runs on a busy machine take a while, and no time is tested here.
vi.setConfig({ testTimeout: 60_000 })

useDesk('file')

type Modal = ReturnType<typeof renderForm>[number]
const account = (user: string) => `discord:1:${user}`

/** The labelled controls of modals, as Discord would have them. */
const controlsOf = (modals: readonly Modal[]) =>
  modals.flatMap(({ components }) =>
    components.flatMap(part =>
      part.type === ComponentType.Label
        ? [{ ...part.component, label: part.label, about: part.description }]
        : [],
    ),
  )
type Control = ReturnType<typeof controlsOf>[number]

/** A modal sent off as it was opened, with what `typed` puts into a control in place of what it held. */
const sent = (modals: readonly Modal[], typed: Record<string, string | string[]> = {}) =>
  controlsOf(modals).map(control => ({
    type: ComponentType.Label,
    component: {
      type: control.type,
      customId: control.custom_id,
      ...held(control, typed[control.custom_id]),
    },
  }))

function held(control: Control, typed: string | string[] | undefined) {
  if (Array.isArray(typed)) return { values: typed }
  if ('options' in control) {
    const chosen = control.options?.flatMap(option => (option.default ? [option.value] : [])) ?? []
    const values = typed === undefined ? chosen : [typed]
    return control.type === ComponentType.RadioGroup ? { value: values[0] ?? null } : { values }
  }
  if (control.type === ComponentType.UserSelect)
    return { values: typed === undefined ? (control.default_values ?? []).map(({ id }) => id) : [typed] }
  return { value: typed ?? ('value' in control ? (control.value ?? '') : '') }
}

const fieldNames = (modals: readonly Modal[]) => [
  ...new Set(controlsOf(modals).map(({ custom_id }) => custom_id.replace(/~.*/, ''))),
]

const inChats = [...actions.values()].filter(({ risk }) => risk !== 'secret' && risk !== 'system')
const elsewhere = ['secret', 'image', 'documents']

async function formIn(locale: (typeof locales)[number], id: string, values = {}) {
  const person = { user: managers[locale], from: 'discord', locale }
  const action = actions.get(id)
  if (!action) throw new Error(`no action ${id}`)
  const form = formOf(await turnFor(desk.setting, person), action, values)
  const looked = form.fields
    .filter(isLookedUp)
    .map(
      async ({ name }): Promise<[string, Option[]]> => [
        name,
        await options(desk.setting, person, id, name, ''),
      ],
    )
  return { form, modals: renderForm(form, words(locale), new Map(await Promise.all(looked))) }
}

describe.each(locales)('the forms of all actions in %s', locale => {
  it.each(inChats.map(({ id }) => id))('%s', async id => {
    const { form, modals } = await formIn(locale, id)
    expect(modals.flatMap(modalFaultsOf)).toEqual([])
    const asked = form.fields.filter(({ kind }) => !elsewhere.includes(kind))
    expect(fieldNames(modals)).toEqual(asked.map(({ name }) => name))
    expect(modals.map(({ custom_id }) => readFormId(custom_id))).toEqual(
      modals.map((_, page) => ({ action: id, page })),
    )
    for (const { label, about } of controlsOf(modals)) {
      // A label that is cut says less than it should.
      expect(label).not.toMatch(/…$/)
      expect(about ?? '').not.toMatch(/…$/)
    }
  })

  it('says which page of how many', async () => {
    const { form } = await formIn(locale, 'change-role')
    const fields = Array.from({ length: 6 }, (_, place) => ({ ...form.fields[0]!, name: `member${place}` }))
    const titles = renderForm({ ...form, fields }, words(locale)).map(({ title }) => title)
    expect(titles).toHaveLength(3)
    expect(titles[2]).toMatch(/\(3\/3\)$/)
  })
})

describe('what stands in a form', () => {
  const only = (modals: readonly Modal[], name: string) => {
    const found = controlsOf(modals).filter(({ custom_id }) => custom_id.replace(/~.*/, '') === name)
    return found.map(({ type }) => type)
  }

  it('people are picked, products chosen, a few choices in sight, many in a menu, yes and no told apart', async () => {
    const { modals } = await formIn('fr', 'change-role')
    expect(only(modals, 'member')).toEqual([ComponentType.UserSelect, ComponentType.TextInput])
    expect(only(modals, 'role')).toEqual([ComponentType.RadioGroup])
    const warranty = (await formIn('de', 'set-renewal-warranty')).modals
    expect(only(warranty, 'product')).toEqual([ComponentType.StringSelect])
    expect(only(warranty, 'on')).toEqual([ComponentType.RadioGroup])
    const feedback = (await formIn('it', 'send-feedback')).modals
    expect(only(feedback, 'service')).toEqual([ComponentType.StringSelect])
    expect(only(feedback, 'text')).toEqual([ComponentType.TextInput])
    expect(only((await formIn('es', 'set-newsletters')).modals, 'subscribe')).toEqual([
      ComponentType.CheckboxGroup,
    ])
  })

  it('ACT-7 a password, a document or a picture is asked in no chat', () => {
    const fields = elsewhere.map(
      (kind): FormField => ({ name: kind, kind: kind as 'secret', label: kind, required: true }),
    )
    const form: Form = { action: 'a', title: 'A', submit: 'B', fields }
    expect(controlsOf(renderForm(form, words('en')))).toEqual([])
    expect(renderForm(form, words('en')).flatMap(modalFaultsOf)).toEqual([])
  })

  it('what is too long or too much for a menu is typed', () => {
    const field: FormField = { name: 'product', kind: 'product', label: 'Product', required: true }
    const form: Form = { action: 'a', title: 'A', submit: 'B', fields: [field] }
    const many = Array.from({ length: 26 }, (_, place) => ({ value: `p${place}`, label: `P ${place}` }))
    const long = [{ value: 'x'.repeat(101), label: 'X' }]
    const same = Array.from({ length: 30 }, () => ({ value: 'p', label: 'P' }))
    const typeWith = (found: Option[]) =>
      only(renderForm(form, words('en'), new Map([['product', found]])), 'product')
    expect(typeWith(many)).toEqual([ComponentType.TextInput])
    expect(typeWith(long)).toEqual([ComponentType.TextInput])
    expect(typeWith([])).toEqual([ComponentType.TextInput])
    expect(typeWith(same)).toEqual([ComponentType.StringSelect])
  })

  it('Discord takes every form', () => {
    fc.assert(
      fc.property(any.form, form => {
        expect(renderForm(form, words('fr')).flatMap(modalFaultsOf)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('what is sent off', () => {
  it('comes back as it was known', async () => {
    const known = {
      'change-role': { member: 'discord:1:42', role: 'administrator' },
      'set-renewal-warranty': { product: 'all', on: 'false' },
      'set-newsletters': { subscribe: ['tips', 'offers'], unsubscribe: ['events'] },
      'send-feedback': { service: 'kdrive', text: 'Two\nlines', language: 'de' },
      'order-product': { service: 'domain', name: 'example.org', warranty: 'true' },
    }
    for (const [id, values] of Object.entries(known)) {
      const { modals } = await formIn('en', id, values)
      expect(readValues(sent(modals), account)).toEqual(values)
    }
  })

  it('is known by a label as well as by a value', async () => {
    const { modals } = await formIn('fr', 'change-role', { role: 'administrateur' })
    expect(readValues(sent(modals), account)).toEqual({ role: 'administrator' })
  })

  it('what was left empty is left out', async () => {
    for (const { id } of inChats)
      expect(readValues(sent((await formIn('en', id)).modals), account)).toEqual({})
  })

  it('who is picked is a chat account, and who is typed stands as typed', async () => {
    const { modals } = await formIn('en', 'change-role')
    expect(readValues(sent(modals, { member: '42' }), account)).toEqual({ member: 'discord:1:42' })
    expect(readValues(sent(modals, { 'member~typed': 'nina@lumiere.example' }), account)).toEqual({
      member: 'nina@lumiere.example',
    })
  })

  it('of who was known and who was chosen instead, the latter counts', async () => {
    const picked = (await formIn('en', 'change-role', { member: 'discord:1:42' })).modals
    expect(readValues(sent(picked), account)).toEqual({ member: 'discord:1:42' })
    expect(readValues(sent(picked, { 'member~typed': 'Nina' }), account)).toEqual({ member: 'Nina' })
    const typed = (await formIn('en', 'change-role', { member: 'nina@lumiere.example' })).modals
    expect(readValues(sent(typed), account)).toEqual({ member: 'nina@lumiere.example' })
    expect(readValues(sent(typed, { member: '43' }), account)).toEqual({ member: 'discord:1:43' })
  })

  it('a list that held some and is emptied says none; one that held none says nothing', async () => {
    const set = (await formIn('en', 'set-newsletters', { subscribe: ['tips'] })).modals
    expect(readValues(sent(set, { 'subscribe~set': [] }), account)).toEqual({ subscribe: [] })
    expect(readValues(sent(set, { 'subscribe~set': ['offers'] }), account)).toEqual({ subscribe: ['offers'] })
  })

  it('one of a long list is still a list', () => {
    const values = Array.from({ length: 15 }, (_, place) => ({ value: `a, ${place}`, label: `A ${place}` }))
    const field: FormField = { name: 'list', kind: 'choices', label: 'List', required: false }
    const form: Form = { action: 'a', title: 'A', submit: 'B', fields: [field] }
    const modals = renderForm(form, words('en'), new Map([['list', values]]))
    expect(readValues(sent(modals, { 'list~list': ['a, 1'] }), account)).toEqual({ list: ['a, 1'] })
  })

  it('a typed text comes back whole, however strange', () => {
    const field: FormField = { name: 'text', kind: 'long-text', label: 'Text', required: true }
    fc.assert(
      fc.property(any.hostile, value => {
        const form: Form = { action: 'a', title: 'A', submit: 'B', fields: [{ ...field, value }] }
        const read = readValues(sent(renderForm(form, words('en'))), account)
        expect(read).toEqual(value.trim() ? { text: value.toWellFormed() } : {})
      }),
    )
  })

  it('a row of something else is no field', () => {
    expect(readValues([{ type: ComponentType.TextDisplay }], account)).toEqual({})
    expect(readFormId('form:change-role:0')).toEqual({ action: 'change-role', page: 0 })
    for (const id of ['do:change-role', 'form:change-role', 'form:a:b:1', 'form::1', 'form:a:x'])
      expect(readFormId(id)).toBeUndefined()
  })
})
