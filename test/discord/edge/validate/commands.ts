import type { Fault } from '../refusal.ts'
import { length, repeated } from './limits.ts'

export { length }

export type Localised = Record<string, string> | null
export type ChoiceSpec = { name: string; name_localizations?: Localised; value: string | number }
export type OptionSpec = {
  type: number
  name: string
  name_localizations?: Localised
  description: string
  description_localizations?: Localised
  required?: boolean
  autocomplete?: boolean
  min_length?: number
  max_length?: number
  min_value?: number
  max_value?: number
  choices?: ChoiceSpec[]
  options?: OptionSpec[]
}
export type CommandSpec = Omit<OptionSpec, 'type' | 'description'> & {
  type?: number
  description?: string
  default_member_permissions?: string | null
  dm_permission?: boolean | null
  contexts?: number[] | null
  integration_types?: number[]
  nsfw?: boolean
}

// docs.discord.com: Application Command Naming; Application Command Object, its option and choice structures.
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const CHAT_INPUT = 1

/** The faults of a whole set of commands as it is PUT. */
export function commandFaults(commands: readonly CommandSpec[]): Fault[] {
  const ofType = (type: number) => commands.filter(command => (command.type ?? CHAT_INPUT) === type)
  return [
    ...(ofType(CHAT_INPUT).length > 100 ? [{ where: '', message: 'more than 100 commands' }] : []),
    ...[2, 3]
      .filter(type => ofType(type).length > 15)
      .map(type => ({ where: '', message: `more than 15 of type ${type}` })),
    ...[1, 2, 3].flatMap(type => sameNames('', ofType(type))),
    ...commands.flatMap((command, at) => faultsOf(`/${at}`, command)),
  ]
}

function faultsOf(where: string, command: CommandSpec): Fault[] {
  if ((command.type ?? CHAT_INPUT) !== CHAT_INPUT) return menuFaults(where, command)
  const size = commandLength(command)
  return [
    ...namedFaults(where, command),
    ...optionsFaults(where, command.options ?? []),
    ...(size > 8000 ? [{ where, message: `${size} characters, at most 8000 a command` }] : []),
  ]
}

function menuFaults(where: string, { name, name_localizations, description, options }: CommandSpec): Fault[] {
  const names = [name, ...Object.values(name_localizations ?? {})]
  return [
    ...names
      .filter(text => length(text) < 1 || length(text) > 32)
      .map(text => ({ where, message: `name ${text}` })),
    ...(description ? [{ where, message: 'a context menu command has no description' }] : []),
    ...(options?.length ? [{ where, message: 'a context menu command has no options' }] : []),
  ]
}

function namedFaults(where: string, named: CommandSpec): Fault[] {
  const names = [named.name, ...Object.values(named.name_localizations ?? {})]
  const descriptions = [named.description, ...Object.values(named.description_localizations ?? {})]
  return [
    ...names
      .filter(name => !NAME.test(name) || name !== name.toLowerCase())
      .map(name => ({ where, message: `name ${name}` })),
    ...descriptions
      .filter(text => length(text) < 1 || length(text) > 100)
      .map(text => ({ where, message: `description of ${length(text)} characters, 1 to 100 allowed` })),
  ]
}

function optionsFaults(where: string, options: readonly OptionSpec[]): Fault[] {
  const firstOptional = options.findIndex(option => !option.required)
  const late = firstOptional >= 0 && options.slice(firstOptional).some(option => option.required)
  return [
    ...(late ? [{ where, message: 'a required option after an optional one' }] : []),
    ...sameNames(where, options),
    ...options.flatMap((option, at) => optionFaults(`${where}/options/${at}`, option)),
  ]
}

function optionFaults(where: string, option: OptionSpec): Fault[] {
  const choices = option.choices ?? []
  return [
    ...namedFaults(where, option),
    ...(option.autocomplete && choices.length > 0
      ? [{ where, message: 'choices and autocomplete exclude each other' }]
      : []),
    ...choiceFaults(where, choices),
    ...repeated(choices.map(({ name }) => name)).map(name => ({ where, message: `choice ${name} twice` })),
    ...optionsFaults(where, option.options ?? []),
  ]
}

/** The faults of choices, of an option or of an autocomplete answer: names and text values of 1 to 100 characters. */
export function choiceFaults(where: string, choices: readonly ChoiceSpec[]): Fault[] {
  const texts = choices.flatMap(({ name, name_localizations, value }) => [
    name,
    ...Object.values(name_localizations ?? {}),
    String(value),
  ])
  return [
    ...texts
      .filter(text => length(text) < 1 || length(text) > 100)
      .map(text => ({ where, message: `choice text of ${length(text)} characters, 1 to 100 allowed` })),
  ]
}

/** Names are unique among siblings, in every language. */
function sameNames(
  where: string,
  siblings: readonly { name: string; name_localizations?: Localised }[],
): Fault[] {
  const locales = new Set(siblings.flatMap(({ name_localizations }) => Object.keys(name_localizations ?? {})))
  const inLocale = (locale?: string) =>
    siblings.map(({ name, name_localizations }) => (locale && name_localizations?.[locale]) || name)
  const twice = [undefined, ...locales].flatMap(locale => repeated(inLocale(locale)))
  return [...new Set(twice)].map(name => ({ where, message: `name ${name} twice` }))
}

/** Names, descriptions and values in all; of a localised text the longest language counts. */
function commandLength(spec: CommandSpec | OptionSpec | ChoiceSpec): number {
  const longest = (own: string | undefined, localised: Localised | undefined) =>
    Math.max(length(own), ...Object.values(localised ?? {}).map(length))
  const name = longest(spec.name, spec.name_localizations)
  if ('value' in spec) return name + length(String(spec.value))
  const inside = [...(spec.options ?? []), ...(spec.choices ?? [])]
  const description = longest(spec.description, spec.description_localizations)
  return inside.reduce((total, part) => total + commandLength(part), name + description)
}
