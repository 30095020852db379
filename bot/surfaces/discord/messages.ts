import { type Message, MessageType } from 'discord.js'
import type { View } from '../../desk/view.ts'
import { forAll, sendDirectly } from './answer.ts'
import { followMessage } from './awaiting.ts'
import { type Bot, channelId } from './bot.ts'
import { authorOf, speechFor } from './person.ts'
import { toldPrivately } from './privately.ts'
import { type MessagePayload, renderMessages, renderText } from './render.ts'
import { codeOf } from './rest.ts'
import { isAddressed, saidTo } from './texts.ts'
import { keepForm } from './views.ts'

/** Somebody wrote: whoever speaks to us is answered; elsewhere we speak only where an administrator wished it, and for sure. */
export async function heard(bot: Bot, message: Message): Promise<void> {
  const isPerson = !message.author.bot && message.webhookId === null
  if (!isPerson || ![MessageType.Default, MessageType.Reply].includes(message.type)) return
  if (message.channel.isDMBased() || isAddressed(bot, message)) return reply(bot, message)
  if (await mayVolunteer(bot, message)) await volunteer(bot, message)
}

async function reply(bot: Bot, message: Message): Promise<void> {
  const person = authorOf(bot, message)
  try {
    const view = await bot.front.reply(person, saidTo(bot, message))
    const sent = await send(bot, message, await messagesTo(bot, message, view))
    // Elsewhere it went by direct message, and is followed there.
    if (sent && message.guildId === null) followMessage(bot, sent, person, message.author, view)
  } catch (error) {
    bot.warn('discord message failed', { code: codeOf(error) })
    const { t } = await speechFor(bot, person)
    await send(bot, message, [renderText(t('desk.problems.unavailable'))])
  }
}

async function messagesTo(bot: Bot, message: Message, view: View): Promise<MessagePayload[]> {
  if (message.guildId !== null && view.private) return toldPrivately(bot, message, view)
  keepForm(bot, message.author.id, view)
  return renderMessages(view, bot.words(view.locale))
}

/** Not among others' talk: no reply to somebody, no thread, and a channel that was switched on. */
async function mayVolunteer(bot: Bot, { type, channel, content }: Message): Promise<boolean> {
  if (type !== MessageType.Default || channel.isThread() || !content.trim()) return false
  return (await bot.front.channel(channelId(bot, channel.id)))?.answers === true
}

/** The guide if it is certain, unless somebody spoke meanwhile: nobody is contradicted. */
async function volunteer(bot: Bot, message: Message): Promise<void> {
  const view = await bot.front.volunteer(authorOf(bot, message), message.content)
  const { channel } = message
  if (!view || view.private || channel.lastMessageId !== message.id) return
  await send(bot, message, renderMessages(view, bot.words(view.locale)))
}

/** Replies, and gives the last reply; where we may not write, the author is told directly. */
async function send(
  bot: Bot,
  message: Message,
  messages: readonly MessagePayload[],
): Promise<Message | undefined> {
  let last: Message | undefined
  try {
    for (const one of messages) last = await message.reply({ ...forAll(one), failIfNotExists: false })
    return last
  } catch (error) {
    bot.warn('discord reply not taken', { code: codeOf(error) })
    return message.guildId === null ? undefined : sendDirectly(bot, message.author, messages)
  }
}
