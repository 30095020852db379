import type { FormField, Option } from '../../../desk/view.ts'

/** What a field holds now: several as a list, or as one text with commas. */
export function chosen({ kind, value }: FormField): string[] {
  if (Array.isArray(value)) return value.map(String)
  if (value === undefined || value === '') return []
  return kind === 'choices'
    ? String(value)
        .split(/[\n,;]+/)
        .map(part => part.trim())
    : [String(value)]
}

/** Whether an option is what a field holds, by its value or its label. */
export const isChosen = (field: FormField, { value, label }: Option): boolean =>
  chosen(field).some(one => one === value || one === label)

/** The options, and what is chosen and is none of them. */
export function withValue(field: FormField): Option[] {
  const { options = [] } = field
  const isKnown = (one: string) => options.some(({ value, label }) => value === one || label === one)
  const others = chosen(field).filter(one => one && !isKnown(one))
  return [...options, ...others.map(one => ({ value: one, label: one }))]
}

/** Whether a value is one of the options, or none at all. */
export const isAmong = (options: readonly Option[], value: unknown): boolean =>
  value === undefined || options.some(option => option.value === value)
