import type { Carrier } from './deliver.ts'
import type { Eyes } from './eyes.ts'
import type { AssistantThread } from './methods.ts'
import type { Payloads } from './payloads.ts'
import type { Responses } from './responses.ts'
import { type Stage, stamp } from './stage.ts'
import type { Triggers } from './triggers.ts'
import type { Json, Message, Seen, SeenMessage, Waiting } from './types.ts'
import { typed } from './typing.ts'
import type { Views } from './views.ts'
import type { Workspace } from './workspace.ts'

interface Rooms {
  workspace: Workspace
  carrier: Carrier
  eyes: Eyes
  payloads: Payloads
  responses: Responses
  stage: Stage
  triggers: Triggers
  views: Views
  assistants: Map<string, AssistantThread>
}

export type Speaking = Waiting & { thread?: string | SeenMessage }

const threadOf = (thread: string | SeenMessage | undefined) =>
  typeof thread === 'object' ? (thread.thread ?? thread.ts) : thread

const richText = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})

/** What people write, open and share. What they press is in `hands.ts`. */
export function makePeople(rooms: Rooms) {
  const { workspace, carrier, eyes, payloads, responses, stage, triggers, views, assistants } = rooms
  const event = (inner: Json) => carrier.carry('events_api', payloads.event(inner))
  const interact = (payload: Json) => carrier.carry('interactive', payload)

  /** Posts in the person's name and gives the event that Slack makes of it. */
  async function write(user: string, channel: string, text: string, thread?: string): Promise<Json> {
    const { id, token } = workspace.user(user)
    const written = typed(text, workspace)
    const threaded = thread ? { thread_ts: thread } : {}
    const { ts } = await workspace.ask('chat.postMessage', { channel, text: written, ...threaded }, token)
    return {
      user: id,
      type: 'message',
      ts,
      client_msg_id: crypto.randomUUID(),
      text: written,
      team: workspace.team.id,
      ...threaded,
      blocks: [{ ...richText(text), block_id: 'typed' }],
      channel,
      event_ts: ts,
    }
  }

  const message = async (user: string, channel: string, text: string, how: Speaking, mentions = false) => {
    const written = await write(user, channel, text, threadOf(how.thread))
    const heard = event({ ...written, channel_type: stage.typeOf(channel) })
    await Promise.all([heard, mentions ? event({ ...written, type: 'app_mention' }) : undefined])
  }

  const mention = (user: string, channel: string, text: string, how: Speaking = {}) => {
    const addressed = text.includes('@concierge') ? text : `@concierge ${text}`
    return eyes.act(user, text, how, async () =>
      message(user, workspace.channelId(channel), addressed, how, true),
    )
  }

  const say = (user: string, channel: string, text: string, how: Speaking = {}) =>
    eyes.act(user, text, how, async () => message(user, workspace.channelId(channel), text, how))

  const direct = (user: string, text: string, how: Speaking = {}) =>
    eyes.act(user, text, how, async () => message(user, workspace.directOf(user), text, how))

  const command = (user: string, where: string, name: string, text = '', how: Waiting = {}) =>
    eyes.act(user, `${name} ${text}`, how, async () => {
      const person = workspace.user(user)
      const channel = where === 'direct' ? workspace.directOf(user) : workspace.channelId(where)
      const origin = { user: person.id, channel }
      const url = responses.issue(origin)
      const written = typed(text, workspace, true)
      const sent = payloads.command(person, channel, name, written, url, triggers.issue(person.id))
      const { response } = await carrier.carry('slash_commands', sent)
      if (response) await responses.takeAnswer(origin, response)
    })

  const messageShortcut = (user: string, on: SeenMessage, callback: string, how: Waiting = {}) =>
    eyes.act(user, callback, how, async () => {
      const person = workspace.user(user)
      const url = responses.issue({ user: person.id, channel: on.channel })
      const { response_url, channel, message } = payloads.onMessage(on.channel, on.raw, false, url)
      const more = { callback_id: callback, message_ts: on.ts, response_url, channel, message }
      await interact(payloads.interaction('message_action', person, triggers.issue(person.id), more))
    })

  const globalShortcut = (user: string, callback: string, how: Waiting = {}) =>
    eyes.act(user, callback, how, async () => {
      const person = workspace.user(user)
      const more = { callback_id: callback, action_ts: stamp() }
      await interact(payloads.interaction('shortcut', person, triggers.issue(person.id), more))
    })

  const openHome = (user: string, how: Waiting & { tab?: 'home' | 'messages' } = {}) =>
    eyes.act(user, 'the app’s home', how, async () => {
      const { id } = workspace.user(user)
      const shown = views.homes.get(id)
      const view = shown ? { view: views.payload(shown) } : {}
      const opened = {
        type: 'app_home_opened',
        user: id,
        channel: workspace.directOf(user),
        event_ts: stamp(),
      }
      await event({ ...opened, tab: how.tab ?? 'home', ...view })
    })

  const shareLink = (user: string, channel: string, url: string, how: Waiting = {}) =>
    eyes.act(user, url, how, async () => {
      const id = workspace.channelId(channel)
      const written = await write(user, id, url)
      const shared = {
        type: 'link_shared',
        user: written.user,
        channel: id,
        message_ts: written.ts,
        unfurl_id: `${id}:${written.ts}`,
        source: 'conversations_history',
        links: [{ url, domain: new URL(url).hostname }],
        event_ts: written.ts,
      }
      await Promise.all([event(shared), event({ ...written, channel_type: stage.typeOf(id) })])
    })

  const openAssistant = async (user: string, how: Waiting & { channel?: string } = {}) => {
    const { id } = workspace.user(user)
    const im = workspace.directOf(user)
    const { message: root } = await workspace.ask('chat.postMessage', {
      channel: im,
      text: 'New Assistant Thread',
    })
    const { ts } = root as Message
    assistants.set(id, { thread: ts, prompts: [] })
    const greeted = (seen: Seen) => seen.messages.length > 0 || assistants.get(id)?.prompts.length !== 0
    const context = {
      channel_id: workspace.channelId(how.channel ?? 'general'),
      team_id: workspace.team.id,
      enterprise_id: null,
    }
    const thread = { user_id: id, context, channel_id: im, thread_ts: ts }
    const seen = await eyes.act(user, 'the assistant', { until: greeted, ...how }, () =>
      event({ type: 'assistant_thread_started', assistant_thread: thread, event_ts: stamp() }),
    )
    return { ...seen, thread: ts }
  }

  const react = (user: string, on: SeenMessage, emoji: string, how: Waiting = {}) =>
    eyes.act(user, `:${emoji}:`, how, async () => {
      const { id, token } = workspace.user(user)
      const item = { channel: on.channel, ts: on.ts }
      await workspace.ask('reactions.add', { channel: on.channel, timestamp: on.ts, name: emoji }, token)
      await event({
        type: 'reaction_added',
        user: id,
        reaction: emoji,
        item: { type: 'message', ...item },
        ...(on.raw.user ? { item_user: on.raw.user } : {}),
        event_ts: stamp(),
      })
    })

  return {
    mention,
    say,
    direct,
    command,
    messageShortcut,
    globalShortcut,
    openHome,
    shareLink,
    openAssistant,
    react,
  }
}
