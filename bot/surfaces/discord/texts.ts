import type { Message } from 'discord.js'
import type { Bot } from './bot.ts'

/** Whether a message speaks to the bot: it names it, or the role that Discord made for it, or replies to it. */
export function isAddressed({ client }: Bot, { mentions }: Message): boolean {
  const isNamed = mentions.has(client.user, { ignoreEveryone: true, ignoreRoles: true })
  return isNamed || mentions.roles.some(({ tags }) => tags?.botId === client.user.id)
}

/** What a message says to the bot, without its name. */
export function wordsTo({ client }: Bot, { content, mentions }: Message): string {
  const roles = mentions.roles.filter(({ tags }) => tags?.botId === client.user.id).map(({ id }) => `@&${id}`)
  const names = [`@!?${client.user.id}`, ...roles].join('|')
  return content.replace(new RegExp(`<(?:${names})>`, 'g'), ' ').trim()
}
