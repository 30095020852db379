import type { MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js'
import { answer, answerInPlace, deferReply, type Interaction, inTime, soon } from './answer.ts'
import { accountId, type Bot } from './bot.ts'
import { buttonsOf } from './components.ts'
import type { Draft } from './drafts.ts'
import { openPage, pagesOf } from './forms.ts'
import { readFormId, readValues } from './modal.ts'
import { isDirect, personIn } from './person.ts'
import { type MessagePayload, renderText } from './render.ts'
import { speak } from './speak.ts'
import { messagesFor } from './views.ts'

/** The button of a form, or of its next page: opens it where it was left; one that is forgotten begins anew. */
export async function formPressed(
  bot: Bot,
  interaction: MessageComponentInteraction,
  { action, page }: { action: string; page: number },
): Promise<void> {
  const person = personIn(bot, interaction)
  const draft = bot.drafts.of(interaction.user.id, action)
  if (!draft) return speak(bot, interaction, person, { kind: 'want', action, values: {} })
  await openPage(bot, interaction, person, draft, page)
}

/** A page was filled in: the next one is offered, or the whole form goes to the desk. */
export async function formSubmitted(bot: Bot, interaction: ModalSubmitInteraction): Promise<void> {
  const { action = '', page = 0 } = readFormId(interaction.customId) ?? {}
  const { user } = interaction
  const person = personIn(bot, interaction)
  const draft = bot.drafts.of(user.id, action)
  const typed = readValues(interaction.components, id => accountId(bot, id))
  const values = { ...draft?.values, ...typed }
  const pages = draft ? (await pagesOf(bot, person, draft)).length : 1
  if (draft && page + 1 < pages) {
    bot.drafts.keep(user.id, { ...draft, values })
    return show(bot, interaction, [nextPage(bot, interaction, draft, page + 1, pages)])
  }
  const submitted = bot.front.reply(person, { kind: 'submit', action, values })
  const view = await inTime(interaction, submitted, soon, () =>
    isFromForm(interaction) ? interaction.deferUpdate() : deferReply(interaction),
  )
  bot.drafts.forget(user.id, action)
  await show(bot, interaction, messagesFor(bot, interaction, view))
}

function nextPage(
  { words }: Bot,
  interaction: Interaction,
  { form, locale }: Draft,
  page: number,
  pages: number,
): MessagePayload {
  const { t } = words(locale)
  const text = t('discord.form-goes-on', { what: form.title, page: page + 1, pages })
  const next = { id: `form:${form.action}:${page}`, label: t('discord.next'), style: 'primary' as const }
  return renderText(text, { extra: [next], private: !isDirect(interaction) })
}

/** In the place of the message that held the form's button, which has done its work; else beside what there is. */
const show = (bot: Bot, interaction: ModalSubmitInteraction, messages: readonly MessagePayload[]) =>
  (isFromForm(interaction) ? answerInPlace : answer)(bot, interaction, messages)

const isFromForm = ({ message }: ModalSubmitInteraction): boolean =>
  message !== null && buttonsOf(message).some(id => readFormId(id) !== undefined)
