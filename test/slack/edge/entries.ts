import type { Block, Element, Entry, Option, State, Upload, Value } from './types.ts'

/** All options of a menu, grouped or not. */
export const offered = (element: Element): Option[] =>
  element.options ?? element.option_groups?.flatMap(group => group.options) ?? []

interface Slot {
  /** The key under which Slack reports it. */
  key: string
  /** What stands there at first. */
  initial: (element: Element) => unknown
}

const texts: Slot = { key: 'value', initial: element => element.initial_value ?? null }
const one: Slot = { key: 'selected_option', initial: element => element.initial_option ?? null }
const several: Slot = { key: 'selected_options', initial: element => element.initial_options ?? [] }

// docs.slack.dev/reference/interaction-payloads/view-interactions-payload: `state.values`.
const slots: Record<string, Slot> = {
  plain_text_input: texts,
  email_text_input: texts,
  url_text_input: texts,
  number_input: texts,
  static_select: one,
  external_select: one,
  radio_buttons: one,
  multi_static_select: several,
  multi_external_select: several,
  checkboxes: several,
  users_select: { key: 'selected_user', initial: element => element.initial_user ?? null },
  multi_users_select: { key: 'selected_users', initial: element => element.initial_users ?? [] },
  conversations_select: {
    key: 'selected_conversation',
    initial: element => element.initial_conversation ?? null,
  },
  multi_conversations_select: { key: 'selected_conversations', initial: () => [] },
  channels_select: { key: 'selected_channel', initial: element => element.initial_channel ?? null },
  multi_channels_select: { key: 'selected_channels', initial: () => [] },
  datepicker: { key: 'selected_date', initial: element => element.initial_date ?? null },
  timepicker: { key: 'selected_time', initial: element => element.initial_time ?? null },
  datetimepicker: { key: 'selected_date_time', initial: () => null },
  file_input: { key: 'files', initial: () => [] },
}

const slotOf = ({ type }: Element): Slot => {
  const slot = slots[type]
  if (!slot) throw new Error(`Nothing can be put into a ${type}`)
  return slot
}

/** What Slack reports for an element that nobody has touched. */
export const initialEntry = (element: Element): Entry => {
  const { key, initial } = slotOf(element)
  return { type: element.type, [key]: initial(element) }
}

/** What stands in an entry, in the words of a test: text, option value(s), id(s). */
export function entryValue(entry: Entry | undefined): Value | undefined {
  const content = Object.entries(entry ?? {}).find(([key]) => key === slots[entry?.type ?? '']?.key)?.[1]
  const plain = (part: unknown): string =>
    typeof part === 'object' && part !== null && 'value' in part ? String(part.value) : String(part)
  if (content === null || content === undefined) return undefined
  return Array.isArray(content) ? content.map(plain) : plain(content)
}

/** Whether nothing has been put into it. */
export const isEmpty = (entry: Entry | undefined): boolean => {
  const value = entryValue(entry)
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

export interface Lookups {
  user: (name: string) => string
  channel: (name: string) => string
  /** Options that the app has suggested for this element. */
  suggested: Option[]
  upload: (files: Upload[]) => Promise<unknown[]>
}

const isPicked = (value: unknown): value is { text: string; value: string } =>
  typeof value === 'object' && value !== null && 'text' in value

function choose(element: Element, wanted: unknown, suggested: Option[]): Option {
  if (isPicked(wanted)) return { text: { type: 'plain_text', text: wanted.text }, value: wanted.value }
  const options = [...offered(element), ...suggested]
  const found =
    options.find(option => option.value === wanted) ?? options.find(option => option.text.text === wanted)
  if (found) return found
  throw new Error(`No option “${wanted}”; there are: ${options.map(option => option.text.text).join(', ')}`)
}

const isUploads = (value: Value): value is Upload[] =>
  Array.isArray(value) && value.some(part => typeof part === 'object')

/** What Slack reports once somebody has put `value` there. Throws where an option or a person does not exist. */
export async function fill(element: Element, value: Value, lookups: Lookups): Promise<Entry> {
  const { key } = slotOf(element)
  const entry = (content: unknown): Entry => ({ type: element.type, [key]: content })
  if (isUploads(value)) return entry(await lookups.upload(value))
  if (key === 'selected_options') {
    const wanted =
      value === true
        ? offered(element)
            .slice(0, 1)
            .map(option => option.value)
        : value || []
    return entry([wanted].flat().map(one => choose(element, one, lookups.suggested)))
  }
  if (value === '') return entry(null)
  if (key === 'selected_option') return entry(choose(element, value, lookups.suggested))
  if (key === 'selected_user') return entry(lookups.user(String(value)))
  if (key === 'selected_users') return entry([value].flat().map(one => lookups.user(String(one))))
  if (/channel|conversation/.test(key))
    return entry(
      Array.isArray(value) ? value.map(one => lookups.channel(String(one))) : lookups.channel(String(value)),
    )
  return entry(value)
}

/** The state of these blocks: what was there before stays where the element is still the same. */
export function stateOf(elements: { block: Block; element: Element }[], before: State = {}): State {
  const state: State = {}
  for (const { block, element } of elements) {
    const blockId = block.block_id ?? ''
    const actionId = element.action_id ?? ''
    const kept = before[blockId]?.[actionId]
    state[blockId] ??= {}
    state[blockId][actionId] = kept?.type === element.type ? kept : initialEntry(element)
  }
  return state
}
