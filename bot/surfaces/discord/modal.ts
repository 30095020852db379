import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
} from 'discord.js'
import type { Form, FormField, Option } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { controls } from './controls.ts'
import { cut, limits } from './limits.ts'

export { readValues } from './filled.ts'

type Modal = APIModalInteractionResponseCallbackData
type Options = ReadonlyMap<string, readonly Option[]>

/**
 * The pages of a form, each a modal (`form:<action>:<page>`). `options`: what `front.options` gave for the fields that `isLookedUp`,
 * by field name. The value of a member that is a chat account (`discord:<application>:<user>`) is shown as picked, any other as typed.
 */
export function renderForm(form: Form, speech: Speech, options: Options = new Map()): Modal[] {
  const fields = form.fields.filter(({ kind }) => !elsewhere.includes(kind))
  const pages = paged(fields.map(field => controls(field, speech, options.get(field.name) ?? [])))
  return pages.map((components, page) => ({
    custom_id: formId(form.action, page),
    title: pageTitle(form.title, page, pages.length),
    components: components.length ? components : [{ type: ComponentType.TextDisplay, content: form.title }],
  }))
}

/** What is entered on a page of our own only, never in a chat (ACT-7). */
const elsewhere: readonly FormField['kind'][] = ['secret', 'card', 'image', 'documents']

/** The id of a page of a form: of its modal, and of the button that opens it. */
export const formId = (action: string, page: number): string => `form:${action}:${page}`

/** Which form and which of its pages (from 0) a modal or a button is; `undefined` for one that is none of ours. */
export function readFormId(customId: string): { action: string; page: number } | undefined {
  const [, action, page] = /^form:([^:]+):(\d+)$/.exec(customId) ?? []
  return action ? { action, page: Number(page) } : undefined
}

const lookedUp: readonly FormField['kind'][] = [
  'product',
  'organisation',
  'method',
  'feedback',
  'request',
  'alias',
  'guide',
]

/** Whether the choices of a field are to be looked up with `front.options` before its form is shown. */
export const isLookedUp = ({ kind, options }: Pick<FormField, 'kind' | 'options'>): boolean =>
  lookedUp.includes(kind) || (kind === 'choices' && !options?.length)

/** The controls of one field stay on one page. */
function paged(fields: readonly APILabelComponent[][]): APILabelComponent[][] {
  const pages: APILabelComponent[][] = [[]]
  for (const field of fields) {
    const page = pages.at(-1) ?? []
    if (page.length + field.length > limits.modalFields) pages.push([...field])
    else page.push(...field)
  }
  return pages
}

function pageTitle(title: string, page: number, pages: number): string {
  const which = pages > 1 ? ` (${page + 1}/${pages})` : ''
  return cut(title, limits.modalTitle - which.length) + which
}
