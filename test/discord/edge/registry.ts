import type { APIApplicationCommand } from 'discord.js'
import { refuseFaulty } from './refusal.ts'
import { type CommandSpec, commandFaults, type Localised, type OptionSpec } from './validate/commands.ts'
import { type Json, snowflake } from './world.ts'

export type Registered = CommandSpec & { id: string; version: string; guildId?: string }

/** The commands that the app has registered, globally and for each guild. */
export class Registry {
  /** How many times a set of commands was PUT. */
  puts = 0
  readonly #applicationId: string
  readonly #sets = new Map<string | undefined, Registered[]>()

  constructor(applicationId: string) {
    this.#applicationId = applicationId
  }

  /** Replaces a set; a command keeps its id while its name and type stay. Throws Invalid Form Body. */
  put(commands: readonly CommandSpec[], guildId?: string): Json[] {
    refuseFaulty(commandFaults(commands))
    this.puts += 1
    const before = this.in(guildId)
    const same = ({ name, type = 1 }: CommandSpec) =>
      before.find(old => old.name === name && (old.type ?? 1) === type)
    const set = commands.map(command => ({
      ...command,
      id: same(command)?.id ?? snowflake(),
      version: snowflake(),
      ...(guildId && { guildId }),
    }))
    this.#sets.set(guildId, set)
    return this.list(guildId, true)
  }

  in(guildId?: string): Registered[] {
    return this.#sets.get(guildId) ?? []
  }

  /** What a person may find in a guild, or in a DM: the guild's own and the global ones. */
  offered(guildId: string | undefined): Registered[] {
    return guildId ? [...this.in(guildId), ...this.in()] : this.in()
  }

  /** A set as GET gives it. */
  list(guildId: string | undefined, withLocalisations: boolean): Json[] {
    return this.in(guildId).map(command => this.#shown(command, withLocalisations))
  }

  /** The set as the app sent it, with what Discord adds. */
  api(guildId?: string): APIApplicationCommand[] {
    return this.list(guildId, true) as unknown as APIApplicationCommand[]
  }

  /** docs.discord.com, Application Command Object: Discord fills in its defaults, and tells localisations only when asked. */
  #shown({ guildId, ...command }: Registered, withLocalisations: boolean): Json {
    const { options, description = '', type = 1 } = command
    return {
      ...command,
      application_id: this.#applicationId,
      type,
      description,
      default_member_permissions: command.default_member_permissions ?? null,
      dm_permission: command.dm_permission ?? true,
      contexts: command.contexts ?? null,
      integration_types: command.integration_types ?? [0],
      nsfw: command.nsfw ?? false,
      ...localisations(command, withLocalisations),
      ...(guildId && { guild_id: guildId }),
      ...(options?.length
        ? { options: options.map(option => shownOption(option, withLocalisations)) }
        : { options: undefined }),
    }
  }
}

function localisations(
  spec: { name_localizations?: Localised; description_localizations?: Localised },
  told: boolean,
) {
  return {
    name_localizations: told ? (spec.name_localizations ?? null) : null,
    description_localizations: told ? (spec.description_localizations ?? null) : null,
  }
}

/** Discord leaves `required: false` and `autocomplete: false` out. */
function shownOption(option: OptionSpec, told: boolean): Json {
  const { required, autocomplete, choices, options, ...rest } = option
  return {
    ...rest,
    ...localisations(option, told),
    ...(required && { required }),
    ...(autocomplete && { autocomplete }),
    ...(choices?.length && {
      choices: choices.map(choice => ({
        ...choice,
        name_localizations: told ? (choice.name_localizations ?? null) : null,
      })),
    }),
    ...(options?.length && { options: options.map(inner => shownOption(inner, told)) }),
  }
}
