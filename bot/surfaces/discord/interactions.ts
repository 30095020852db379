import type { AutocompleteInteraction, BaseInteraction, ChatInputCommandInteraction } from 'discord.js'
import type { Person } from '../../desk/desk.ts'
import { type Interaction, soon } from './answer.ts'
import { accountId, type Bot } from './bot.ts'
import { citeAsked, citeChosen } from './cite.ts'
import { askCommand, fieldOf, pickerCommand, questionOption, readOptions, wishOption } from './commands.ts'
import { FileLost, readFiles } from './files.ts'
import { cut } from './limits.ts'
import { formSubmitted } from './pages.ts'
import { personIn, speechFor } from './person.ts'
import { pick } from './picker.ts'
import { pressed } from './presses.ts'
import { codeOf } from './rest.ts'
import { show, speak } from './speak.ts'
import { tell } from './views.ts'

/** Somebody used a command, a button, a menu or a form. Throws nothing: what fails is told to the person, and logged. */
export async function interacted(bot: Bot, interaction: BaseInteraction): Promise<void> {
  if (interaction.isAutocomplete()) return complete(bot, interaction)
  const isOurs =
    interaction.isChatInputCommand() ||
    interaction.isMessageContextMenuCommand() ||
    interaction.isMessageComponent() ||
    interaction.isModalSubmit()
  if (!isOurs) return
  try {
    await respond(bot, interaction)
  } catch (error) {
    bot.warn('discord interaction failed', { type: String(interaction.type), code: codeOf(error) })
    const { t } = await speechFor(bot, personIn(bot, interaction))
    await tell(bot, interaction, t('desk.problems.unavailable'))
  }
}

async function respond(bot: Bot, interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) return command(bot, interaction)
  if (interaction.isMessageContextMenuCommand()) return citeAsked(bot, interaction)
  if (interaction.isModalSubmit()) return formSubmitted(bot, interaction)
  if (!interaction.isStringSelectMenu()) return pressed(bot, interaction, interaction.customId)
  if (interaction.customId.startsWith('cite:')) return citeChosen(bot, interaction)
  return pressed(bot, interaction, interaction.values[0] ?? '')
}

async function command(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const { commandName, options } = interaction
  const person = personIn(bot, interaction)
  if (commandName === pickerCommand) {
    const wish = typedWish(bot, options.getString(wishOption) ?? '')
    const event = await bot.front.readCommand(person, wish)
    return event ? speak(bot, interaction, person, event) : pick(bot, interaction)
  }
  if (commandName === askCommand) {
    const text = options.getString(questionOption) ?? ''
    return speak(bot, interaction, person, { kind: 'say', text }, soon)
  }
  const values = readOptions(options.data, user => accountId(bot, user))
  const reply = readFiles(bot, options.data).then(files =>
    bot.front.reply(person, { kind: 'want', action: commandName, values: { ...values, ...files } }),
  )
  try {
    await show(bot, interaction, person, reply)
  } catch (error) {
    if (!(error instanceof FileLost)) throw error
    await tell(bot, interaction, (await speechFor(bot, person)).t('discord.file-lost'))
  }
}

/** What was typed, with the people that it mentions as the desk knows them. */
const typedWish = (bot: Bot, text: string): string =>
  text.replace(/<@!?(\d+)>/g, (_, user: string) => accountId(bot, user))

/** Discord's limits of what is offered as one types. */
const mostChoices = 25
const longestChoice = 100

async function complete(bot: Bot, interaction: AutocompleteInteraction): Promise<void> {
  try {
    const choices = await choicesFor(bot, interaction)
    const fitting = choices.filter(({ value }) => value.length > 0 && value.length <= longestChoice)
    await interaction.respond(
      fitting.slice(0, mostChoices).map(({ label, value }) => ({ name: cut(label, longestChoice), value })),
    )
  } catch (error) {
    // Nothing to tell: without choices, one types on.
    bot.warn('discord autocomplete failed', { code: codeOf(error) })
  }
}

async function choicesFor(bot: Bot, interaction: AutocompleteInteraction) {
  const { name, value } = interaction.options.getFocused(true)
  const person = personIn(bot, interaction)
  if (interaction.commandName === askCommand)
    return (await bot.front.complete(person, value)).map(text => ({ label: text, value: text }))
  if (interaction.commandName === pickerCommand) return wishesFor(bot, person, value)
  return bot.front.options(person, interaction.commandName, fieldOf(name), value)
}

/** All that one can have done, by name, as one types. */
async function wishesFor({ front }: Bot, person: Person, typed: string) {
  const { can } = await front.home(person)
  const names = can.flatMap(({ buttons }) => buttons.map(({ label }) => label))
  const isNear = (name: string) => name.toLowerCase().includes(typed.toLowerCase())
  return names.filter(isNear).map(name => ({ label: name, value: name }))
}
