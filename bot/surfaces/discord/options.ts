import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
} from 'discord.js'
import { type Locale, locales } from '../../core/catalogue.ts'
import type { Field, FieldKind } from '../../core/fields.ts'
import type { Described } from '../../desk/front.ts'
import type { Words } from '../../words/words.ts'
import { cut, limits } from './limits.ts'
import { described, localised } from './localised.ts'
import { commandName, eachOnce, fieldOf, optionOf } from './names.ts'

/** What an option takes for each kind of field; the form asks for the others. A secret is typed in no chat (ACT-7). */
const optionTypes: { [kind in FieldKind]?: ApplicationCommandOptionType } = {
  member: ApplicationCommandOptionType.User,
  person: ApplicationCommandOptionType.User,
  tick: ApplicationCommandOptionType.Boolean,
  text: ApplicationCommandOptionType.String,
  email: ApplicationCommandOptionType.String,
  date: ApplicationCommandOptionType.String,
  choice: ApplicationCommandOptionType.String,
  product: ApplicationCommandOptionType.String,
  organisation: ApplicationCommandOptionType.String,
  method: ApplicationCommandOptionType.String,
  feedback: ApplicationCommandOptionType.String,
  request: ApplicationCommandOptionType.String,
  image: ApplicationCommandOptionType.Attachment,
}

/** The options of an action's command. */
export function optionsOf(action: Described, words: Words): APIApplicationCommandBasicOption[] {
  if (action.risk === 'secret') return []
  const fields = action.fields.filter(({ kind }) => optionTypes[kind]).slice(0, limits.commandOptions)
  const label = (locale: Locale, { name }: Field) =>
    words(locale).word(`actions.${action.id}.fields.${name}.label`)
  const names = new Map(
    locales.map(locale => [
      locale,
      eachOnce(
        fields.map(field =>
          locale === 'en' ? optionOf(field.name) : commandName(label(locale, field), locale),
        ),
      ),
    ]),
  )
  return fields.map((field, place) => ({
    name: optionOf(field.name),
    name_localizations: localised(locale => names.get(locale)?.[place] ?? optionOf(field.name)),
    ...described(
      words,
      speech => speech.find(`actions.${action.id}.fields.${field.name}.hint`) ?? label(speech.locale, field),
    ),
    ...taking(field, words),
  }))
}

/** Options of which Discord itself knows all that can be entered. */
type Plain =
  | ApplicationCommandOptionType.User
  | ApplicationCommandOptionType.Boolean
  | ApplicationCommandOptionType.Attachment

/** What may be entered: a person, a file, yes or no, one of a few words, or a text that Discord helps to complete. */
function taking(field: Field, words: Words) {
  const type = optionTypes[field.kind] ?? ApplicationCommandOptionType.String
  if (type !== ApplicationCommandOptionType.String) return { type: type as Plain }
  const string = { type: ApplicationCommandOptionType.String as const }
  if (field.kind === 'choice') return { ...string, choices: choicesOf(field, words) }
  const isTyped = ['text', 'email', 'date'].includes(field.kind)
  return isTyped ? { ...string, max_length: longestTyped } : { ...string, autocomplete: true as const }
}

/** What no field of one line exceeds; the desk says what is too long for its own. */
const longestTyped = 1000

const choicesOf = (
  { options = [], words: root }: Field,
  words: Words,
): APIApplicationCommandOptionChoice<string>[] =>
  options.slice(0, limits.commandChoices).map(value => {
    const name = (locale: Locale) => cut(words(locale).word(`${root}.${value}`), limits.optionText)
    return { name: name('en'), name_localizations: localised(name), value }
  })

/** An option of a chat-input interaction, as discord.js has it in `interaction.options.data`. */
export interface Given {
  name: string
  type: ApplicationCommandOptionType
  value?: string | number | boolean
  attachment?: { url: string; size: number }
}

/** The options of an action's command as values of a `want`, but for files, which have to be fetched first. `account` gives the chat account of a Discord user. */
export const readOptions = (
  options: readonly Given[],
  account: (user: string) => string,
): Record<string, unknown> =>
  Object.fromEntries(
    options.flatMap(({ name, type, value }) =>
      value === undefined || type === ApplicationCommandOptionType.Attachment
        ? []
        : [[fieldOf(name), type === ApplicationCommandOptionType.User ? account(String(value)) : value]],
    ),
  )
