import { setTimeout as delay } from 'node:timers/promises'
import { isPassing, waitOf } from './errors.ts'
import type { Message } from './render.ts'
import type { Workspace } from './workspaces.ts'

/** Where a message goes. */
export interface Address {
  channel: string
  thread_ts?: string | undefined
}

const event = 'concierge_message'
const minutesBack = 15
const pauses = [300, 1000, 3000, 8000, 20_000, 40_000]

/**
 * Posts a message, once: where it is not known whether Slack took it (5xx, a cut connection), its `id` is looked for before it is
 * posted again. Gives its `ts`, where that is known. Throws Slack's refusal, or the last failure.
 */
export async function send(
  workspace: Workspace,
  to: Address,
  message: Message | { text: string },
  id: string,
): Promise<string | undefined> {
  const posted = {
    ...message,
    channel: to.channel,
    ...(to.thread_ts && { thread_ts: to.thread_ts }),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: event, event_payload: { id } },
  }
  let isUnknown = false
  for (const pause of [...pauses, undefined]) {
    if (isUnknown && (await isThere(workspace, to, id))) return undefined
    try {
      return (await workspace.once.chat.postMessage(posted)).ts
    } catch (error) {
      const wait = waitOf(error)
      if (pause === undefined || (wait === undefined && !isPassing(error))) throw error
      isUnknown ||= wait === undefined
      await delay(wait === undefined ? pause : wait * 1000)
    }
  }
  return undefined
}

/** Whether a message with that id is among the latest. Where Slack does not say, it is not. */
async function isThere({ client }: Workspace, { channel, thread_ts }: Address, id: string): Promise<boolean> {
  const oldest = String(Date.now() / 1000 - minutesBack * 60)
  const latest = { channel, limit: 100, oldest, include_all_metadata: true }
  try {
    const { messages = [] } = thread_ts
      ? await client.conversations.replies({ ...latest, ts: thread_ts })
      : await client.conversations.history(latest)
    return messages.some(({ metadata }) => Object(metadata?.event_payload).id === id)
  } catch {
    return false
  }
}
