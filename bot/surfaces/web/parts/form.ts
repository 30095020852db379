import { html } from 'hono/html'
import type { Form, FormField } from '../../../desk/view.ts'
import type { Speech } from '../../../words/words.ts'
import type { Visitor } from '../visitor.ts'
import type { Html } from './layout.ts'

/** A form of the desk: a control for each field, its hint and what was wrong with it beside it. */
export const formHtml = (form: Form, { locale }: Speech, { csrf }: Visitor): Html =>
  html`<form class="fields" method="post" action="/${locale}/ask" novalidate>
    <input type="hidden" name="csrf" value="${csrf}" />
    <input type="hidden" name="action" value="${form.action}" />
    ${form.fields.map(fieldHtml)}
    <button class="primary">${form.submit}</button>
  </form>`

function fieldHtml(field: FormField): Html {
  const { name, label, hint, error, required } = field
  const id = `field-${name}`
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
    <input id="${id}" name="${name}" value="${String(field.value ?? '')}" ${required ? html`required` : ''} ${error ? html`aria-invalid="true" aria-describedby="${id}-error"` : ''} />
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : ''}
  </div>`
}
