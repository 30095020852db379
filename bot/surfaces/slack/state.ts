import type { ViewOutput, ViewStateValue } from '@slack/bolt'
import type { View } from '../../desk/view.ts'
import { isAsked, known } from './elements.ts'
import { plain } from './escape.ts'
import { cut, limits } from './limits.ts'
import { readable } from './mrkdwn.ts'

const typed = '~typed'

/**
 * The state of a submitted modal as the `values` of a `submit` event. What was left empty is left out, unless it was emptied; a person
 * who was typed counts where none was picked. `account` makes the chat account of a picked user's id.
 */
export function readValues(
  { values }: Pick<ViewOutput['state'], 'values'>,
  account: (user: string) => string,
): Record<string, unknown> {
  const filled = Object.entries(values).flatMap(([block, elements]) => {
    const [[id, element] = []] = Object.entries(elements)
    const value = element && valueIn(element, account)
    if (value !== undefined) return [[block, value] as const]
    return id?.endsWith(known) ? [[block, []] as const] : []
  })
  const read: Record<string, unknown> = Object.fromEntries(filled)
  for (const [block, value] of filled) {
    if (!block.endsWith(typed)) continue
    read[block.slice(0, -typed.length)] ??= value
    delete read[block]
  }
  return read
}

function valueIn(element: ViewStateValue, account: (user: string) => string): unknown {
  if (element.selected_user) return account(element.selected_user)
  if (element.selected_options) return chosen(element)
  if (element.selected_option) return asTick(element.selected_option.value)
  return element.selected_date || element.value?.trim() || undefined
}

/** A box to tick is the only one of its field, and its value is `true`. */
function chosen({ selected_options = [] }: ViewStateValue): unknown {
  const values = selected_options.map(({ value }) => value)
  if (!values.length) return undefined
  return values.length === 1 && values[0] === 'true' ? true : values
}

const asTick = (value: string): string | boolean =>
  value === 'true' || value === 'false' ? value === 'true' : value

/**
 * What is wrong, by `block_id`, for `response_action: errors`. What belongs to no field of the modal is told at its first one.
 * `undefined` where nothing is wrong, or where there is no field to tell it at.
 */
export function errorsOf({ tone, form, blocks }: View): Record<string, string> | undefined {
  const [first] = form?.fields.filter(isAsked) ?? []
  if (!form || !first || tone !== 'problem') return undefined
  const errors: Record<string, string> = {}
  const tell = (block: string, text: string) => {
    const said = errors[block] ? `${errors[block]} ${text}` : text
    if (said.trim()) errors[block] = cut(plain(said), limits.text)
  }
  for (const field of form.fields)
    if (field.error) tell(isAsked(field) ? field.name : first.name, field.error)
  for (const block of blocks) if (block.kind === 'text') tell(first.name, readable(block.text))
  return Object.keys(errors).length ? errors : undefined
}
