import { permissionsOf } from './defaults.ts'
import type { Registered } from './registry.ts'
import type { Chosen, Resolved } from './resolved.ts'
import type { Channel, Person } from './types.ts'
import { type ChoiceSpec, type Localised, length, type OptionSpec } from './validate/commands.ts'
import type { Json } from './world.ts'

const SUBCOMMANDS = [1, 2]
const OPTION = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, number: 10, attachment: 11 } as const
const DM_CONTEXT = 1

type Named = { name: string; name_localizations?: Localised }
export type Values = Readonly<Record<string, Chosen>>

/** Whether someone says this name: its own, or any of its localised ones. */
const answersTo = ({ name, name_localizations }: Named, said: string): boolean =>
  name === said || Object.values(name_localizations ?? {}).includes(said)

/** The command that a person finds under a name, of a type (1 slash, 3 message menu). Throws when Discord would not offer it. */
export function offeredCommand(
  offered: readonly Registered[],
  said: string,
  type: number,
  person: Person,
  channel: Channel,
): Registered {
  const found = offered.find(command => (command.type ?? 1) === type && answersTo(command, said))
  if (!found) throw new Error(`no command ${said} is registered`)
  const needed = BigInt(found.default_member_permissions ?? 0)
  if ((BigInt(permissionsOf(person)) & needed) !== needed)
    throw new Error(`${person.name} may not use ${said}`)
  const inDm = found.contexts?.includes(DM_CONTEXT) ?? found.dm_permission !== false
  if (!channel.guildId && !inDm) throw new Error(`${said} is not offered in a DM`)
  return found
}

/** The options of a slash command as Discord sends them; `path` are the subcommand's names, if any. Throws what Discord's client refuses. */
export function optionData(
  specs: readonly OptionSpec[],
  path: readonly string[],
  values: Values,
  resolved: Resolved,
  focused?: string,
): Json[] {
  const [first, ...deeper] = path
  if (first !== undefined) {
    const inner = specs.find(spec => SUBCOMMANDS.includes(spec.type) && answersTo(spec, first))
    if (!inner) throw new Error(`no subcommand ${first}`)
    const options = optionData(inner.options ?? [], deeper, values, resolved, focused)
    return [{ type: inner.type, name: inner.name, options }]
  }
  refuseWrongNames(specs, values, focused)
  return specs.flatMap(spec => {
    const said = Object.keys(values).find(name => answersTo(spec, name))
    if (said === undefined) return []
    const isFocused = focused !== undefined && answersTo(spec, focused)
    const value = isFocused ? values[said] : chosenValue(spec, values[said] as Chosen, resolved)
    return [{ name: spec.name, type: spec.type, value, ...(isFocused && { focused: true }) }]
  })
}

function refuseWrongNames(specs: readonly OptionSpec[], values: Values, focused: string | undefined): void {
  const unknown = Object.keys(values).find(name => !specs.some(spec => answersTo(spec, name)))
  if (unknown !== undefined) throw new Error(`no option ${unknown}`)
  if (focused !== undefined) {
    if (!specs.some(spec => answersTo(spec, focused) && spec.autocomplete))
      throw new Error(`${focused} is not completed`)
    return
  }
  const missing = specs.find(
    spec => spec.required && !Object.keys(values).some(name => answersTo(spec, name)),
  )
  if (missing) throw new Error(`option ${missing.name} is required`)
}

function chosenValue(spec: OptionSpec, value: Chosen, resolved: Resolved): Chosen {
  if (spec.type === OPTION.user) return resolved.user(value)
  if (spec.type === OPTION.channel) return resolved.channel(value)
  if (spec.type === OPTION.attachment) return resolved.attachment(value)
  const wanted = spec.type === OPTION.string ? 'string' : spec.type === OPTION.boolean ? 'boolean' : 'number'
  const chosen = spec.choices?.length ? choiceOf(spec, spec.choices, value) : value
  if (typeof chosen !== wanted) throw new Error(`option ${spec.name} takes a ${wanted}`)
  refuseOutside(spec, chosen)
  return chosen
}

function choiceOf(spec: OptionSpec, choices: readonly ChoiceSpec[], value: Chosen): Chosen {
  const choice =
    choices.find(one => one.value === value) ?? choices.find(one => answersTo(one, String(value)))
  if (!choice) throw new Error(`option ${spec.name} has no choice ${String(value)}`)
  return choice.value
}

function refuseOutside(spec: OptionSpec, value: Chosen): void {
  const { min_length, max_length, min_value, max_value } = spec
  const [size, least, most] =
    typeof value === 'string'
      ? [length(value), min_length, max_length]
      : [Number(value), min_value, max_value]
  if (size < (least ?? Number.NEGATIVE_INFINITY) || size > (most ?? Number.POSITIVE_INFINITY)) {
    throw new Error(`option ${spec.name} does not take ${String(value)}`)
  }
}
