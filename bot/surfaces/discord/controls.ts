import {
  type APIComponentInLabel,
  type APILabelComponent,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import type { FormField, Option } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { marks } from './filled.ts'
import { cut, limits } from './limits.ts'

/** The controls of a field, each with its label; `found` are the choices that were looked up for it. */
export function controls(field: FormField, speech: Speech, found: readonly Option[]): APILabelComponent[] {
  if (field.kind === 'member' || field.kind === 'person') return personControls(field, speech)
  return [labelled(field.label, hintOf(field, speech), control(field, speech, found))]
}

const labelled = (
  label: string,
  description: string | undefined,
  component: APIComponentInLabel,
): APILabelComponent => ({
  type: ComponentType.Label,
  label: cut(label, limits.fieldLabel),
  ...(description && { description: cut(description, limits.fieldDescription) }),
  component,
})

const hintOf = ({ kind, hint }: FormField, speech: Speech): string | undefined =>
  hint ?? (kind === 'date' ? speech.t('discord.date-format') : undefined)

function personControls(field: FormField, speech: Speech): APILabelComponent[] {
  const { name, label, hint, value } = field
  const picked = /^discord:[^:]+:(\d+)$/.exec(String(value))?.[1]
  const known =
    picked === undefined && value !== undefined ? { value: cut(String(value), limits.inputValue) } : {}
  return [
    labelled(label, hint, {
      type: ComponentType.UserSelect,
      custom_id: name,
      required: false,
      ...(picked && { default_values: [{ type: SelectMenuDefaultValueType.User, id: picked }] }),
    }),
    labelled(speech.t('discord.typed.label', { label }), speech.t('discord.typed.hint'), {
      ...textInput(`${name}${known.value === undefined ? marks.typed : marks.known}`, false),
      ...known,
    }),
  ]
}

const textInput = (
  name: string,
  required: boolean,
  style: TextInputStyle = TextInputStyle.Short,
): Extract<APIComponentInLabel, { type: ComponentType.TextInput }> => ({
  type: ComponentType.TextInput,
  custom_id: name,
  style,
  required,
  // What is too long is the desk's to say, in words.
  max_length: limits.inputValue,
})

function control(field: FormField, speech: Speech, found: readonly Option[]): APIComponentInLabel {
  const options = usable(field.kind === 'tick' ? yesNo(speech) : [...(field.options ?? []), ...found])
  if (!options?.length) return typedControl(field)
  const { name: custom_id, kind, required } = field
  if (kind === 'choices') return severalControl(field, options)
  // Yes and no are two choices: a box left empty would say no where nothing was meant.
  if (kind === 'tick' || (kind === 'choice' && options.length > 1 && options.length <= mostInSight))
    return { type: ComponentType.RadioGroup, custom_id, required, options: chosen(options, field) }
  return { type: ComponentType.StringSelect, custom_id, required, options: chosen(options, field) }
}

/** As many choices stand side by side; more are in a menu. */
const mostInSight = 6

function severalControl(field: FormField, options: readonly Option[]): APIComponentInLabel {
  const { name, required, value } = field
  const wasSet = Array.isArray(value) && value.length > 0
  const common = {
    custom_id: name + (wasSet ? marks.set : marks.list),
    required,
    min_values: required ? 1 : 0,
    max_values: options.length,
    options: chosen(options, field),
  }
  return options.length <= limits.checkboxOptions
    ? { type: ComponentType.CheckboxGroup, ...common }
    : { type: ComponentType.StringSelect, ...common }
}

function typedControl({ name, kind, required, value }: FormField): APIComponentInLabel {
  const isLong = kind === 'long-text' || kind === 'choices'
  return {
    ...textInput(name, required, isLong ? TextInputStyle.Paragraph : TextInputStyle.Short),
    ...(value !== undefined && {
      value: cut(Array.isArray(value) ? value.join(', ') : String(value), limits.inputValue),
    }),
  }
}

const yesNo = ({ t }: Speech): Option[] => [
  { value: 'true', label: t('yes') },
  { value: 'false', label: t('no') },
]

/** Options each once; `undefined` where a menu cannot hold them, and they are typed. */
function usable(options: readonly Option[]): Option[] | undefined {
  const each = [...new Map(options.map(option => [option.value, option])).values()]
  const isFit = ({ value, label }: Option) => value && label && value.length <= limits.optionText
  return each.length <= limits.selectOptions && each.every(isFit) ? each : undefined
}

/** What is known is chosen, whether it is named by value or, as people do, by label. */
function chosen(options: readonly Option[], { value }: FormField) {
  const known = [value].flat().map(String)
  return options.map(option => ({
    value: option.value,
    label: cut(option.label, limits.optionText),
    ...((known.includes(option.value) || known.includes(option.label)) && { default: true }),
  }))
}
