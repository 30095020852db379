import { html } from 'hono/html'
import type { FormField } from '../../../desk/view.ts'
import { visible } from '../../text.ts'
import { chosen, isChosen, withValue } from './chosen.ts'
import { type Control, described } from './described.ts'
import type { Html } from './html.ts'

/** A box for each option: one of them, or several. */
export function boxes({ id, field, speech }: Control, type: 'radio' | 'checkbox'): Html {
  const options = withValue(field)
  // A browser sends no box that is not ticked: what began with something and is emptied says "none".
  const began = type === 'checkbox' && chosen(field).length > 0
  return html`${began ? shown(field) : ''}
    ${options.map(
      (option, place) =>
        html`<div class="choice">
          <input type="${type}" id="${id}-${place}" name="${field.name}" value="${visible(option.value)}" ${isChosen(field, option) ? html`checked` : ''} ${type === 'radio' && field.required ? html`required` : ''} />
          <label for="${id}-${place}">${visible(option.label)}</label>
        </div>`,
    )}
    ${options.length ? '' : html`<p class="hint" id="${id}-0">${speech.t('web.form.nothing')}</p>`}`
}

/** Yes or no where it must be said; else a box, which says "no" only where it began with something. */
export function tick(control: Control): Html {
  const { id, field, speech } = control
  const said = field.value === undefined ? undefined : String(field.value)
  if (!field.required)
    return html`${said === undefined ? '' : shown(field)}
      <input type="checkbox" id="${id}" name="${field.name}" value="true" ${said === 'true' ? html`checked` : ''} ${described(id, field)} />`
  const options = [
    { value: 'true', label: speech.t('web.form.yes') },
    { value: 'false', label: speech.t('web.form.no') },
  ]
  return boxes({ ...control, field: { ...field, options, value: said } }, 'radio')
}

/** Says that the boxes of a field were there to be ticked. */
const shown = ({ name }: FormField): Html => html`<input type="hidden" name="${name}.shown" value="1" />`
