import { z } from 'zod'
import { messageBlocks } from './blocks.ts'
import { id, link } from './text.ts'
import { home, modal } from './views.ts'

// Arguments: docs.slack.dev/reference/methods and the JSDoc of @slack/web-api. They arrive as form fields, objects as JSON.

const parsed = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
const json = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(parsed, schema)
const flag = json(z.boolean()).optional()
const limit = json(z.int().min(1).max(1000)).optional()
const text = z.string().max(40_000)
const name = z.string().min(1)
const timestamp = z.string().regex(/^\d{10}\.\d{6}$/, { error: 'not a message timestamp' })

const attachment = z.strictObject({
  color: z.string().optional(),
  fallback: z.string().optional(),
  blocks: messageBlocks.optional(),
})

/** What a message is made of, wherever it is sent. */
export const content = {
  text: text.optional(),
  blocks: json(messageBlocks).optional(),
  attachments: json(z.array(attachment).max(100)).optional(),
  mrkdwn: flag,
  metadata: json(
    z.strictObject({ event_type: name, event_payload: z.record(z.string(), z.unknown()) }),
  ).optional(),
}
const linking = {
  parse: z.enum(['none', 'full', 'mrkdwn']).optional(),
  link_names: flag,
  unfurl_links: flag,
  unfurl_media: flag,
}
const speaker = { username: name.optional(), icon_emoji: name.optional(), icon_url: link.optional() }
const threaded = { thread_ts: timestamp.optional() }

interface Content {
  text?: string | undefined
  blocks?: unknown[] | undefined
  attachments?: unknown[] | undefined
}
const saysSomething = ({ text, blocks, attachments }: Content) =>
  Boolean(text || blocks?.length || attachments?.length)
const noText = { error: 'no_text' }

const unfurl = z.strictObject({
  blocks: messageBlocks.optional(),
  text: text.optional(),
  title: z.string().optional(),
  title_link: link.optional(),
  fallback: z.string().optional(),
  color: z.string().optional(),
  preview: z.looseObject({}).optional(),
})
const list = { cursor: z.string().optional(), limit }
const assistantThread = { channel_id: name, thread_ts: timestamp }

/** Every method that the product may use, with its arguments. What is not here, Slack does not know. */
export const methods: Record<string, z.ZodType> = {
  'auth.test': z.strictObject({}),
  'apps.connections.open': z.strictObject({}),
  'oauth.v2.access': z.strictObject({
    client_id: name,
    client_secret: name,
    code: name,
    redirect_uri: link.optional(),
    grant_type: z.string().optional(),
    refresh_token: z.string().optional(),
  }),
  'chat.postMessage': z
    .strictObject({ channel: name, ...content, ...linking, ...speaker, ...threaded, reply_broadcast: flag })
    .refine(saysSomething, noText),
  'chat.postEphemeral': z
    .strictObject({
      channel: name,
      user: name,
      ...content,
      parse: linking.parse,
      link_names: flag,
      ...speaker,
      ...threaded,
    })
    .refine(saysSomething, noText),
  'chat.update': z
    .strictObject({
      channel: name,
      ts: timestamp,
      ...content,
      ...linking,
      text: text.max(4000).optional(),
      reply_broadcast: flag,
    })
    .refine(saysSomething, noText),
  'chat.delete': z.strictObject({ channel: name, ts: timestamp }),
  'chat.getPermalink': z.strictObject({ channel: name, message_ts: timestamp }),
  'chat.unfurl': z
    .strictObject({
      channel: name.optional(),
      ts: timestamp.optional(),
      unfurl_id: name.optional(),
      source: z.enum(['composer', 'conversations_history']).optional(),
      unfurls: json(z.record(link, unfurl)),
    })
    .refine(call => (call.channel && call.ts) || (call.unfurl_id && call.source), {
      error: 'needs channel and ts, or unfurl_id and source',
    }),
  'conversations.open': z.strictObject({
    channel: name.optional(),
    users: name.optional(),
    return_im: flag,
    prevent_creation: flag,
  }),
  'conversations.info': z.strictObject({
    channel: name,
    include_locale: flag,
    include_num_members: flag,
  }),
  'conversations.join': z.strictObject({ channel: name }),
  'conversations.members': z.strictObject({ channel: name, ...list }),
  'conversations.list': z.strictObject({
    types: z.string().optional(),
    exclude_archived: flag,
    ...list,
  }),
  'conversations.history': z.strictObject({
    channel: name,
    latest: z.string().optional(),
    oldest: z.string().optional(),
    inclusive: flag,
    include_all_metadata: flag,
    ...list,
  }),
  'conversations.replies': z.strictObject({
    channel: name,
    ts: timestamp,
    latest: z.string().optional(),
    oldest: z.string().optional(),
    inclusive: flag,
    include_all_metadata: flag,
    ...list,
  }),
  'users.info': z.strictObject({ user: name, include_locale: flag }),
  'users.list': z.strictObject({ include_locale: flag, ...list }),
  'team.info': z.strictObject({ team: name.optional() }),
  'bots.info': z.strictObject({ bot: name.optional() }),
  'reactions.add': z.strictObject({ channel: name, timestamp, name }),
  'reactions.remove': z.strictObject({ channel: name, timestamp, name }),
  'files.getUploadURLExternal': z.strictObject({
    filename: name,
    length: json(z.int().min(1)),
    alt_text: z.string().max(1000).optional(),
    snippet_type: z.string().optional(),
  }),
  'files.completeUploadExternal': z.strictObject({
    files: json(z.array(z.strictObject({ id: name, title: z.string().optional() })).min(1)),
    channel_id: name.optional(),
    channels: name.optional(),
    initial_comment: text.optional(),
    blocks: json(messageBlocks).optional(),
    ...threaded,
  }),
  'files.info': z.strictObject({ file: name, ...list }),
  'files.delete': z.strictObject({ file: name }),
  'views.open': z.strictObject({ trigger_id: name, view: json(modal) }),
  'views.push': z.strictObject({ trigger_id: name, view: json(modal) }),
  'views.update': z
    .strictObject({
      view: json(modal),
      view_id: name.optional(),
      external_id: id.optional(),
      hash: name.optional(),
    })
    .refine(call => Boolean(call.view_id) !== Boolean(call.external_id), {
      error: 'needs either view_id or external_id',
    }),
  'views.publish': z.strictObject({ user_id: name, view: json(home), hash: name.optional() }),
  'assistant.threads.setStatus': z.strictObject({
    ...assistantThread,
    status: z.string().max(2000),
    loading_messages: json(z.array(z.string().min(1)).max(10)).optional(),
  }),
  'assistant.threads.setTitle': z.strictObject({ ...assistantThread, title: z.string().min(1).max(255) }),
  'assistant.threads.setSuggestedPrompts': z.strictObject({
    ...assistantThread,
    thread_ts: timestamp.optional(),
    title: z.string().optional(),
    prompts: json(
      z
        .array(z.strictObject({ title: name, message: name }))
        .min(1)
        .max(4),
    ),
  }),
}

const responseKind = {
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  unfurl_links: flag,
  unfurl_media: flag,
}

/** What may be posted to a response URL (docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
export const responseUrlBody = z
  .strictObject({
    ...content,
    ...responseKind,
    ...threaded,
    replace_original: flag,
    delete_original: flag,
  })
  .refine(body => body.delete_original || saysSomething(body), noText)

/** What may stand in the acknowledgement of a slash command: nothing, or a message. */
export const commandAnswer = z.union([
  z.strictObject({}),
  z.strictObject({ ...content, ...responseKind }).refine(saysSomething, noText),
])
