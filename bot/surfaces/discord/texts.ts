import type { Message } from 'discord.js'
import type { Event } from '../../desk/event.ts'
import { accountId, type Bot } from './bot.ts'

/** Whether a message speaks to the bot: it names it, or the role that Discord made for it, or replies to it. */
export function isAddressed({ client }: Bot, { mentions }: Message): boolean {
  const isNamed = mentions.has(client.user, { ignoreEveryone: true, ignoreRoles: true })
  return isNamed || mentions.roles.some(({ tags }) => tags?.botId === client.user.id)
}

/** What a message says to the bot: without its name, and with the names of those whom it mentions. */
export function wordsTo({ client }: Bot, { content, mentions }: Message): string {
  const { user: self } = client
  const roles = mentions.roles.filter(({ tags }) => tags?.botId === self.id).map(({ id }) => `@&${id}`)
  const own = [`@!?${self.id}`, ...roles].join('|')
  return content
    .replace(new RegExp(`<(?:${own})>`, 'g'), ' ')
    .replace(/<@!?(\d+)>/g, (_, id: string) => mentions.users.get(id)?.displayName ?? '')
    .trim()
}

/** What a message says, and of whom. */
export function saidTo(bot: Bot, message: Message): Event {
  const others = [...message.mentions.users.keys()].filter(id => id !== bot.client.user.id)
  return { kind: 'say', text: wordsTo(bot, message), mentions: others.map(id => accountId(bot, id)) }
}
