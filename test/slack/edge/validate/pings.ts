import type { Json } from '../types.ts'

export interface Ping {
  method: string
  ping: string
  text: string
}

// docs.slack.dev/messaging/formatting-message-text: what Slack turns into a mention, wherever mrkdwn is read.
const mention = /<(?:@[UW]\w+|#[CG]\w+|!(?:channel|here|everyone|group)|!subteam\^\w+)(?:\|[^>]*)?>/g
const plainMention = /(?<![\w<])@(?:channel|here|everyone)\b/g

/** Every text in these arguments in which Slack reads mentions; plain_text and ids are not among them. */
function* texts(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string') {
    if (['text', 'initial_comment', 'fallback', 'status'].includes(key)) yield value
    return
  }
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && value.type === 'plain_text') return
  for (const [name, part] of Object.entries(value)) yield* texts(part, Array.isArray(value) ? key : name)
}

/** Mentions in rich text are elements of their own. */
function* elements(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  const { type, user_id, channel_id, range, usergroup_id } = value as Json
  if (type === 'user') yield `<@${user_id}>`
  if (type === 'channel') yield `<#${channel_id}>`
  if (type === 'broadcast') yield `<!${range}>`
  if (type === 'usergroup') yield `<!subteam^${usergroup_id}>`
  for (const part of Object.values(value)) yield* elements(part)
}

/** All that pings somebody in what was sent with this method. */
export function pingsIn(method: string, args: Json): Ping[] {
  const parses = args.parse === 'full' || args.link_names === true
  const written = [...texts(args)].flatMap(text => {
    const found = [...text.matchAll(mention), ...(parses ? text.matchAll(plainMention) : [])]
    return found.map(([ping]) => ({ method, ping, text }))
  })
  return [...written, ...[...elements(args)].map(ping => ({ method, ping, text: '' }))]
}
