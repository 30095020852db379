import { withoutMentions } from '../../core/mentions.ts'
import type { Place } from '../chat/surface.ts'
import { reasonOf } from './errors.ts'
import { entities } from './escape.ts'
import { send } from './send.ts'
import type { Slack } from './slack.ts'

/** Slack asks to stay below 4000 characters: docs.slack.dev/reference/methods/chat.postMessage#truncating */
const longest = 3900

/** Posts plain text to a channel, once for each `id`. A `Place` may name its channel as the desk does: `slack:T1:C1`. */
export async function post(
  slack: Slack,
  { workspace, channel }: Place,
  text: string,
  id: string,
): Promise<void> {
  const [, team, bare = channel] = /^slack:([^:]+):([^:]+)$/.exec(channel) ?? []
  const target = await slack.workspaceOf(team ?? workspace?.replace(/^slack:/, ''))
  try {
    await send(target, { channel: bare }, { text: entities(withoutMentions(text).slice(0, longest)) }, id)
  } catch (error) {
    slack.warn('slack post failed', { reason: reasonOf(error) })
    throw error
  }
}
