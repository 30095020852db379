import type { Person } from '../../desk/desk.ts'
import type { Event } from '../../desk/reply.ts'
import { answer, beforeForm, deferReply, type Interaction, inTime } from './answer.ts'
import type { Bot } from './bot.ts'
import { isForm, openForm } from './forms.ts'
import { messagesFor } from './views.ts'

/** The desk's answer to an interaction: a form opens where it can, everything else is a message for the asker alone. */
export async function speak(
  bot: Bot,
  interaction: Interaction,
  person: Person,
  event: Event,
  patience = beforeForm,
): Promise<void> {
  const view = await inTime(interaction, bot.front.reply(person, event), patience, () =>
    deferReply(interaction),
  )
  if (isForm(view) && !interaction.isModalSubmit() && !interaction.deferred)
    return openForm(bot, interaction, person, view)
  await answer(bot, interaction, messagesFor(bot, interaction, view))
}
