import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Files } from './messages.ts'
import { Refusal } from './refusal.ts'
import type { Handler, Reply } from './routes.ts'
import type { Call, Violation } from './types.ts'
import { type Route, routeOf, schemaFaults } from './validate/schema.ts'
import { type Forecast, roomy, type Storm } from './weather.ts'
import type { World } from './world.ts'

const ROOT = '/api/v10'
const WITHOUT_TOKEN = /^\/(interactions|webhooks)\/[^/]+\/[^/]+/

type Incoming = { method: string; path: string; query: Record<string, string>; body: unknown; files: Files }
/** The body of a request that is no JSON. */
const MALFORMED = Symbol('malformed')

/** The REST side: takes a request, refuses what Discord would refuse, answers it here or lets the twin answer. */
export class Rest {
  readonly calls: Call[] = []
  readonly violations: Violation[] = []
  readonly server: Server = createServer((request, response) => {
    // Only reading fails here: the client went away in the middle.
    this.#serve(request, response).catch(() => request.socket.destroy())
  })
  readonly #world: World
  readonly #forecast: Forecast
  /** What is answered here, by method and path template. */
  handlers: Record<string, Handler> = {}

  constructor(world: World, forecast: Forecast) {
    this.#world = world
    this.#forecast = forecast
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const upload = this.#world.uploads.get(request.url ?? '')
    if (upload) return void response.end(upload)
    const incoming = await read(request)
    const { method, path } = incoming
    const route = routeOf(method, path)
    const bucket = `${method} ${route?.template}`
    const storm = this.#forecast.meet(method, masked(path), bucket)
    if (storm && storm !== 'lost') return this.#storm(incoming, storm, request, response)
    const reply = await this.#reply(incoming, route, request.headers.authorization)
    this.#note(incoming, storm ? 0 : reply.status)
    if (storm) request.socket.destroy()
    else answer(response, reply, roomy(bucket))
  }

  #storm(
    incoming: Incoming,
    storm: Exclude<Storm, 'lost'>,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    this.#note(incoming, storm === 'cut' ? 0 : storm.status)
    if (storm === 'cut') request.socket.destroy()
    else answer(response, storm, storm.headers)
  }

  async #reply(
    incoming: Incoming,
    route: Route | undefined,
    authorization: string | undefined,
  ): Promise<Reply> {
    try {
      this.#authorise(incoming.path, authorization)
      return await this.#answer(incoming, route)
    } catch (error) {
      return this.#refusal(incoming, error)
    }
  }

  #authorise(path: string, authorization: string | undefined): void {
    if (WITHOUT_TOKEN.test(path)) return
    if (authorization !== `Bot ${this.#world.twin.botToken}`) throw new Refusal(401, 0, '401: Unauthorized')
  }

  async #answer({ method, path, query, body, files }: Incoming, route: Route | undefined): Promise<Reply> {
    if (!route)
      throw new Refusal(404, 0, '404: Not Found', [{ where: '', message: 'Discord has no such route' }])
    if (body === MALFORMED)
      throw new Refusal(400, 50109, 'The request body contains invalid JSON.', [
        { where: '', message: 'no JSON' },
      ])
    const faults = schemaFaults(method, route.template, body)
    if (faults.length > 0) throw new Refusal(400, 50035, 'Invalid Form Body', faults)
    const handler = this.handlers[`${method} ${route.template}`]
    if (handler) return handler({ params: route.params, query, body, files })
    const reply = await this.#world.ask(method, `${path}${queryOf(query)}`, body)
    if (reply.status < 400 || isDiscords(reply.body)) return reply
    throw new Refusal(404, 0, '404: Not Found', [
      { where: '', message: 'neither edge nor twin speaks this route' },
    ])
  }

  /** An error that is no refusal is a fault of this edge: told as a violation too, so that no test passes over it. */
  #refusal({ method, path }: Incoming, error: unknown): Reply {
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(400, 0, 'the edge failed', [
            { where: '', message: error instanceof Error ? String(error.stack) : String(error) },
          ])
    this.violations.push(...refusal.faults.map(fault => ({ method, path: masked(path), ...fault })))
    const { status, code, message, faults } = refusal
    const errors = {
      _errors: faults.map(fault => ({ code: 'INVALID', message: `${fault.where}: ${fault.message}` })),
    }
    return { status, body: { code, message, ...(faults.length > 0 && { errors }) } }
  }

  #note({ method, path, query, body, files }: Incoming, status: number): void {
    this.calls.push({ method, path: masked(path), query, body, files, status, at: Date.now() })
  }
}

async function read(request: IncomingMessage): Promise<Incoming> {
  const url = new URL(String(request.url), 'http://localhost')
  const bytes = await buffer(request)
  const type = String(request.headers['content-type'])
  const path = decodeURIComponent(
    url.pathname.startsWith(`${ROOT}/`) ? url.pathname.slice(ROOT.length) : url.pathname,
  )
  const parsed = type.startsWith('multipart/form-data')
    ? await parts(bytes, type)
    : { body: json(bytes.toString()), files: [] }
  return { method: String(request.method), path, query: Object.fromEntries(url.searchParams), ...parsed }
}

function json(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return MALFORMED
  }
}

async function parts(bytes: Buffer, type: string): Promise<Pick<Incoming, 'body' | 'files'>> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const files = [...form].flatMap(([, value]) => (typeof value === 'string' ? [] : value))
  const payload = form.get('payload_json')
  const read = files.map(async file => ({
    name: file.name,
    type: file.type,
    data: Buffer.from(await file.arrayBuffer()),
  }))
  return { body: typeof payload === 'string' ? json(payload) : {}, files: await Promise.all(read) }
}

function answer(response: ServerResponse, { status, body }: Reply, headers: Record<string, string>): void {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function queryOf(query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString()
  return text && `?${text}`
}

/** Discord's own refusals carry a number; what the twin says of a route that it does not know does not. */
const isDiscords = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'number' &&
  body.code > 0

/** Interaction tokens are kept out of all that a test may print. */
const masked = (path: string): string => path.replaceAll(/tok_[\w-]+/g, ':token')
