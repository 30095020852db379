import type { ViewStateValue } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import type { Locale } from '../../bot/core/catalogue.ts'
import { turnFor } from '../../bot/desk/desk.ts'
import { formOf } from '../../bot/desk/forms.ts'
import type { Form, FormField, View } from '../../bot/desk/view.ts'
import { errorsOf, readValues, renderForm, type Shown } from '../../bot/surfaces/slack/modal.ts'
import { conversation, locales, managers, words } from '../support/desk.ts'
import { desk, useDesk } from '../support/use-desk.ts'
import { modalFaults, readIn } from './shown.ts'

useDesk('file')

type Modal = ReturnType<typeof renderForm>

const all = [...actions.values()].filter(({ risk }) => risk === 'read' || risk === 'change')
const account = (user: string) => `slack:T1:${user}`
const viewOf = (form: Form, locale: Locale): View => ({
  tone: 'preview',
  locale,
  title: form.title,
  blocks: [],
  buttons: [],
  private: true,
  form,
})
/** Pictures and documents are uploaded on a one-time page. */
const askable = ({ fields }: Form) => fields.filter(({ kind }) => !['image', 'documents'].includes(kind))
const inputs = ({ blocks }: Modal) =>
  blocks.flatMap(block => (block.type === 'input' && 'element' in block ? [block] : []))

/** The state of a modal that somebody submits as it came. */
const stateOf = (modal: Modal) => ({
  values: Object.fromEntries(
    inputs(modal).map(({ block_id = '', element }) => [
      block_id,
      { [('action_id' in element && element.action_id) || '']: untouched(element) },
    ]),
  ),
})

function untouched(element: object): ViewStateValue {
  const initial = element as Record<string, unknown> & { type: string }
  const { type } = initial
  if (type === 'users_select') return { type, selected_user: (initial.initial_user as string) ?? null }
  if (type === 'datepicker') return { type, selected_date: (initial.initial_date as string) ?? null }
  if (type === 'checkboxes' || type.startsWith('multi_'))
    return { type, selected_options: (initial.initial_options as never) ?? [] }
  if (type.endsWith('_select') || type === 'radio_buttons')
    return { type, selected_option: (initial.initial_option as never) ?? null }
  return { type, value: (initial.initial_value as string) ?? null }
}

/** Something to fill a field with, and how Slack is shown it. */
function example({ kind, options = [] }: FormField): { value: unknown; shown?: Shown; read?: unknown } {
  const picked = { value: 'p1', label: 'Product “One”' }
  switch (kind) {
    case 'choice':
      return { value: options[1]?.value ?? options[0]?.value }
    case 'choices':
      return options.length
        ? { value: options.slice(0, 2).map(({ value }) => value) }
        : { value: ['p1'], shown: [picked] }
    case 'tick':
      return { value: false }
    case 'date':
      return { value: '2027-01-31' }
    case 'member':
    case 'person':
      return { value: 'oliver@example.org', shown: { user: 'U2' }, read: 'slack:T1:U2' }
    case 'text':
    case 'long-text':
      return { value: 'Été *à* <Genève> & @everyone' }
    case 'email':
      return { value: 'claire@example.org' }
    default:
      return { value: 'p1', shown: picked }
  }
}

describe.each(locales)('the form of each action in %s', locale => {
  const formFor = async (id: string) => {
    const person = { user: managers[locale], from: 'slack', locale }
    return formOf(await turnFor(desk.setting, person), actions.get(id)!, {})
  }

  it.each(all.map(({ id }) => id))(
    '%s is a modal that asks for every field, and for nothing else',
    async id => {
      const form = await formFor(id)
      const modal = renderForm(viewOf(form, locale), words(locale), { metadata: '{"channel":"C1"}' })
      expect(modalFaults(modal)).toEqual([])
      expect(modal.callback_id).toBe(`form:${id}`)
      expect(modal.private_metadata).toBe('{"channel":"C1"}')
      expect(readIn(modal)).toContain(form.title)
      expect(modal.submit?.text.endsWith('…')).toBe(false)
      expect(modal.close?.text.endsWith('…')).toBe(false)
      const asked = inputs(modal).map(({ block_id = '' }) => block_id)
      expect(asked.filter(block => !block.endsWith('~typed'))).toEqual(askable(form).map(({ name }) => name))
      for (const { block_id = '', element } of inputs(modal))
        expect(element).toMatchObject({ action_id: `${id}.${block_id}` })
      expect(readValues(stateOf(modal), account)).toEqual({})
    },
  )

  it.each(all.map(({ id }) => id))('%s hands back what it was filled with', async id => {
    const form = await formFor(id)
    const examples = askable(form).map(field => ({ field, ...example(field) }))
    const filled = { ...form, fields: examples.map(({ field, value }) => ({ ...field, value })) }
    const values = Object.fromEntries(
      examples.flatMap(({ field, shown }) => (shown ? [[field.name, shown]] : [])),
    )
    const modal = renderForm(viewOf(filled, locale), words(locale), { metadata: '', values })
    expect(modalFaults(modal)).toEqual([])
    expect(readValues(stateOf(modal), account)).toEqual(
      Object.fromEntries(examples.map(({ field, value, read }) => [field.name, read ?? value])),
    )
  })
})

const field = (more: Partial<FormField> & Pick<FormField, 'kind'>): FormField => ({
  name: 'it',
  label: 'It',
  required: true,
  ...more,
})
const formWith = (...fields: FormField[]): View =>
  viewOf({ action: 'change-role', title: 'Change a role', submit: 'Send', fields }, 'en')
const modalWith = (...fields: FormField[]) => renderForm(formWith(...fields), words('en'), { metadata: '' })
const option = (_: unknown, place: number) => ({ value: `v${place}`, label: `Label ${place}` })
const options = (length: number) => Array.from({ length }, option)
const typeOf = (more: Partial<FormField> & Pick<FormField, 'kind'>) =>
  inputs(modalWith(field(more)))[0]?.element.type

describe('each field has the control that suits it', () => {
  it.each([
    ['few choices that are needed are all seen', { kind: 'choice', options: options(5) }, 'radio_buttons'],
    ['more are a menu', { kind: 'choice', options: options(6) }, 'static_select'],
    [
      'what may be left open is a menu',
      { kind: 'choice', options: options(2), required: false },
      'static_select',
    ],
    ['more than Slack lists are searched', { kind: 'choice', options: options(101) }, 'external_select'],
    ['ten boxes', { kind: 'choices', options: options(10) }, 'checkboxes'],
    ['more boxes are a menu', { kind: 'choices', options: options(11) }, 'multi_static_select'],
    ['products are searched', { kind: 'choices' }, 'multi_external_select'],
    ['an unknown yes or no is asked', { kind: 'tick' }, 'radio_buttons'],
    ['a box that says nothing unticked', { kind: 'tick', required: false }, 'checkboxes'],
    ['a box whose state is known', { kind: 'tick', required: false, value: 'true' }, 'radio_buttons'],
    ['a day', { kind: 'date' }, 'datepicker'],
    ['an address', { kind: 'email' }, 'email_text_input'],
    ['a person', { kind: 'person' }, 'users_select'],
  ] as const)('%s', (_, more, type) => {
    expect(typeOf(more)).toBe(type)
  })

  it('ACT-7 no secret, document or picture is asked for in a chat', () => {
    const modal = modalWith(
      ...(['secret', 'image', 'documents'] as const).map(kind => field({ kind, name: kind })),
    )
    expect(inputs(modal)).toEqual([])
    expect(modalFaults(modal)).toEqual([])
  })

  it('a person who was typed counts where none was picked, and not otherwise', () => {
    const typed = { 'it~typed': { a: { type: 'plain_text_input', value: ' greta@example.org ' } } }
    const picked = { it: { b: { type: 'users_select', selected_user: 'U7' } } }
    const nobody = { it: { b: { type: 'users_select', selected_user: null } } }
    expect(readValues({ values: { ...nobody, ...typed } }, account)).toEqual({ it: 'greta@example.org' })
    expect(readValues({ values: { ...picked, ...typed } }, account)).toEqual({ it: 'slack:T1:U7' })
  })

  it('a list that was emptied says "none"; one that was left empty says nothing', () => {
    for (const more of [{ options: options(3) }, { options: options(20) }, {}]) {
      const emptied = (modal: Modal) => {
        const [input] = inputs(modal)
        const { action_id = '', type } = { action_id: '', ...input?.element } as {
          action_id?: string
          type: string
        }
        return readValues({ values: { it: { [action_id]: { type, selected_options: [] } } } }, account)
      }
      expect(emptied(modalWith(field({ kind: 'choices', ...more, value: ['v1'] })))).toEqual({ it: [] })
      expect(emptied(modalWith(field({ kind: 'choices', ...more })))).toEqual({})
    }
  })

  it('a login address of somebody who is not in the workspace is shown where it is typed', () => {
    const [picked, typed] = inputs(modalWith(field({ kind: 'member', value: 'greta@example.org' })))
    expect(picked?.element).not.toHaveProperty('initial_user')
    expect(typed).toMatchObject({ block_id: 'it~typed', element: { initial_value: 'greta@example.org' } })
  })

  it('a long value is cut to what Slack takes, a day that there is not is left out', () => {
    const long = inputs(modalWith(field({ kind: 'long-text', value: 'word '.repeat(800) })))[0]?.element
    expect(long).toMatchObject({ initial_value: expect.stringMatching(/^(?:word ){590,}.*…$/) })
    expect(inputs(modalWith(field({ kind: 'date', value: '2027-02-31' })))[0]?.element).not.toHaveProperty(
      'initial_date',
    )
  })
})

describe('what is wrong with a form', () => {
  const wrong: View = {
    ...formWith(
      field({ kind: 'member', error: 'Who is that?' }),
      field({ kind: 'secret', name: 'code', error: 'No.' }),
    ),
    tone: 'problem',
    blocks: [{ kind: 'text', text: '**Nothing** is open.' }],
  }

  it('is told at its field; what belongs to no field of the modal at the first', () => {
    expect(errorsOf(wrong)).toEqual({ it: 'Who is that? No. Nothing is open.' })
    expect(errorsOf(formWith(field({ kind: 'text' })))).toBeUndefined()
  })

  it('stands above the field where the modal is opened afresh', () => {
    const { blocks } = renderForm(wrong, words('en'), { metadata: '' })
    expect(blocks.map(({ type }) => type)).toEqual(['section', 'context', 'input', 'input'])
    expect(readIn(blocks)).toContain('Who is that?')
  })

  it.each(locales)('in %s somebody picked who is not linked is told at the field (ACT-1)', async locale => {
    const talk = conversation(desk, managers[locale], { locale, from: 'slack' })
    const view = await talk.submitTo('change-role', { member: 'slack:T1:U404', role: 'collaborator' })
    const errors = errorsOf(view)
    expect(Object.keys(errors ?? {})).toEqual(['member'])
    expect(errors?.member).toBe(words(locale).t('problems.unlinked-member'))
    expect(modalFaults(renderForm(view, words(locale), { metadata: '' }))).toEqual([])
  })
})

describe('what a modal cannot take', () => {
  it.each(locales)(
    'BRAND-4 in %s a picture is uploaded on the action’s page, which it leads to',
    async locale => {
      const turn = await turnFor(desk.setting, { user: managers[locale], from: 'slack', locale })
      const form = formOf(turn, actions.get('set-branding')!, {})
      const shown = JSON.stringify(renderForm(viewOf(form, locale), words(locale), { metadata: '' }).blocks)
      expect(shown).toContain(`https://help.example.org/${locale}/do/set-branding`)
    },
  )
})
