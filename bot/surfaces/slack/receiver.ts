import type { RequestListener } from 'node:http'
import type { App, InstallationStore, Logger, Receiver } from '@slack/bolt'
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import type { Warn } from '../chat/surface.ts'
import { reasonOf } from './errors.ts'
import { paths } from './manifest.ts'

/** How the app is installed in a workspace. */
export interface OAuth {
  clientId: string
  clientSecret: string
  stateSecret: string
  redirectUri: string
  scopes: string[]
  installationStore: InstallationStore
}

export interface ReceiverSettings {
  appToken?: string | undefined
  signingSecret?: string | undefined
  oauth?: OAuth
  slackApiUrl?: string | undefined
  logger: Logger
  warn: Warn
  route(path: string, listener: RequestListener): Promise<void>
}

/** The library waits so long before it connects again, and times more with each failure; pongs are waited for as long. */
const reconnectAfter = 1500
/** Where the library gives up, it is asked to try once more after this. */
const restartAfter = 30_000

/** Receives by socket, by HTTP, or by both. */
export function openReceiver(settings: ReceiverSettings): Receiver {
  const receivers = [
    ...(settings.appToken ? [socketReceiver(settings, settings.appToken)] : []),
    ...(settings.signingSecret ? [httpReceiver(settings, settings.signingSecret)] : []),
  ]
  return {
    init: (app: App) => receivers.forEach(receiver => void receiver.init(app)),
    start: () => Promise.all(receivers.map(receiver => receiver.start())),
    stop: () => Promise.all(receivers.map(receiver => receiver.stop())),
  }
}

function socketReceiver({ slackApiUrl, logger, warn }: ReceiverSettings, appToken: string): Receiver {
  const clientOptions = slackApiUrl ? { slackApiUrl } : {}
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: reconnectAfter,
    installerOptions: { clientOptions },
  })
  const { client } = receiver
  const start = client.start.bind(client)
  let isStarted = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  // When the library reconnects nobody waits for its promise: a refusal would end the process.
  client.start = async () => {
    try {
      const response = await start()
      isStarted = true
      return response
    } catch (error) {
      if (!isStarted) throw error
      warn('slack socket lost', { reason: reasonOf(error) })
      if (!isStopped) timer = setTimeout(() => void client.start(), restartAfter)
      return { ok: false }
    }
  }
  // A connection that was asked for before the end, and comes after it, would answer beside the next one.
  client.on('connected', () => {
    if (isStopped) void client.disconnect()
  })
  return {
    init: app => receiver.init(app),
    start: () => client.start(),
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      return receiver.stop()
    },
  }
}

function httpReceiver(
  { slackApiUrl, logger, oauth, route }: ReceiverSettings,
  signingSecret: string,
): Receiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger,
    endpoints: paths.events,
    ...oauth,
    installerOptions: {
      directInstall: true,
      installPath: paths.install,
      redirectUriPath: paths.redirect,
      ...(slackApiUrl && { clientOptions: { slackApiUrl }, ...authorizePage(slackApiUrl) }),
    },
  })
  const heard = oauth ? Object.values(paths) : [paths.events]
  let isStopped = false
  // What comes after the end is not acknowledged: Slack sends it again, to whoever is there by then.
  const listener: RequestListener = (request, response) =>
    isStopped ? void response.writeHead(503).end() : careful(receiver.requestListener)(request, response)
  return {
    init: app => receiver.init(app),
    start: () => Promise.all(heard.map(path => route(path, listener))),
    stop: async () => {
      isStopped = true
    },
  }
}

/** The library throws at requests that it has no use for, such as a GET: they are not found. */
const careful =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    try {
      return listener(request, response)
    } catch {
      response.writeHead(404).end()
    }
  }

/** Where another address stands for Slack's API, its page that asks for leave is there as well. */
const authorizePage = (slackApiUrl: string) => ({
  authorizationUrl: new URL('/oauth/v2/authorize', slackApiUrl).href,
})
