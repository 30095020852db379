import { webApi } from '@slack/bolt'
import { WebSocket } from 'ws'
import type { SlackEdge } from './edge.ts'
import type { Json } from './types.ts'

const nothing = () => {}
/** A logger that says nothing: what goes wrong on purpose need not be read. */
export const silent: webApi.Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => webApi.LogLevel.ERROR,
}

/** A Web API client of the app's; it does not try again unless it is told to. */
export const clientOf = (edge: SlackEdge, { retries = 0, token = edge.bot.token } = {}) =>
  new webApi.WebClient(token, {
    slackApiUrl: edge.apiUrl,
    retryConfig: { retries, minTimeout: 1, maxTimeout: 1 },
    logger: silent,
  })

export type Answers = (envelope: Json) => Json | undefined

/** A bare Socket Mode app: what it hears is kept and acknowledged with what `answers` gives; `mute` never acknowledges. */
export async function connect(edge: SlackEdge, answers: Answers | 'mute' = () => undefined) {
  const { url = '' } = await clientOf(edge, { token: edge.bot.appToken }).apps.connections.open({})
  const socket = new WebSocket(url)
  const heard: Json[] = []
  socket.on('message', data => {
    const envelope: Json = JSON.parse(String(data))
    heard.push(envelope)
    if (answers === 'mute' || !envelope.envelope_id) return
    socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload: answers(envelope) }))
  })
  await edge.until(() => heard.length > 0, 'hello')
  return { url, socket, heard }
}
