import type { Person } from '../../desk/desk.ts'
import type { Event } from '../../desk/event.ts'
import type { View } from '../../desk/view.ts'
import { answer, beforeForm, deferReply, type Interaction, inTime } from './answer.ts'
import { followAnswer } from './awaiting.ts'
import type { Bot } from './bot.ts'
import { isForm, openForm } from './forms.ts'
import { messagesFor } from './views.ts'

/** The desk's answer to what was said in an interaction. */
export const speak = (
  bot: Bot,
  interaction: Interaction,
  person: Person,
  event: Event,
  patience = beforeForm,
): Promise<void> => show(bot, interaction, person, bot.front.reply(person, event), patience)

/** Answers an interaction with what is replied: a form opens where it can, everything else is a message for the asker alone. */
export async function show(
  bot: Bot,
  interaction: Interaction,
  person: Person,
  reply: Promise<View>,
  patience = beforeForm,
): Promise<void> {
  const view = await inTime(interaction, reply, patience, () => deferReply(interaction))
  if (isForm(view) && !interaction.isModalSubmit() && !interaction.deferred)
    return openForm(bot, interaction, person, view)
  await answer(bot, interaction, messagesFor(bot, interaction, view))
  followAnswer(bot, interaction, person, view)
}
