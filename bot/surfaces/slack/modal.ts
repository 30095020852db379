import type { types } from '@slack/bolt'
import type { Form, FormField, View } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { buttonRows, header, isKind, plainText, withoutTwins } from './composition.ts'
import { elementOf, isAsked, isPerson, type Shown, typedPerson } from './elements.ts'
import { literally } from './escape.ts'
import { cut, fitting, limits } from './limits.ts'
import { toMrkdwn } from './mrkdwn.ts'
import { type PictureOf, partsOf } from './parts.ts'
import { layOut } from './render.ts'

export interface FormOptions {
  /** `private_metadata`: where the modal came from; at most 3,000 characters. */
  metadata: string
  /** By field name. A field that is not in it shows its value as it is. */
  values?: Readonly<Record<string, Shown>>
}

/** The form of a view as a modal: `callback_id` is `form:<action>`, each input's `block_id` the field's name. Throws where the view has no form. */
export function renderForm(
  view: View,
  speech: Speech,
  { metadata, values = {} }: FormOptions,
): types.ModalView {
  const { form } = view
  if (!form) throw new TypeError('a view without a form')
  const inputs = form.fields.flatMap(field => inputsOf(form, field, values[field.name], speech))
  const asked = inputs.slice(0, fitting(inputs, limits.viewBlocks - 2, limits.inputBytes))
  const parts = view.blocks.flatMap(block => partsOf(block, speech))
  const intro = layOut(parts, limits.viewBlocks - 1 - asked.length, speech)
  return {
    ...modal(form.title, metadata, speech, [...intro, ...asked]),
    callback_id: `form:${form.action}`,
    submit: plainText(form.submit, limits.viewTitle),
    close: plainText(speech.t('desk.cancel'), limits.viewTitle),
  }
}

/** Any other view as a modal. A preview's `submit` is its confirm button, with `callback_id` `press:<button id>`; closing it sends `view_closed`. */
export function renderView(
  view: View,
  speech: Speech,
  metadata: string,
  picture?: PictureOf,
): types.ModalView {
  const confirm = view.buttons.find(button => isKind('confirm', button))
  const cancel = confirm && view.buttons.find(button => isKind('cancel', button))
  const rows = buttonRows(view.buttons.filter(button => button !== confirm && button !== cancel))
  const parts = view.blocks.flatMap(block => partsOf(block, speech, picture))
  const body = layOut(parts, limits.viewBlocks - 1 - rows.length, speech)
  return {
    ...modal(view.title, metadata, speech, [...body, ...rows]),
    ...(confirm && {
      callback_id: `press:${confirm.id}`,
      submit: plainText(confirm.label, limits.viewTitle),
      notify_on_close: true,
    }),
    close: plainText(cancel?.label ?? speech.t('chat.close'), limits.viewTitle),
  }
}

/** A modal's title has room for few words: a longer one stands in full above the rest. */
function modal(
  title: string | undefined,
  metadata: string,
  speech: Speech,
  blocks: readonly types.KnownBlock[],
): types.ModalView {
  const named = title?.trim() ? title : speech.t('slack.title')
  const head = named.length > limits.viewTitle ? [header(named)] : []
  return {
    type: 'modal',
    private_metadata: metadata,
    title: plainText(named, limits.viewTitle),
    blocks: withoutTwins([...head, ...blocks]),
  }
}

/** The inputs of a field, below what was wrong with its value. */
function inputsOf(
  form: Form,
  field: FormField,
  shown: Shown | undefined,
  speech: Speech,
): types.KnownBlock[] {
  if (!isAsked(field)) return uploaded(field, speech)
  const control = { id: `${form.action}.${field.name}`, field, shown, speech }
  const label = plainText(field.label, limits.label)
  const error = literally(field.error ?? '').trim() ? [problem(field.error ?? '')] : []
  const hint = field.hint ? { hint: plainText(field.hint, limits.hint) } : {}
  const input = { type: 'input', block_id: field.name, label, element: elementOf(control) } as const
  if (!isPerson(field)) return [...error, { ...input, ...hint, optional: !field.required }]
  return [
    ...error,
    { ...input, hint: plainText(speech.t('slack.pick-person'), limits.hint), optional: true },
    {
      type: 'input',
      block_id: `${field.name}~typed`,
      label: plainText(speech.t('slack.typed-person', { label: field.label }), limits.label),
      ...hint,
      optional: true,
      element: typedPerson(control),
    },
  ]
}

/** A modal takes no file: where it can be uploaded. */
const uploaded = ({ label, upload }: FormField, { t }: Speech): types.ContextBlock[] =>
  upload === undefined ? [] : [context(toMrkdwn(t('slack.upload', { what: label, address: upload })))]

const problem = (error: string): types.ContextBlock => context(literally(error))

const context = (text: string): types.ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: cut(text, limits.text), verbatim: true }],
})

export type { Shown } from './elements.ts'
export { errorsOf, readValues } from './state.ts'
