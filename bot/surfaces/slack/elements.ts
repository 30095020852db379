import type { types } from '@slack/bolt'
import type { FieldKind } from '../../core/fields.ts'
import type { FormField, Option } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { menuOption, menuOptions } from './composition.ts'
import { cut, limits } from './limits.ts'

type Element = types.InputBlock['element']

/** What a field starts with where its value alone does not say how it is shown: a picked option with its label, several, or a Slack user. */
export type Shown = Option | readonly Option[] | { user: string }

/** What is known of a field's control: its `action_id`, and what it starts with where the value does not say it. */
interface Control {
  id: string
  field: FormField
  shown: Shown | undefined
  speech: Speech
}

/** Typed on a one-time page only (ACT-7), or nothing that a modal can take. */
const elsewhere: readonly FieldKind[] = ['secret', 'card', 'image', 'documents']

/** Whether a modal asks for the field. */
export const isAsked = ({ kind }: FormField): boolean => !elsewhere.includes(kind)

/** Whether the field is picked from the workspace's people, or typed. */
export const isPerson = ({ kind }: FormField): boolean => kind === 'member' || kind === 'person'

/** The input element of a field. */
export function elementOf(control: Control): Element {
  switch (control.field.kind) {
    case 'text':
      return textInput(control)
    case 'long-text':
      return { ...textInput(control), multiline: true }
    case 'email':
      return { ...textInput(control), type: 'email_text_input' }
    case 'choice':
      return control.field.options?.length ? choice(control) : external(control)
    case 'choices':
      return choices(control)
    case 'member':
    case 'person':
      return people(control)
    case 'tick':
      return tick(control)
    case 'date':
      return date(control)
    default:
      return external(control)
  }
}

/** The text input in which a person is typed by login address, where they are not picked. */
export const typedPerson = ({ id, field, shown }: Control): types.PlainTextInput =>
  textInput({ id: `${id}~typed`, field: shown ? { ...field, value: undefined } : field })

function textInput({ id, field: { value } }: Pick<Control, 'id' | 'field'>): types.PlainTextInput {
  const initial = typeof value === 'string' ? cut(value.toWellFormed(), limits.initialValue) : ''
  return { type: 'plain_text_input', action_id: id, ...(initial && { initial_value: initial }) }
}

/** Few and required: all are seen at once. Else a menu, which can be emptied. */
const fewChoices = 5

function choice(control: Control): Element {
  const { id, field } = control
  const { options: offered = [], value, required } = field
  if (offered.length > limits.options) return external(control)
  const options = menuOptions(offered)
  const initial = options.find(option => option.value === value)
  return {
    type: required && options.length <= fewChoices ? 'radio_buttons' : 'static_select',
    action_id: id,
    options,
    ...(initial && { initial_option: initial }),
  }
}

/** Ends the `action_id` of a list that began with something: emptied, it says "none", not nothing. */
export const known = '.known'

function choices(control: Control): Element {
  const { id, field } = control
  const { options: offered = [], value } = field
  if (!offered.length || offered.length > limits.options) return externals(control)
  const options = menuOptions(offered)
  const initial = options.filter(option => Array.isArray(value) && value.includes(option.value))
  return {
    type: options.length <= limits.boxes ? 'checkboxes' : 'multi_static_select',
    action_id: initial.length ? id + known : id,
    options,
    ...(initial.length && { initial_options: initial }),
  }
}

function people({ id, shown }: Control): types.UsersSelect {
  const user = shown && 'user' in shown ? shown.user : undefined
  return { type: 'users_select', action_id: id, ...(user && { initial_user: user }) }
}

/** What is known, or must be said, is yes or no. Else a box, which says nothing while it is not ticked. */
function tick({ id, field: { required, value, label }, speech }: Control): Element {
  const said = String(value ?? '')
  if (!required && !said)
    return { type: 'checkboxes', action_id: id, options: [menuOption({ value: 'true', label })] }
  const options = [
    menuOption({ value: 'true', label: speech.t('yes') }),
    menuOption({ value: 'false', label: speech.t('no') }),
  ]
  const initial = options.find(option => option.value === said)
  return { type: 'radio_buttons', action_id: id, options, ...(initial && { initial_option: initial }) }
}

function date({ id, field: { value } }: Control): types.Datepicker {
  const initial = typeof value === 'string' && isDay(value) ? value : undefined
  return { type: 'datepicker', action_id: id, ...(initial && { initial_date: initial }) }
}

const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00Z`).toJSON()?.startsWith(value)

/** A menu that is filled while one types. */
function external({ id, field: { value, options }, shown }: Control): types.ExternalSelect {
  const picked = shown && 'value' in shown ? shown : options?.find(option => option.value === value)
  const [initial] = menuOptions(picked ? [picked] : asOptions([value]))
  return {
    type: 'external_select',
    action_id: id,
    min_query_length: 0,
    ...(initial && { initial_option: initial }),
  }
}

function externals({ id, field: { value }, shown }: Control): types.MultiExternalSelect {
  const picked: readonly Option[] = Array.isArray(shown)
    ? shown
    : asOptions(Array.isArray(value) ? value : [])
  const initial = menuOptions(picked)
  return {
    type: 'multi_external_select',
    action_id: initial.length ? id + known : id,
    min_query_length: 0,
    ...(initial.length && { initial_options: initial }),
  }
}

/** Without its label a value is shown as it is. */
const asOptions = (values: readonly unknown[]): Option[] =>
  values.filter(value => typeof value === 'string').map(value => ({ value, label: value }))
