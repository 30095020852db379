import { html } from 'hono/html'
import { newId } from '../../../core/secrets.ts'
import type { Form, FormField } from '../../../desk/view.ts'
import type { Speech } from '../../../words/words.ts'
import { visible } from '../../text.ts'
import type { Visitor } from '../visitor.ts'
import { controlHtml, firstOf, isGroup } from './control.ts'
import { described } from './described.ts'
import type { Html } from './html.ts'

/** A form of the desk: a control for each field, its hint and what was wrong with it beside it. It is sent to the action's own page unless told otherwise. */
export function formHtml(
  form: Form,
  speech: Speech,
  { csrf }: Visitor,
  to = `/${speech.locale}/do/${form.action}`,
): Html {
  // The same form may stand on a page twice, in a conversation.
  const mark = newId().slice(0, 8)
  const idOf = ({ name }: FormField) => `${mark}-${name}`
  const hasFiles = form.fields.some(isFile)
  const wrong = form.fields.filter(({ error }) => error !== undefined)
  return html`<form class="fields" method="post" action="${to}" ${hasFiles ? html`enctype="multipart/form-data"` : ''} novalidate>
    <input type="hidden" name="csrf" value="${csrf}" />
    ${wrong.length ? errorSummary(wrong, speech, mark, idOf) : ''}
    ${wrong.length && hasFiles ? html`<p class="hint">${speech.t('web.form.files-again')}</p>` : ''}
    ${form.fields.map(field => fieldHtml(field, form.action, speech, idOf(field)))}
    <button class="primary">${visible(form.submit)}</button>
  </form>`
}

const isFile = ({ kind }: FormField): boolean => kind === 'image' || kind === 'documents'

/** All that was wrong, first: each leads to its field. */
const errorSummary = (
  wrong: readonly FormField[],
  { t }: Speech,
  mark: string,
  idOf: (field: FormField) => string,
): Html =>
  html`<div class="error-summary notice bad" role="alert" tabindex="-1" autofocus aria-labelledby="${mark}-errors">
    <p id="${mark}-errors"><strong>${t('web.form.errors')}</strong></p>
    <ul>${wrong.map(field => html`<li><a href="#${firstOf(idOf(field), field)}">${t('chat.fact', { label: visible(field.label), value: visible(field.error ?? '') })}</a></li>`)}</ul>
  </div>`

function fieldHtml(field: FormField, action: string, speech: Speech, id: string): Html {
  const { label, hint, error, required, kind } = field
  const control = controlHtml({ id, field, action, speech })
  const name = html`${visible(label)}${required ? '' : html` <span class="optional">${speech.t('web.form.optional')}</span>`}`
  const notes = html`${hint ? html`<p class="hint" id="${id}-hint">${visible(hint)}</p>` : ''}
    ${error ? html`<p class="error" id="${id}-error">${visible(error)}</p>` : ''}`
  const classes = error ? 'field wrong' : 'field'
  if (isGroup(field))
    return html`<fieldset class="${classes}" ${described(id, field)}><legend>${name}</legend>${notes}${control}</fieldset>`
  if (kind === 'tick')
    return html`<div class="${classes}"><div class="choice">${control}<label for="${id}">${visible(label)}</label></div>${notes}</div>`
  return html`<div class="${classes}"><label for="${id}">${name}</label>${notes}${control}</div>`
}
