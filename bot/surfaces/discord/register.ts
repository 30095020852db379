import { type REST, type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord.js'

type Json = Record<string, unknown>

/**
 * Registers the commands with one guild, or everywhere, if they are not registered like this already: Discord lets an application do so
 * only so often a day. Throws what `rest` throws.
 */
export async function registerCommands(
  rest: Pick<REST, 'get' | 'put'>,
  applicationId: string,
  guild: string | undefined,
  commands: RESTPutAPIApplicationCommandsJSONBody,
): Promise<'registered' | 'unchanged'> {
  const route = guild
    ? Routes.applicationGuildCommands(applicationId, guild)
    : Routes.applicationCommands(applicationId)
  const wanted = guild ? commands.map(inOneGuild) : commands
  const query = new URLSearchParams({ with_localizations: 'true' })
  if (isSame(await rest.get(route, { query }), wanted)) return 'unchanged'
  await rest.put(route, { body: wanted })
  return 'registered'
}

/** Where a command is offered is asked of global commands only (Application Command Object, `contexts` and `integration_types`). */
const inOneGuild = ({ contexts, integration_types, ...command }: Command): Command => command

type Command = RESTPutAPIApplicationCommandsJSONBody[number]

function isSame(known: unknown, wanted: RESTPutAPIApplicationCommandsJSONBody): boolean {
  if (!Array.isArray(known)) return false
  const scoped = wanted.some(({ contexts }) => contexts !== undefined)
  return normal(known, scoped) === normal(wanted, scoped)
}

/** What can be said of a command, an option and a choice; all else is Discord's own, such as ids and versions. */
const ours = [
  'autocomplete',
  'channel_types',
  'choices',
  'default_member_permissions',
  'description',
  'description_localizations',
  'max_length',
  'max_value',
  'min_length',
  'min_value',
  'name',
  'name_localizations',
  'nsfw',
  'options',
  'required',
  'type',
  'value',
]
const scope = ['contexts', 'integration_types']

/** Commands as a text that is the same whenever they mean the same: in order of their names, without what goes without saying. */
const normal = (commands: readonly unknown[], scoped: boolean): string => {
  const texts = commands.map(command => JSON.stringify(plain(command, scoped ? [...ours, ...scope] : ours)))
  return texts.sort().join('\n')
}

/** In the order of `keys`, and without false, null and empty ones. The order of a list means something, except that of a scope. */
function plain(value: unknown, keys: readonly string[], key = ''): unknown {
  if (Array.isArray(value))
    return scope.includes(key) ? [...value].sort() : value.map(item => plain(item, keys))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Json).filter(([name]) => isLocalised(key) || keys.includes(name))
  return Object.fromEntries(
    entries
      .map(([name, inner]): [string, unknown] => [name, plain(inner, keys, name)])
      .filter(([, inner]) => !isEmpty(inner))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const isLocalised = (key: string): boolean => key.endsWith('_localizations')

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  JSON.stringify(value) === '[]' ||
  JSON.stringify(value) === '{}'
