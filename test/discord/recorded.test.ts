import { expect, it } from 'vitest'
import type { Event } from '../../bot/desk/event.ts'
import type { DiscordEdge, Dispatch } from './edge/types.ts'
import recorded from './recorded/discord.json' with { type: 'json' }
import other from './recorded/discord-channel.json' with { type: 'json' }
import { openSurface, view } from './surface.ts'

/** A delivery of the real Discord, as if it had happened in ours. */
function here(edge: DiscordEdge, t: string, d: object, ids: Record<string, string>): Dispatch {
  const told = Object.entries(ids).reduce(
    (text, [theirs, ours]) => text.replaceAll(theirs, ours),
    JSON.stringify(d),
  )
  return { t, d: { ...JSON.parse(told), guild_id: edge.guilds[0]?.id, channel_id: edge.channel('help').id } }
}

const idsIn = (edge: DiscordEdge): Record<string, string> => {
  const { botId, guildId, userId } = recorded.metadata
  return { [botId]: edge.botId, [guildId]: edge.guilds[0]?.id ?? '', [userId]: edge.person('Ada').id }
}

it('understands what the real Discord delivered: mentions, other talk, presses', async () => {
  const events: { account: string | undefined; event: Event }[] = []
  const { edge } = await openSurface({
    reply: async ({ chat }, event) => {
      events.push({ account: chat?.account, event })
      return view()
    },
  })
  const ids = idsIn(edge)
  const messages = Object.entries(recorded).filter(([name]) =>
    /^gateway.*(Mention|Message|Welcome|Hey|Request|Num1|Nice)/.test(name),
  )
  for (const [, one] of messages)
    edge.redeliver(here(edge, 'MESSAGE_CREATE', (one as { data: object }).data, ids))
  edge.redeliver(here(edge, 'MESSAGE_CREATE', other.mention.data, ids))
  edge.redeliver(here(edge, 'MESSAGE_REACTION_ADD', recorded.gatewayReactionAdd.data, ids))
  for (const press of [recorded.buttonClickHello, recorded.buttonClickMessages, recorded.buttonClickInfo])
    edge.redeliver(here(edge, 'INTERACTION_CREATE', press, ids))
  await edge.until(() => events.length >= 6)
  const account = `discord:${edge.applicationId}:${edge.person('Ada').id}`
  expect(new Set(events.map(one => one.account))).toEqual(new Set([account]))
  const said = events.flatMap(({ event }) => (event.kind === 'say' ? [event.text] : []))
  expect(said.every(text => !text.includes(edge.botId))).toBe(true)
  const pressed = events.flatMap(({ event }) => (event.kind === 'press' ? [event.button] : []))
  expect(pressed).toHaveLength(3)
  // What the bot itself said, and what others said to each other, is none of ours.
  expect(said.slice(0, 2)).toEqual(['Hey', 'AI What is love'])
  expect(said).toHaveLength(3)
})
