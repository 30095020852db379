import type { Message, MessageComponentInteraction } from 'discord.js'
import type { View } from '../../desk/view.ts'
import { deferReply, inTime, sendDirectly, soon } from './answer.ts'
import { followMessage } from './awaiting.ts'
import type { Bot } from './bot.ts'
import { authorOf, personIn, speechFor } from './person.ts'
import { type MessagePayload, renderMessages, renderText } from './render.ts'
import { speak } from './speak.ts'
import { saidTo } from './texts.ts'
import { keepForm, tell } from './views.ts'

/** What is personal goes to its asker by direct message, and a sentence in the channel says so; where those are closed, a button there shows it to the asker alone (ACT-6). */
export async function toldPrivately(bot: Bot, message: Message, view: View): Promise<MessagePayload[]> {
  const speech = bot.words(view.locale)
  keepForm(bot, message.author.id, view)
  const sent = await sendDirectly(bot, message.author, renderMessages(view, speech))
  if (sent) followMessage(bot, sent, authorOf(bot, message), message.author, view)
  if (sent) return [renderText(speech.t('chat.sent-privately'))]
  const button = { id: 'mine', label: speech.t('discord.show-mine'), style: 'primary' as const }
  return [renderText(speech.t('discord.direct-closed'), { extra: [button] })]
}

/** *Show it to me*: the question that the message replies to is answered once more, to its author alone. */
export async function showMine(bot: Bot, interaction: MessageComponentInteraction): Promise<void> {
  const person = personIn(bot, interaction)
  const question = await inTime(
    interaction,
    interaction.message.fetchReference().catch(() => undefined),
    soon,
    () => deferReply(interaction),
  )
  if (question?.author.id === interaction.user.id)
    return speak(bot, interaction, person, saidTo(bot, question))
  const { t } = await speechFor(bot, person)
  await tell(bot, interaction, t(question ? 'discord.not-yours' : 'discord.question-gone'))
}
