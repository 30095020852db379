import type { App } from '@slack/bolt'
import type { Event } from '../../desk/event.ts'
import { apologise, show } from './answer.ts'
import type { Asking, Slack } from './slack.ts'
import { addresses, mentionedIn, typedText } from './typed.ts'
import type { Workspace } from './workspaces.ts'

/** A message, as far as it is a person's. */
export interface Said {
  user: string
  channel: string
  ts: string
  thread_ts?: string
  text: string
  channel_type?: string
}

/** Mentions, direct messages, and questions in channels that an administrator switched on. */
export function listenToMessages(app: App, slack: Slack): void {
  app.event('app_mention', async ({ context, event }) => {
    if (event.user && !event.bot_id && !('edited' in event))
      run(slack, 'mention', context.teamId, event as Said, mentioned)
  })
  app.event('message', async ({ context, event }) => {
    const said = saidBy(event)
    if (!said) return
    if (said.channel_type === 'im') run(slack, 'direct message', context.teamId, said, direct)
    else run(slack, 'message', context.teamId, said, overheard)
  })
}

type Handler = (slack: Slack, workspace: Workspace, said: Said) => Promise<unknown>

const run = (slack: Slack, name: string, team: string | undefined, said: Said, handler: Handler) =>
  slack.work.run(name, async () => handler(slack, await slack.workspaceOf(team), said))

/** A new message of a person: no edit, no join, no bot's. */
export function saidBy(event: object): Said | undefined {
  const { subtype, bot_id, user, hidden } = event as { [key: string]: unknown }
  const isNew = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast'
  return isNew && !bot_id && !hidden && typeof user === 'string' ? (event as Said) : undefined
}

/** A mention is answered in its thread. */
function mentioned(slack: Slack, workspace: Workspace, said: Said): Promise<void> {
  const asking = askingFor(workspace, said, {
    thread: said.thread_ts ?? said.ts,
    beginsThread: !said.thread_ts,
    isPublic: true,
  })
  return answer(slack, asking, said.text)
}

/** A direct message is answered beside it, or in its thread. */
export function direct(slack: Slack, workspace: Workspace, said: Said): Promise<void> {
  return answer(slack, askingFor(workspace, said, { thread: said.thread_ts, isPublic: false }), said.text)
}

const askingFor = (
  workspace: Workspace,
  { user, channel, ts }: Said,
  how: Pick<Asking, 'thread' | 'beginsThread' | 'isPublic'>,
): Asking => ({ workspace, user, channel, message: ts, ...how })

async function answer(slack: Slack, asking: Asking, text: string): Promise<void> {
  try {
    const event = await saidIn(slack, asking.workspace, text)
    await show(slack, asking, await slack.front.reply(await slack.personOf(asking), event))
  } catch (error) {
    await apologise(slack, asking)
    throw error
  }
}

/** What a text says, and to whom of those that it mentions. */
export async function saidIn(slack: Slack, workspace: Workspace, text: string): Promise<Event> {
  const others = mentionedIn(text).filter(user => user !== workspace.botUser)
  const mentions = others.map(user => `slack:${workspace.team}:${user}`)
  return { kind: 'say', text: await wordsIn(slack, workspace, text), mentions }
}

/** Nobody asks more people at once; each costs a request. */
const mostNamed = 5

/** A text as it was typed, without the bot's own name, and with the names of those whom it mentions. */
export async function wordsIn(slack: Slack, workspace: Workspace, text: string): Promise<string> {
  const users = mentionedIn(text).filter(user => user !== workspace.botUser)
  const named = users
    .slice(0, mostNamed)
    .map(async user => [user, await slack.nameOf(workspace, user)] as const)
  const names = new Map(await Promise.all(named))
  return typedText(text, user => (user === workspace.botUser ? '' : (names.get(user) ?? '')))
}

/** A question that nobody asked the bot: answered only where that is switched on, where no person answered, and without a doubt. */
async function overheard(slack: Slack, workspace: Workspace, said: Said): Promise<void> {
  const { channel, text = '', thread_ts } = said
  const set = await slack.front.channel(`slack:${workspace.team}:${channel}`)
  if (!set?.answers || addresses(text) || (thread_ts && !(await isOurs(workspace, said)))) return
  const asking = askingFor(workspace, said, { thread: thread_ts ?? said.ts, isPublic: true })
  const view = await slack.front.volunteer(
    await slack.personOf(asking),
    typedText(text, () => ''),
  )
  if (view) await show(slack, asking, view)
}

/** Whether a thread is between its asker and the bot alone. */
async function isOurs(
  { client, botUser }: Workspace,
  { channel, thread_ts = '', user }: Said,
): Promise<boolean> {
  const { messages = [], has_more } = await client.conversations.replies({
    channel,
    ts: thread_ts,
    limit: 200,
  })
  const people = messages.filter(message => message.user !== botUser && !message.bot_id)
  const isAnswered = messages.some(message => message.user === botUser)
  return (
    !has_more && isAnswered && messages[0]?.user === user && people.every(message => message.user === user)
  )
}
