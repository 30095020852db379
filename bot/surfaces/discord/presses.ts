import type { MessageComponentInteraction } from 'discord.js'
import { decides, outlives } from '../../desk/button.ts'
import type { View } from '../../desk/view.ts'
import { answerInPlace, firstly, followUp, inTime, silently, soon } from './answer.ts'
import type { Bot } from './bot.ts'
import { withButtons } from './components.ts'
import { solved } from './forum.ts'
import { readFormId } from './modal.ts'
import { formPressed } from './pages.ts'
import { personIn } from './person.ts'
import { showMine } from './privately.ts'
import { renderMessages } from './render.ts'
import { codeOf } from './rest.ts'
import { speak } from './speak.ts'
import { messagesFor } from './views.ts'

/** A button was pressed, or an entry chosen that stands for one. */
export async function pressed(
  bot: Bot,
  interaction: MessageComponentInteraction,
  button: string,
): Promise<void> {
  const form = readFormId(button)
  if (form) return formPressed(bot, interaction, form)
  if (button === 'mine') return showMine(bot, interaction)
  const [, asked] = /^solved:(.+)$/.exec(button) ?? []
  if (asked !== undefined) return solved(bot, interaction, asked)
  if (decides(button) && isTheirs(interaction)) return decide(bot, interaction, button)
  if (!outlives(button, button)) return once(bot, interaction, button)
  return speak(bot, interaction, personIn(bot, interaction), { kind: 'press', button })
}

/** Whether a message belongs to whoever acts on it. Nobody else sees one that can be decided, but a request may say anything. */
const isTheirs = ({ message, user }: MessageComponentInteraction): boolean =>
  [undefined, user.id].includes(message.interactionMetadata?.user.id)

/** What was previewed is decided: the message says what came of it. */
async function decide(bot: Bot, interaction: MessageComponentInteraction, button: string): Promise<void> {
  const reply = bot.front.reply(personIn(bot, interaction), { kind: 'press', button })
  const view = await inTime(interaction, reply, soon, () => interaction.deferUpdate())
  if (view.keeps) return beside(bot, interaction, view)
  await answerInPlace(bot, interaction, messagesFor(bot, interaction, view))
}

/** A button that means something once: it leaves the message with all that it makes meaningless, and what comes of it stands beside. */
async function once(bot: Bot, interaction: MessageComponentInteraction, button: string): Promise<void> {
  const isShared = button.startsWith('share:')
  const person = personIn(bot, interaction, isShared)
  const reply = bot.front.reply(person, { kind: 'press', button })
  const view = await inTime(interaction, reply, soon, () => interaction.deferUpdate())
  if (view.tone === 'problem' || view.keeps) return beside(bot, interaction, view)
  if (!bot.isNew(`${interaction.message.id} ${button}`)) return silently(interaction)
  await withoutDead(bot, interaction, id => outlives(id, button))
  await followUp(
    bot,
    interaction,
    isShared ? renderMessages(view, bot.words(view.locale)) : messagesFor(bot, interaction, view),
  )
}

async function beside(bot: Bot, interaction: MessageComponentInteraction, view: View): Promise<void> {
  await silently(interaction)
  await followUp(bot, interaction, messagesFor(bot, interaction, view))
}

/** Takes the buttons from a message that lead nowhere any more. */
async function withoutDead(
  bot: Bot,
  interaction: MessageComponentInteraction,
  stays: (id: string) => boolean,
): Promise<void> {
  const message = withButtons(interaction.message, stays)
  try {
    if (interaction.deferred) await interaction.editReply(message)
    else await firstly(interaction, () => interaction.update(message))
  } catch (error) {
    bot.warn('discord message not changed', { code: codeOf(error) })
  }
}
