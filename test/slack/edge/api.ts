import type { IncomingMessage, ServerResponse } from 'node:http'
import { argumentsOf, bearer, bytesOf } from './bodies.ts'
import type { Method } from './methods.ts'
import type { Pulse } from './pulse.ts'
import type { Records } from './record.ts'
import { Refused } from './refused.ts'
import type { Responses } from './responses.ts'
import type { Stage } from './stage.ts'
import type { Call, Json } from './types.ts'
import { methods } from './validate/methods.ts'
import type { Weather } from './weather.ts'
import type { Workspace } from './workspace.ts'

interface Rooms {
  workspace: Workspace
  record: Records
  weather: Weather
  responses: Responses
  stage: Stage
  pulse: Pulse
  own: Record<string, Method>
  after: Record<string, (args: Json, answer: Json) => unknown>
  url: string
}

const secrets = ['client_secret', 'code', 'refresh_token']
const withoutSecrets = (args: Json): Json =>
  Object.fromEntries(Object.entries(args).filter(([key]) => !secrets.includes(key)))

const send = (response: ServerResponse, body: Json, status = 200, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

/** The edge's door: the Web API, response URLs, and the pages and uploads that emulate answers. */
export function makeDoor(rooms: Rooms) {
  const { workspace, record, weather, responses, stage, pulse, own, after, url } = rooms
  const { bot } = workspace
  const tokens = new Set([bot.token])

  /** Fails as the weather has it. */
  const failed = (call: Call, request: IncomingMessage, response: ServerResponse): boolean => {
    const how = weather.strike(call.method)
    if (!how) return false
    call.failed = how
    if ('cut' in how) request.socket.destroy()
    else if ('error' in how) send(response, { ok: false, error: how.error })
    else if (how.status === 429)
      send(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(how.retryAfter ?? 1) })
    else send(response, { ok: false, error: 'internal_error' }, how.status)
    return true
  }

  const refuse = (call: Call, code: string, more: Json = {}): Json => {
    call.error = code
    return { ok: false, error: code, ...more }
  }

  const admit = (method: string, token: string) => {
    if (method === 'oauth.v2.access') return
    if (!token) throw new Refused('not_authed', 'no token')
    const good = method === 'apps.connections.open' ? token === bot.appToken : tokens.has(token)
    if (!good) throw new Refused('invalid_auth', 'not a token of this app')
  }

  /** What is left to emulate, with what it does not know by itself. */
  async function forward(method: string, args: Json, token: string): Promise<Json> {
    const ready = stage.prepared(args)
    const author = method === 'chat.postMessage' ? { bot_id: bot.botId, app_id: bot.appId } : {}
    const response = await fetch(`${workspace.url}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ ...ready, ...author }),
    })
    const answer: Json = JSON.parse((await response.text()).replaceAll(workspace.url, url))
    if (typeof answer.access_token === 'string') tokens.add(answer.access_token)
    if (answer.ok === true) await after[method]?.(ready, answer)
    return answer
  }

  async function answer(call: Call, sent: Json, token: string): Promise<Json> {
    const { method } = call
    const schema = methods[method]
    if (!schema) throw new Refused('unknown_method', 'unknown method')
    admit(method, token)
    const before = record.violations.length
    const read = record.read(method, schema, sent)
    if ('error' in read) {
      const found = record.violations.slice(before)
      const messages = found.map(
        ({ path, message }) => `[ERROR] ${message} [json-pointer:/${path.replaceAll('.', '/')}]`,
      )
      return refuse(call, read.error, { response_metadata: { messages } })
    }
    call.args = withoutSecrets(read.value)
    const ours = own[method]
    const given = ours ? { ok: true, ...(await ours(read.value)) } : await forward(method, read.value, token)
    if (given.ok !== true) call.error = String(given.error)
    return given
  }

  const blame = (call: Call, error: unknown): Json => {
    if (!(error instanceof Refused)) throw error
    if (error.fault) record.violation(call.method, '', error.fault)
    return refuse(call, error.code)
  }

  const note = (method: string, args: Json): Call => {
    const call: Call = { method, args: withoutSecrets(args) }
    record.calls.push(call)
    return call
  }

  async function webApi(method: string, request: IncomingMessage, response: ServerResponse) {
    // Every method takes these two, and Bolt sends the team with all.
    const { token = bearer(request), team_id, ...sent } = argumentsOf(request, await bytesOf(request))
    const call = note(method, sent)
    if (team_id && team_id !== workspace.team.id) record.violation(method, 'team_id', 'another team')
    if (failed(call, request, response)) return
    send(response, await answer(call, sent, String(token)).catch(error => blame(call, error)))
  }

  async function responseUrl(id: string, request: IncomingMessage, response: ServerResponse) {
    const sent = argumentsOf(request, await bytesOf(request))
    const call = note('response_url', sent)
    if (failed(call, request, response)) return
    try {
      await responses.take(id, sent)
      send(response, { ok: true })
    } catch (error) {
      const body = blame(call, error)
      send(response, body, call.error?.endsWith('_url') ? 404 : 400)
    }
  }

  /** Uploads, downloads and the pages of OAuth are emulate's. */
  async function page(request: IncomingMessage, response: ServerResponse) {
    const { authorization, 'content-type': type } = request.headers
    const body = request.method === 'GET' ? null : await bytesOf(request)
    const got = await fetch(`${workspace.url}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) },
      body,
      redirect: 'manual',
    })
    const location = got.headers.get('location')
    response.writeHead(got.status, {
      'content-type': got.headers.get('content-type') ?? 'text/plain',
      ...(location ? { location } : {}),
    })
    response.end(Buffer.from(await got.arrayBuffer()))
  }

  const route = (request: IncomingMessage, response: ServerResponse) => {
    const [, room, ...rest] = new URL(request.url ?? '/', url).pathname.split('/')
    if (room === 'api') return webApi(rest.join('/'), request, response)
    return room === 'response' ? responseUrl(rest.join('/'), request, response) : page(request, response)
  }

  /** Answers one request. What breaks the edge itself is a violation too: no test passes over it. */
  return async (request: IncomingMessage, response: ServerResponse) => {
    const end = pulse.begin()
    try {
      await route(request, response)
    } catch (error) {
      const path = new URL(request.url ?? '/', url).pathname
      record.violation('edge', path, error instanceof Error ? error.message : 'unknown fault')
      if (!response.headersSent) send(response, { ok: false, error: 'fatal_error' }, 500)
    } finally {
      end()
    }
  }
}
