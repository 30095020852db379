import type { Gateway } from './gateway.ts'
import type { Interactions } from './interactions.ts'
import type { Files, Messages, SentBody } from './messages.ts'
import { misuse, Refusal, unknownChannel } from './refusal.ts'
import type { Registry } from './registry.ts'
import type { Channel } from './types.ts'
import type { CommandSpec } from './validate/commands.ts'
import { type Json, snowflake, type World } from './world.ts'

export type Request = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly files: Files
}
export type Reply = { status: number; body?: unknown }
export type Handler = (request: Request) => Reply | Promise<Reply>
type Parts = {
  world: World
  gateway: Gateway
  messages: Messages
  interactions: Interactions
  registry: Registry
  shards: number
  gatewayUrl: string
}
type ThreadBody = { name: string; message?: SentBody; applied_tags?: string[]; message_id?: string }

const ok = (body: unknown): Reply => ({ status: 200, body })
const NOTHING: Reply = { status: 204 }

/** What the edge answers itself, by method and path as Discord's description writes it. All else is the twin's. */
export function handlers(parts: Parts): Record<string, Handler> {
  return {
    ...gatewayRoutes(parts),
    ...messageRoutes(parts),
    ...channelRoutes(parts),
    ...interactionRoutes(parts),
    ...commandRoutes(parts),
  }
}

function gatewayRoutes({ shards, gatewayUrl }: Parts): Record<string, Handler> {
  const session_start_limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 }
  return {
    'GET /gateway': () => ok({ url: gatewayUrl }),
    'GET /gateway/bot': () => ok({ url: gatewayUrl, shards, session_start_limit }),
  }
}

function messageRoutes({ world, messages }: Parts): Record<string, Handler> {
  const message = ({ params }: Request) => messages.get(String(params.channel_id), String(params.message_id))
  const react = (on: boolean) => (request: Request) => {
    messages.react(message(request), String(request.params.emoji_name), on)
    return NOTHING
  }
  return {
    'GET /channels/{channel_id}/messages': ({ params, query }) =>
      ok(page(messages.in(String(params.channel_id)), query)),
    'POST /channels/{channel_id}/messages': ({ params, body, files }) =>
      ok(messages.send(writable(world, params.channel_id), body as SentBody, files)),
    'GET /channels/{channel_id}/messages/{message_id}': request => ok(message(request)),
    'PATCH /channels/{channel_id}/messages/{message_id}': request =>
      ok(messages.edit(message(request), request.body as SentBody, request.files)),
    'DELETE /channels/{channel_id}/messages/{message_id}': request => {
      messages.remove(message(request))
      return NOTHING
    },
    'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me': react(true),
    'DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me': react(false),
  }
}

function channelRoutes({ world, gateway, messages }: Parts): Record<string, Handler> {
  const open = async (parent: Channel, id: string, { name, applied_tags = [] }: ThreadBody) => {
    const thread = await world.addThread(parent, { id, name, ownerId: world.botId, tags: applied_tags })
    const payload = await world.channelPayload(thread.id)
    gateway.dispatch('THREAD_CREATE', { ...payload, newly_created: true })
    return { thread, payload }
  }
  return {
    'POST /users/@me/channels': async ({ body }) => {
      const recipient = String((body as Json).recipient_id)
      if (!world.users.has(recipient)) throw new Refusal(400, 50033, 'Invalid Recipient(s)')
      return ok(await world.channelPayload((await world.dm(recipient)).id))
    },
    'PATCH /channels/{channel_id}': async ({ params, body }) => {
      const id = String(params.channel_id)
      const { applied_tags, flags } = body as Json
      const parent = world.channels.get(world.channels.get(id)?.parentId ?? '')
      refuseUnknownTags(parent, applied_tags)
      world.lay(id, {
        ...(applied_tags !== undefined && { applied_tags }),
        ...(flags !== undefined && { flags }),
      })
      const answer = await world.ask('PATCH', `/channels/${id}`, body)
      if (answer.status === 200)
        gateway.dispatch(parent ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', answer.body as Json)
      return answer
    },
    'POST /channels/{channel_id}/threads': async ({ params, body, files }) => {
      const parent = writable(world, params.channel_id)
      const wish = body as ThreadBody
      refuseUnknownTags(parent, wish.applied_tags)
      const { thread, payload } = await open(parent, snowflake(), wish)
      if (!wish.message) return { status: 201, body: payload }
      return {
        status: 201,
        body: { ...payload, message: messages.send(thread, wish.message, files, { id: thread.id }) },
      }
    },
    'POST /channels/{channel_id}/messages/{message_id}/threads': async ({ params, body }) => {
      const parent = writable(world, params.channel_id)
      const { id } = messages.get(parent.id, String(params.message_id))
      if (world.channels.has(id))
        throw new Refusal(400, 160004, 'A thread has already been created for this message')
      return { status: 201, body: (await open(parent, id, body as ThreadBody)).payload }
    },
  }
}

function interactionRoutes({ world, interactions, messages }: Parts): Record<string, Handler> {
  const ours = ({ params }: Request) => {
    if (params.webhook_id !== world.botId) throw new Refusal(404, 10015, 'Unknown Webhook')
    return interactions.ofToken(String(params.webhook_token))
  }
  const idOf = ({ params }: Request) => params.message_id ?? '@original'
  const get: Handler = request => ok(interactions.messageOf(ours(request), idOf(request)))
  const patch: Handler = request =>
    ok(interactions.edit(ours(request), idOf(request), request.body as SentBody, request.files))
  const remove: Handler = request => {
    messages.remove(interactions.messageOf(ours(request), idOf(request)))
    return NOTHING
  }
  const webhook = '/webhooks/{webhook_id}/{webhook_token}'
  return {
    'POST /interactions/{interaction_id}/{interaction_token}/callback': ({ params, query, body, files }) => {
      const { interaction_id: id, interaction_token: token } = params
      const response = interactions.callback(String(id), String(token), body as { type: number }, files)
      return query.with_response === 'true' ? ok(response) : NOTHING
    },
    [`POST ${webhook}`]: request =>
      ok(interactions.followUp(ours(request), request.body as SentBody, request.files)),
    [`GET ${webhook}/messages/@original`]: get,
    [`PATCH ${webhook}/messages/@original`]: patch,
    [`DELETE ${webhook}/messages/@original`]: remove,
    [`GET ${webhook}/messages/{message_id}`]: get,
    [`PATCH ${webhook}/messages/{message_id}`]: patch,
    [`DELETE ${webhook}/messages/{message_id}`]: remove,
  }
}

function commandRoutes({ world, registry }: Parts): Record<string, Handler> {
  const scope = ({ params }: Request) => {
    if (params.application_id !== world.botId)
      throw new Refusal(403, 20012, 'You are not authorized to perform this action on this application')
    return params.guild_id
  }
  const get: Handler = request =>
    ok(registry.list(scope(request), request.query.with_localizations === 'true'))
  const put: Handler = request => ok(registry.put((request.body ?? []) as CommandSpec[], scope(request)))
  const [global, guild] = [
    '/applications/{application_id}/commands',
    '/applications/{application_id}/guilds/{guild_id}/commands',
  ]
  return { [`GET ${global}`]: get, [`PUT ${global}`]: put, [`GET ${guild}`]: get, [`PUT ${guild}`]: put }
}

function writable(world: World, id: string | undefined): Channel {
  const channel = world.channels.get(id ?? '')
  if (!channel) throw unknownChannel()
  return channel
}

function refuseUnknownTags(forum: Channel | undefined, applied: unknown): void {
  if (!Array.isArray(applied)) return
  const unknown = applied.filter(id => !forum?.tags?.some(tag => tag.id === id))
  if (unknown.length > 0) throw misuse('/applied_tags', `the forum has no tag ${unknown.join(', ')}`)
}

/** docs.discord.com, Get Channel Messages: newest first, 50 unless told. */
function page<T extends { id: string }>(
  oldestFirst: readonly T[],
  { before, after, limit }: Request['query'],
): T[] {
  const within = oldestFirst.filter(
    ({ id }) => (!before || BigInt(id) < BigInt(before)) && (!after || BigInt(id) > BigInt(after)),
  )
  const size = Number(limit ?? 50)
  return (after ? within.slice(0, size) : within.slice(-size)).reverse()
}
