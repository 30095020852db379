import type { Sockets } from './deliver-socket.ts'
import type { Records } from './record.ts'
import { readBlocks } from './seen.ts'
import type { Stage } from './stage.ts'
import type { Block, Json, Message } from './types.ts'
import type { Views } from './views.ts'
import type { Workspace } from './workspace.ts'

export interface AssistantThread {
  thread: string
  title?: string
  status?: string
  prompts: { title: string; message: string }[]
}

export type Method = (args: Json) => Json | Promise<Json>

interface Rooms {
  workspace: Workspace
  record: Records
  stage: Stage
  views: Views
  sockets: Sockets
  socketUrl: string
  assistants: Map<string, AssistantThread>
}

/** The methods that emulate lacks, or has otherwise than Slack. */
export function ownMethods(rooms: Rooms): Record<string, Method> {
  const { workspace, record, views, sockets, socketUrl, assistants } = rooms

  const inThread = (args: Json, change: (thread: AssistantThread) => void): Json => {
    const user = workspace.everybody.find(({ name }) => workspace.directOf(name) === args.channel_id)
    const thread = user && assistants.get(user.id)
    if (!user || !thread) return { ok: false, error: 'channel_not_found' }
    change(thread)
    record.see({ kind: 'assistant', user: user.id })
    return {}
  }

  const unfurl: Method = args => {
    const [channel = '', ts = ''] = args.unfurl_id
      ? String(args.unfurl_id).split(':')
      : [String(args.channel), String(args.ts)]
    const unfurls = args.unfurls as Record<string, { blocks?: Block[]; text?: string; title?: string }>
    for (const [url, raw] of Object.entries(unfurls)) {
      const text = [raw.title, raw.text, readBlocks(raw.blocks ?? [], workspace.nameOf)]
      record.see({ kind: 'unfurl', channel, ts, url, text: text.filter(Boolean).join('\n'), raw })
    }
    return {}
  }

  return {
    ...views.methods,
    'apps.connections.open': () => ({ url: `${socketUrl}${sockets.issue()}` }),
    'chat.unfurl': unfurl,
    'assistant.threads.setStatus': args =>
      inThread(args, thread => {
        thread.status = String(args.status)
      }),
    'assistant.threads.setTitle': args =>
      inThread(args, thread => {
        thread.title = String(args.title)
      }),
    'assistant.threads.setSuggestedPrompts': args =>
      inThread(args, thread => {
        thread.prompts = args.prompts as AssistantThread['prompts']
      }),
  }
}

type After = (args: Json, answer: Json) => unknown

/** What changes before people's eyes once emulate has done its part, and what its answers lack. */
export function afterMethods({ workspace, stage }: Rooms): Record<string, After> {
  const message = (answer: Json) => answer.message as Message

  const shared: After = async (_, answer) => {
    const files = answer.files as { shares?: Record<string, Record<string, { ts: string }[]>> }[]
    const places = Object.entries({ ...files[0]?.shares?.public, ...files[0]?.shares?.private })
    for (const [channel, [share]] of places) {
      const { messages } = await workspace.ask('conversations.replies', { channel, ts: share?.ts })
      for (const one of messages as Message[]) if (one.ts === share?.ts) stage.posted(channel, one)
    }
  }

  const withLocale = (user: Json, args: Json) => {
    const person = workspace.everybody.find(({ id }) => id === user.id)
    if (person && args.include_locale) user.locale = person.locale
  }

  return {
    'chat.postMessage': (_, answer) => stage.posted(String(answer.channel), message(answer)),
    'chat.update': (args, answer) => stage.changed(String(args.channel), message(answer)),
    'chat.delete': args => stage.gone(String(args.channel), String(args.ts)),
    'chat.postEphemeral': ({ user, channel, ...content }, answer) =>
      stage.whisper(String(user), workspace.channelId(String(channel)), content, String(answer.message_ts)),
    'files.completeUploadExternal': shared,
    'users.info': (args, answer) => withLocale(answer.user as Json, args),
    'users.list': (args, answer) => {
      for (const user of answer.members as Json[]) withLocale(user, args)
    },
  }
}
