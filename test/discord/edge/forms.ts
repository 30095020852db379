import type { Chosen, Resolved } from './resolved.ts'
import type { FieldValue, SeenField, SeenModal } from './types.ts'
import { type Component, length } from './validate/limits.ts'
import type { Json } from './world.ts'

const KIND = {
  stringSelect: 3,
  text: 4,
  userSelect: 5,
  channelSelect: 8,
  radio: 21,
  checkboxes: 22,
  checkbox: 23,
} as const
type Input = Omit<Component, 'options'> & {
  value?: string
  default?: boolean
  min_length?: number
  max_length?: number
  min_values?: number
  max_values?: number
  options?: { label: string; value: string; default?: boolean }[]
  default_values?: { id: string }[]
}
export type FormValues = Readonly<Record<string, FieldValue>>

/** A filled form's components as Discord sends them; what is not filled keeps its preset. Throws what Discord's client refuses. */
export function submission(modal: SeenModal, values: FormValues, resolved: Resolved): Json[] {
  const unknown = Object.keys(values).find(name => !modal.fields.some(field => isNamed(field, name)))
  if (unknown !== undefined) throw new Error(`the form has no field ${unknown}`)
  const fill = (input: Component) => filled(modal, input as Input, values, resolved)
  return (modal.raw.components as unknown as Component[]).map((part, at) => {
    const { type, id = at + 1, component, components } = part
    if (component) return { type, id, component: fill(component) }
    return components ? { type, id, components: components.map(fill) } : { type, id }
  })
}

const isNamed = ({ label, customId }: SeenField, name: string): boolean => label === name || customId === name

function filled({ fields }: SeenModal, input: Input, values: FormValues, resolved: Resolved): Json {
  const field = fields.find(({ customId }) => customId === input.custom_id) as SeenField
  const name = Object.keys(values).find(one => isNamed(field, one))
  const value = name === undefined ? undefined : values[name]
  const { type, id = 0, custom_id } = input
  return { type, id, custom_id, ...entered(field, input, value, resolved) }
}

function entered(field: SeenField, input: Input, value: FieldValue | undefined, resolved: Resolved): Json {
  if (input.type === KIND.text) return { value: textOf(field, input, value) }
  if (input.type === KIND.checkbox)
    return { value: value === undefined ? (input.default ?? false) : value === true }
  const chosen = value === undefined ? presets(input) : [value].flat()
  const values = chosen.map(one => picked(field, input, one as Chosen, resolved))
  refuseCount(field, input, values.length)
  return input.type === KIND.radio ? { value: values[0] ?? null } : { values }
}

function textOf(
  field: SeenField,
  { value: preset = '', min_length = 0, max_length = 4000 }: Input,
  value: FieldValue | undefined,
) {
  const text = String(value ?? preset)
  const size = length(text)
  if (field.required && size === 0) throw new Error(`field ${field.label} is required`)
  if (size > max_length || (size > 0 && size < min_length))
    throw new Error(`field ${field.label} takes ${min_length} to ${max_length} characters`)
  return text
}

function picked(field: SeenField, { type }: Input, value: Chosen, resolved: Resolved): string {
  if (type === KIND.userSelect) return resolved.user(value)
  if (type === KIND.channelSelect) return resolved.channel(value)
  const option =
    field.options.find(one => one.value === value) ?? field.options.find(one => one.label === value)
  if (!option) throw new Error(`field ${field.label} has no option ${String(value)}`)
  return option.value
}

function presets({ options = [], default_values = [] }: Input): string[] {
  return [
    ...options.filter(option => option.default).map(({ value }) => value),
    ...default_values.map(({ id }) => id),
  ]
}

function refuseCount(
  field: SeenField,
  { type, min_values, max_values, options = [] }: Input,
  count: number,
): void {
  const most = max_values ?? (type === KIND.checkboxes ? options.length : 1)
  const least = field.required ? Math.max(1, min_values ?? 1) : 0
  if (count < least || count > most) throw new Error(`field ${field.label} takes ${least} to ${most} values`)
}
