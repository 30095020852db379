import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeDoor } from './api.ts'
import type { Newcomer } from './cast.ts'
import { makeCarrier } from './deliver.ts'
import { openPost } from './deliver-http.ts'
import { openSockets } from './deliver-socket.ts'
import { makeEyes } from './eyes.ts'
import { type AssistantThread, afterMethods, ownMethods } from './methods.ts'
import { makePayloads } from './payloads.ts'
import { makePulse } from './pulse.ts'
import { makeRecord } from './record.ts'
import { makeResponses } from './responses.ts'
import { makeStage } from './stage.ts'
import { makeTriggers } from './triggers.ts'
import type { Json } from './types.ts'
import { makeViews } from './views.ts'
import { makeWeather } from './weather.ts'
import { openWorkspace } from './workspace.ts'

export interface EdgeOptions {
  users?: Newcomer[]
  redirectUris?: string[]
  ackDeadline?: number
  retryDelays?: number[]
  deadline?: number
  quiet?: number
}

export type Rooms = Awaited<ReturnType<typeof openRooms>>

async function listen() {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, url: `http://127.0.0.1:${port}`, socketUrl: `ws://127.0.0.1:${port}` }
}

/** Opens all rooms of the edge and the doors between them. */
export async function openRooms(options: EdgeOptions) {
  const { ackDeadline = 3000, retryDelays = [20, 40, 60], deadline = 4000, quiet = 60 } = options
  const workspace = await openWorkspace(options.users, options.redirectUris)
  const { bot } = workspace
  const { server, url, socketUrl } = await listen()

  const pulse = makePulse(deadline, quiet)
  const record = makeRecord(pulse)
  const weather = makeWeather()
  const triggers = makeTriggers()
  const assistants = new Map<string, AssistantThread>()
  const payloads = makePayloads(workspace)
  const sockets = openSockets(server, pulse, bot.appId)
  const post = openPost(bot.signingSecret)
  const carrier = makeCarrier(sockets, post, pulse, { ackDeadline, retryDelays })
  const echo = (event: Json) => void carrier.carry('events_api', payloads.event(event))
  const stage = makeStage(workspace, record, echo)
  const views = makeViews(workspace, record, triggers)
  const responses = makeResponses(record, stage, `${url}/response/`)
  const eyes = makeEyes({ workspace, record, stage, views, carrier, pulse })

  const behind = { workspace, record, stage, views, sockets, socketUrl, assistants }
  const own = ownMethods(behind)
  const after = afterMethods(behind)
  server.on('request', makeDoor({ workspace, record, weather, responses, stage, pulse, own, after, url }))

  const close = async () => {
    await sockets.close()
    const closed = new Promise(resolve => server.close(resolve))
    server.closeAllConnections()
    await closed
    await workspace.close()
  }
  const lines = { url, sockets, post, carrier, pulse, close }
  return {
    ...lines,
    workspace,
    record,
    weather,
    triggers,
    assistants,
    payloads,
    stage,
    views,
    responses,
    eyes,
  }
}
