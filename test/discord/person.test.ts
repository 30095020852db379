import { type BaseInteraction, InteractionContextType } from 'discord.js'
import { expect, it } from 'vitest'
import type { Bot } from '../../bot/surfaces/discord/bot.ts'
import { personIn } from '../../bot/surfaces/discord/person.ts'

const bot = {
  client: { application: { id: '1' }, guilds: { cache: new Map() }, options: {} },
} as unknown as Bot

/** As far as `personIn` looks. */
const commandIn = (channel: string, isThread: boolean, context: InteractionContextType) =>
  ({
    user: { id: '7', displayName: 'Ana' },
    member: null,
    guildId: context === InteractionContextType.Guild ? '5' : null,
    channelId: channel,
    channel: { id: channel, name: 'help', parent: null, isThread: () => isThread },
    context,
    locale: 'es-ES',
    memberPermissions: null,
    isMessageComponent: () => false,
  }) as unknown as BaseInteraction

const threadOf = (interaction: BaseInteraction, isPublic?: boolean) =>
  personIn(bot, interaction, isPublic).chat?.thread

it('ACT-6 what is asked for one’s own eyes in a thread is remembered for oneself alone', () => {
  const { Guild, BotDM } = InteractionContextType
  expect(threadOf(commandIn('3', true, Guild), true)).toBe('discord:1:3')
  expect(threadOf(commandIn('3', true, Guild))).toBe('discord:1:3:7')
  expect(threadOf(commandIn('4', false, BotDM))).toBe('discord:1:4')
  expect(threadOf(commandIn('6', false, Guild), true)).toBeUndefined()
})
