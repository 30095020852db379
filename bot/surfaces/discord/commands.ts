import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import { type Locale, locales } from '../../core/catalogue.ts'
import type { Described } from '../../desk/front.ts'
import type { Speech, Words } from '../../words/words.ts'
import { limits } from './limits.ts'
import { described, discordLocales, localised } from './localised.ts'
import { commandName, eachOnce } from './names.ts'
import { optionsOf } from './options.ts'

export { fieldOf } from './names.ts'
export { readOptions } from './options.ts'

/** Asks the question that is its one option. */
export const askCommand = 'ask'
export const questionOption = 'question'
/** Shows all that one can have done, or does what its one option says. */
export const pickerCommand = 'concierge'
export const wishOption = 'wish'

type ChatInput = RESTPostAPIChatInputApplicationCommandsJSONBody

/**
 * All commands: asking, the picker, one for each action that a person can name (its name is the action's id), and answering a message
 * with a guide. Nothing is required that a form can ask for, so a command without options opens the form. English is the language of
 * all that Discord shows to whoever uses none of ours.
 */
export function commandsOf(
  actions: readonly Described[],
  words: Words,
): RESTPutAPIApplicationCommandsJSONBody {
  const named = actions.filter(({ isStep }) => !isStep)
  const own = [askOf(words), pickerOf(words)]
  const names = namesOf(named, own, words)
  return [...own, ...named.map(action => commandOf(action, names, words)), citeOf(words)]
}

/** Where a command is offered: an answer to the asker alone is at home everywhere, also where only the asker brought us along. */
const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
}
/** What answers others, or is about a channel, needs us to be a member there. */
const inGuilds = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

const askOf = (words: Words): ChatInput => ({
  type: ApplicationCommandType.ChatInput,
  name: askCommand,
  name_localizations: localised(locale => words(locale).t('discord.ask.name')),
  ...described(words, ({ t }) => t('discord.ask.summary')),
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: questionOption,
      name_localizations: localised(locale => words(locale).t('discord.ask.question.name')),
      ...described(words, ({ t }) => t('discord.ask.question.summary')),
      required: true,
      autocomplete: true,
      max_length: limits.commandText,
    },
  ],
  ...everywhere,
})

const pickerOf = (words: Words): ChatInput => ({
  type: ApplicationCommandType.ChatInput,
  name: pickerCommand,
  ...described(words, ({ t }) => t('discord.picker')),
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: wishOption,
      name_localizations: localised(locale => words(locale).t('discord.wish.name')),
      ...described(words, ({ t }) => t('discord.wish.summary')),
      autocomplete: true,
      max_length: limits.commandText,
    },
  ],
  ...everywhere,
})

const citeOf = (words: Words): RESTPutAPIApplicationCommandsJSONBody[number] => ({
  type: ApplicationCommandType.Message,
  name: words('en').t('discord.cite.name'),
  name_localizations: localised(locale => words(locale).t('discord.cite.name')),
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
})

type Names = (id: string, locale: Locale) => string

/**
 * The commands' names in each language, no two the same: in English the ids. A name too long for Discord has a short form of its own
 * in `locales/`.
 */
function namesOf(actions: readonly Described[], own: readonly ChatInput[], words: Words): Names {
  const inLocale = (locale: Locale): [Locale, string[]] => {
    const taken = own.map(
      ({ name, name_localizations }) => name_localizations?.[discordLocales[locale][0]!] ?? name,
    )
    const names = actions.map(({ id }) =>
      locale === 'en' ? id : commandName(shortName(id, words(locale)), locale),
    )
    return [locale, eachOnce([...taken, ...names]).slice(taken.length)]
  }
  const named = new Map(locales.map(inLocale))
  return (id, locale) => named.get(locale)?.[actions.findIndex(action => action.id === id)] ?? id
}

const shortName = (id: string, speech: Speech): string =>
  speech.find(`discord.commands.${id}`) ?? speech.word(`actions.${id}.name`)

const commandOf = (action: Described, names: Names, words: Words): ChatInput => ({
  type: ApplicationCommandType.ChatInput,
  name: action.id,
  name_localizations: localised(locale => names(action.id, locale)),
  ...described(
    words,
    speech => speech.find(`actions.${action.id}.summary`) ?? speech.word(`actions.${action.id}.name`),
  ),
  options: optionsOf(action, words),
  ...(action.forAdministrators
    ? { ...inGuilds, default_member_permissions: String(PermissionFlagsBits.ManageGuild) }
    : everywhere),
})
