import { stateOf } from './entries.ts'
import { named } from './named.ts'
import type { Records } from './record.ts'
import { blocksOf, elementsOf, isInput, seeMessage } from './seen.ts'
import type { Block, Json, Message, SeenMessage, State } from './types.ts'
import type { Workspace } from './workspace.ts'

export interface Ephemeral {
  user: string
  channel: string
  message: Message
}

/** What stands in the conversations before everybody's eyes, and how it gets there in the app's name. */
export function makeStage(workspace: Workspace, record: Records, echo: (event: Json) => void) {
  const ephemerals = new Map<string, Ephemeral>()
  const states = new Map<string, State>()
  const { bot } = workspace

  /** What a person has put into the inputs of a message. */
  const stateIn = (user: string, channel: string, message: Message): State => {
    const key = [user, channel, message.ts].join()
    const inputs = elementsOf(blocksOf(message)).filter(({ element }) => isInput(element))
    const state = stateOf(inputs, states.get(key))
    states.set(key, state)
    return state
  }

  const see = (channel: string, message: Message, user?: string, ephemeral = false): SeenMessage =>
    seeMessage(message, {
      channel,
      ephemeral,
      author: message.user === bot.userId ? 'concierge' : workspace.nameOf(message.user ?? ''),
      state: user ? stateIn(user, channel, message) : {},
      nameOf: workspace.nameOf,
    })

  /** Content as it is kept: every block and element with an id. */
  const prepared = (args: Json): Json =>
    Array.isArray(args.blocks) ? { ...args, blocks: named(args.blocks as Block[]) } : args

  const typeOf = (channel: string) => {
    const known = workspace.channels.find(({ id }) => id === channel)
    if (!known) return 'im'
    return known.isPrivate ? 'group' : 'channel'
  }

  /** The app's message has been posted. It comes back to the app as an event, as Slack does it. */
  const posted = (channel: string, message: Message) => {
    record.see({ kind: 'message', channel, message: see(channel, message) })
    echo({ ...message, type: 'message', channel, channel_type: typeOf(channel), event_ts: message.ts })
  }

  const changed = (channel: string, message: Message) => {
    record.see({ kind: 'message', channel, message: see(channel, message) })
    echo({
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel,
      channel_type: typeOf(channel),
      message,
      ts: message.ts,
      event_ts: message.ts,
    })
  }

  const gone = (channel: string, ts: string) =>
    record.see({ kind: 'gone', channel, message: see(channel, { ts }) })

  /** Shows something to one person only; with the `ts` of what is there already, in its place. */
  const whisper = (user: string, channel: string, content: Json, ts = stamp()) => {
    const message: Message = {
      ...prepared(content),
      type: 'message',
      ts,
      user: bot.userId,
      bot_id: bot.botId,
    }
    ephemerals.set(ts, { user, channel, message })
    record.see({ kind: 'ephemeral', user, message: see(channel, message, user, true) })
  }

  const unwhisper = (ts: string) => {
    const { user, channel, message } = ephemerals.get(ts) ?? {}
    ephemerals.delete(ts)
    if (user && channel && message)
      record.see({ kind: 'gone', channel, message: see(channel, message, user, true) })
  }

  const speak = async (channel: string, content: Json) => {
    const { botId, appId } = bot
    const answer = await workspace.ask('chat.postMessage', {
      ...prepared(content),
      channel,
      bot_id: botId,
      app_id: appId,
    })
    posted(String(answer.channel), answer.message as Message)
  }

  const rewrite = async (channel: string, ts: string, content: Json) => {
    const answer = await workspace.ask('chat.update', { ...prepared(content), channel, ts })
    changed(channel, answer.message as Message)
  }

  const remove = async (channel: string, ts: string) => {
    await workspace.ask('chat.delete', { channel, ts })
    gone(channel, ts)
  }

  return {
    ephemerals,
    stateIn,
    see,
    prepared,
    typeOf,
    posted,
    changed,
    gone,
    whisper,
    unwhisper,
    speak,
    rewrite,
    remove,
  }
}

let stamps = 0
/** A message timestamp that emulate does not give out. */
export const stamp = () => `${Math.floor(Date.now() / 1000)}.${String(900_000 + stamps++)}`

export type Stage = ReturnType<typeof makeStage>
