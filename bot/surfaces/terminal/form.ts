import type { Readable, Writable } from 'node:stream'
import type { Form, FormField, Option } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { visible } from '../text.ts'
import type { Input } from './input.ts'

/** Asks for each field of a form; `undefined` when the person gives up. */
export type Asker = (
  form: Form,
  speech: Speech,
  options: OptionsOf,
) => Promise<Record<string, unknown> | undefined>
export type OptionsOf = (field: FormField) => Promise<Option[]>

/** Asks with prompts at a terminal. Escape and Ctrl-C give up the form. */
export const askAtTerminal =
  (terminal: Terminal): Asker =>
  async (form, speech, options) => {
    const prompts = await import('@clack/prompts') // only a form needs them
    return askEach(form, async field => {
      const choices = await choicesOf(field, speech, options)
      const answer = await promptFor(
        prompts,
        { ...terminal, message: message(field) },
        field,
        speech,
        choices,
      )
      return prompts.isCancel(answer) ? undefined : answer
    })
  }

interface Terminal {
  input: Readable
  output: Writable
  /** Gives up the form. */
  signal: AbortSignal
}

/** Asks line by line, where no terminal is there: choices by number or by value, an empty line for what was known or is optional. */
export const askByLines =
  (input: Input, write: (text: string) => void): Asker =>
  (form, speech, options) =>
    askEach(form, async field => {
      const choices = await choicesOf(field, speech, options)
      const known = labelOf(field.value, choices)
      write(
        `${message(field)}${known && ` = ${known}`}\n${choices.map(({ label }, place) => `  [${place + 1}] ${visible(label)}\n`).join('')}`,
      )
      const typed = await input.line('', async () => [])
      if (typed === undefined) return undefined
      const values = field.kind === 'choices' ? typed.split(/[\s,;]+/) : [typed.trim()]
      const chosen = values.map(value => chosenBy(value, choices)).filter(Boolean)
      if (field.kind === 'choices') return chosen
      return chosen[0] ?? field.value ?? ''
    })

/** A choice is typed by its number or its label; anything else is a value as it stands. */
const chosenBy = (typed: string, choices: readonly Option[]): string =>
  (choices[Number(typed) - 1] ?? choices.find(({ label }) => label.toLowerCase() === typed.toLowerCase()))
    ?.value ?? typed

const labelOf = (value: unknown, choices: readonly Option[]): string =>
  visible(choices.find(choice => choice.value === String(value))?.label ?? String(value ?? ''))

async function askEach(
  form: Form,
  ask: (field: FormField) => Promise<unknown>,
): Promise<Record<string, unknown> | undefined> {
  const values: Record<string, unknown> = {}
  for (const field of form.fields) {
    const answer = await ask(field)
    if (answer === undefined) return undefined
    if (answer !== '' && !(Array.isArray(answer) && !answer.length && !field.required))
      values[field.name] = answer
  }
  return values
}

async function choicesOf(field: FormField, { t }: Speech, options: OptionsOf): Promise<Option[]> {
  if (field.kind === 'tick')
    return [
      { value: 'true', label: t('yes') },
      { value: 'false', label: t('no') },
    ]
  return field.options ? [...field.options] : options(field)
}

const message = ({ label, hint, error }: FormField): string =>
  visible([error ? `⚠ ${error}` : '', hint ? `${label} (${hint})` : label].filter(Boolean).join('\n'))

/** How many choices are shown at once; the rest scrolls. */
const maxItems = 10

function promptFor(
  { multiselect, select, text }: typeof import('@clack/prompts'),
  common: Terminal & { message: string },
  field: FormField,
  { t }: Speech,
  choices: Option[],
): Promise<unknown> {
  const shown = choices.map(({ value, label }) => ({ value, label: visible(label) }))
  const skip = field.required ? [] : [{ value: '', label: t('terminal.skip') }]
  if (field.kind === 'choices')
    return multiselect({
      ...common,
      message: `${common.message} (${t('terminal.several')})`,
      options: shown,
      required: false,
      maxItems,
      showInstructions: false,
      initialValues: Array.isArray(field.value) ? field.value.map(String) : [],
    })
  if (shown.length)
    return select({
      ...common,
      options: [...skip, ...shown],
      maxItems,
      showInstructions: false,
      ...(field.value !== undefined && { initialValue: initialOf(field.value, shown) }),
    })
  return text({
    ...common,
    ...(field.value !== undefined && { initialValue: String(field.value) }),
    validate: typed => (field.required && !typed?.trim() ? t('problems.required') : undefined),
  })
}

const initialOf = (value: unknown, choices: Option[]): string =>
  choices.find(choice => choice.value === String(value) || choice.label === String(value))?.value ?? ''
