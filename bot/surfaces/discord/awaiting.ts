import type { Message } from 'discord.js'
import type { Person } from '../../desk/desk.ts'
import type { View } from '../../desk/view.ts'
import { edit, type Interaction, sendDirectly } from './answer.ts'
import type { Bot } from './bot.ts'
import { type MessagePayload, renderMessages } from './render.ts'
import { codeOf } from './rest.ts'
import { messagesFor } from './views.ts'

/** An answer that leads to a one-time page says what became of it as soon as that is used (ACT-6). Its interaction lets it be changed for fifteen minutes. */
export function followAnswer(bot: Bot, interaction: Interaction, person: Person, view: View): void {
  follow(bot, person, view, async outcome => {
    const [message, ...others] = messagesFor(bot, interaction, outcome)
    if (!message) return
    await changed(bot, interaction.user, message, () => interaction.editReply(edit(message)))
    if (others.length) await sendDirectly(bot, interaction.user, others)
  })
}

/** The same of a message of ours that stands in a direct message. */
export function followMessage(
  bot: Bot,
  sent: Message,
  person: Person,
  author: Message['author'],
  view: View,
): void {
  follow(bot, person, view, async outcome => {
    const [message] = renderMessages(outcome, bot.words(outcome.locale), {}, 1)
    if (message) await changed(bot, author, message, () => sent.edit(edit(message)))
  })
}

// Nobody waits for it: a page may be used in ten minutes.
function follow(bot: Bot, person: Person, { awaits }: View, tell: (outcome: View) => Promise<void>): void {
  if (awaits === undefined) return
  const told = bot.front.outcome(person, awaits).then(outcome => (outcome ? tell(outcome) : undefined))
  told.catch(error => bot.warn('discord outcome not shown', { code: codeOf(error) }))
}

/** Changes a message; where that is not possible any more, its person is told by direct message. */
async function changed(
  bot: Bot,
  user: Message['author'],
  message: MessagePayload,
  change: () => Promise<unknown>,
): Promise<void> {
  try {
    await change()
  } catch (error) {
    bot.warn('discord message not changed', { code: codeOf(error) })
    await sendDirectly(bot, user, [message])
  }
}
