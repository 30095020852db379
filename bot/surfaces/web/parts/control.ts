import { html } from 'hono/html'
import type { FieldKind } from '../../../core/fields.ts'
import type { FormField } from '../../../desk/view.ts'
import { visible } from '../../text.ts'
import { boxes, tick } from './boxes.ts'
import { cardControl } from './card.ts'
import { isAmong, isChosen, withValue } from './chosen.ts'
import { type Control, described } from './described.ts'
import type { Html } from './html.ts'

/** Few enough to be seen at once; more than this many are typed and completed, not picked from a menu. */
const fewChoices = 5
const mostInMenu = 50

/** Whether a field is a group of boxes with a legend. */
export function isGroup({ kind, required, options = [], value }: FormField): boolean {
  if (kind === 'choices') return true
  if (kind === 'tick') return required
  return kind === 'choice' && required && options.length <= fewChoices && isAmong(options, value)
}

/** The first element of a field's control: where its label and the list of errors lead. */
export const firstOf = (id: string, field: FormField): string => (isGroup(field) ? `${id}-0` : id)

const attributes = ({ id, field }: Control): Html =>
  html`id="${id}" name="${field.name}" ${field.required ? html`required` : ''} ${field.error ? html`aria-invalid="true"` : ''} ${described(id, field)}`

/** What a browser may fill in by itself, by the field's name. */
const fillsIn: Record<string, string> = {
  login: 'username',
  email: 'email',
  password: 'current-password',
  code: 'one-time-code',
}

const autocomplete = ({ action, field: { name } }: Control): string =>
  action === 'reset-password' && name === 'password' ? 'new-password' : (fillsIn[name] ?? 'off')

const typed = ({ field: { value } }: Control): string => (typeof value === 'string' ? visible(value) : '')

const input = (control: Control, type: string, more: Html | '' = ''): Html =>
  html`<input type="${type}" ${attributes(control)} value="${typed(control)}" autocomplete="${autocomplete(control)}" ${more} />`

/** Never with a value: what is secret is typed anew. */
const secret = (control: Control): Html =>
  html`<input type="password" ${attributes(control)} autocomplete="${autocomplete(control)}" spellcheck="false" data-show="${control.speech.t('web.form.show')}" data-hide="${control.speech.t('web.form.hide')}" />`

// A newline right after the tag is the parser's; the second one is the text's.
const longText = (control: Control): Html =>
  html`<textarea ${attributes(control)} rows="6">${'\n'}${typed(control)}</textarea>`

const files = (control: Control, accept: string): Html =>
  html`<input type="file" ${attributes(control)} accept="${accept}" ${control.field.kind === 'documents' ? html`multiple` : ''} />`

/** A menu. A value that it does not list is kept all the same. */
function menu(control: Control): Html {
  const { field, speech } = control
  const options = withValue(field)
  const nothing = speech.t(field.required ? 'web.form.choose' : 'web.form.no-choice')
  return html`<select ${attributes(control)}>
    <option value="">${nothing}</option>
    ${options.map(
      option =>
        html`<option value="${visible(option.value)}" ${isChosen(field, option) ? html`selected` : ''}>${visible(option.label)}</option>`,
    )}
  </select>`
}

/** A member, a product and the like: a menu of them, or a text that is completed where they are many. */
function reference(control: Control): Html {
  const { id, field, action, speech } = control
  const { options = [] } = field
  if (options.length && options.length <= mostInMenu) return menu(control)
  const list = `${id}-list`
  const address = `/${speech.locale}/options/${action}/${field.name}`
  return html`<input type="text" ${attributes(control)} value="${typed(control)}" autocomplete="off" list="${list}" data-options="${address}" />
    <datalist id="${list}">${options.map(({ value, label }) => html`<option value="${visible(value)}">${visible(label)}</option>`)}</datalist>`
}

/** The control of each kind of field. What is chosen from a few is a group of boxes, which has a legend instead of a label. */
const controls: Record<FieldKind, (control: Control) => Html> = {
  text: control => input(control, 'text'),
  email: control => input(control, 'email', html`inputmode="email" spellcheck="false"`),
  date: control => input(control, 'date'),
  secret,
  'long-text': longText,
  choice: control => (isGroup(control.field) ? boxes(control, 'radio') : menu(control)),
  choices: control => boxes(control, 'checkbox'),
  tick,
  image: control => files(control, 'image/png,image/jpeg,image/webp,image/svg+xml'),
  documents: control => files(control, 'image/png,image/jpeg,application/pdf'),
  person: control => input(control, 'text', html`autocapitalize="none" spellcheck="false"`),
  member: reference,
  product: reference,
  organisation: reference,
  method: reference,
  feedback: reference,
  guide: reference,
  alias: reference,
  card: ({ id, field, speech }) => cardControl(id, field, speech),
  request: menu,
}

export const controlHtml = (control: Control): Html => controls[control.field.kind](control)
