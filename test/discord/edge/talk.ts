import type { APIMessage } from 'discord.js'
import type { Gateway } from './gateway.ts'
import type { Messages } from './messages.ts'
import { seenMessage } from './seen.ts'
import type { Channel, DiscordEdge, Said, SeenMessage, Where, Who } from './types.ts'
import type { Until } from './wait.ts'
import { snowflake, type World } from './world.ts'

type Parts = { world: World; gateway: Gateway; messages: Messages; until: Until }
type Talk = Pick<DiscordEdge, 'say' | 'mention' | 'direct' | 'post' | 'reply'>

/** What people write: in channels, threads, forums and to the bot itself. */
export function talk({ world, gateway, messages, until }: Parts): Talk {
  const said = (channel: Channel, message: APIMessage): Said => ({
    channel,
    message: seenMessage(message),
    answer: () => until(() => answered(channel, message), 'the app did not answer'),
  })
  const answered = (channel: Channel, { id }: APIMessage): SeenMessage | undefined => {
    const here = (other: string) => other === channel.id || world.channels.get(other)?.parentId === channel.id
    const ours = messages
      .all()
      .find(m => here(m.channel_id) && m.author.id === world.botId && BigInt(m.id) > BigInt(id))
    return ours && seenMessage(ours)
  }
  const say = async (user: Who, where: Where, text: string, to?: SeenMessage) => {
    const channel = world.channel(where)
    return said(channel, messages.write(channel, world.person(user), text, to ? replyTo(channel, to) : {}))
  }
  return {
    say,
    reply: (user, thread, text) => say(user, thread, text),
    mention: (user, where, text, to) => say(user, where, `<@${world.botId}> ${text}`, to),
    direct: async (user, text) => say(user, await world.dm(world.person(user).id), text),
    async post(user, where, title, text, tags = []) {
      const [person, forum, id] = [world.person(user), world.channel(where), snowflake()]
      const applied = tags.map(name => tagOf(forum, name))
      const thread = await world.addThread(forum, { id, name: title, ownerId: person.id, tags: applied })
      gateway.dispatch('THREAD_CREATE', { ...(await world.channelPayload(id)), newly_created: true })
      return said(thread, messages.write(thread, person, text, { id }))
    },
  }
}

function tagOf(forum: Channel, name: string): string {
  const tag = forum.tags?.find(one => one.name === name)
  if (!tag) throw new Error(`the forum has no tag ${name}`)
  return tag.id
}

/** docs.discord.com, Message Reference: a reply names the message and carries it. */
function replyTo({ id, guildId }: Channel, to: SeenMessage) {
  const where = { channel_id: id, ...(guildId && { guild_id: guildId }) }
  return { type: 19, message_reference: { type: 0, message_id: to.id, ...where }, referenced_message: to.raw }
}
