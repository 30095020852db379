import { webApi } from '@slack/bolt'
import { SurfaceError } from '../chat/surface.ts'
import { codeOf } from './errors.ts'
import type { Installations } from './installations.ts'
import type { ClientOptions } from './logger.ts'

type WebClient = webApi.WebClient

/** A workspace that the app is installed in. */
export interface Workspace {
  team: string
  /** What people call it; none where it is not known. */
  teamName?: string | undefined
  token: string
  botUser: string
  bot: string
  /** Where its messages are on the web; none where it is not known. */
  url: string | undefined
  /** The provider's own workspace, not a customer's. */
  isHome: boolean
  /** Tries again for some minutes: 429 with Retry-After, 5xx, cut connections. */
  client: WebClient
  /** For what a person waits for: gives up while a trigger id still lives. */
  prompt: WebClient
  /** Tries once: for what must not be done twice, and is tried again by who knows whether it was. */
  once: WebClient
}

export interface Workspaces {
  /** The workspace of a team; `undefined` where the app is not installed. */
  of(team: string): Promise<Workspace | undefined>
  home: Workspace | undefined
  /** No other workspace can install the app. */
  isAlone: boolean
  /** The app was installed there, or is no longer: what was known is out of date. */
  changed(team: string): void
}

/** Failures of Slack's own that it answers with status 200. */
const passing = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited']

/** The library tries again after a failed request, not after a refused one: a failure that looks like a refusal is shown to it as failed. */
const honestFetch: typeof fetch = async (url, init) => {
  const response = await fetch(url, init)
  if (response.status !== 200) return response
  const { error } = Object(
    await response
      .clone()
      .json()
      .catch(() => undefined),
  ) as { error?: string }
  return passing.includes(error ?? '') ? new Response(null, { status: 503 }) : response
}

type Identity = Pick<Workspace, 'team' | 'teamName' | 'token' | 'botUser' | 'bot' | 'url' | 'isHome'>

/** Nine tries within about two minutes. */
const patient = { retries: 8, minTimeout: 300, factor: 2, maxTimeout: 30_000 }
/** Four tries within two seconds: a trigger id lives for three. */
const hurried = { retries: 3, minTimeout: 150, factor: 2, maxTimeout: 1000 }

/** The workspaces of the bot token and of all installations. Throws a `SurfaceError` where Slack refuses the token or cannot be reached. */
export async function openWorkspaces(
  token: string | undefined,
  installations: Installations | undefined,
  options: ClientOptions,
): Promise<Workspaces> {
  const open = (identity: Identity): Workspace => ({ ...identity, ...clientsOf(identity, options) })
  const home = token === undefined ? undefined : open(await identityOf(token, options))
  const known = new Map<string, Workspace>()
  let changes = 0
  return {
    home,
    isAlone: !installations,
    changed(team) {
      changes++
      known.delete(team)
    },
    async of(team) {
      if (home?.team === team) return home
      const before = changes
      const found = known.get(team) ?? (await installed(team))
      // What was read while an installation changed may be what it was.
      if (found && changes === before) known.set(team, found)
      return found
    },
  }

  async function installed(team: string): Promise<Workspace | undefined> {
    const installation = await installations?.find(team)
    const bot = installation?.bot
    if (!bot) return undefined
    const teamName = installation.team?.name
    return open({
      team,
      teamName,
      token: bot.token,
      bot: bot.id,
      botUser: bot.userId,
      url: undefined,
      isHome: false,
    })
  }
}

function clientsOf({ token, team }: Identity, options: ClientOptions) {
  const { WebClient } = webApi
  const common = { ...options, teamId: team, fetch: honestFetch }
  return {
    client: new WebClient(token, { ...common, timeout: 30_000, retryConfig: patient }),
    prompt: new WebClient(token, {
      ...common,
      timeout: 2000,
      retryConfig: hurried,
      rejectRateLimitedCalls: true,
    }),
    once: new WebClient(token, {
      ...common,
      timeout: 30_000,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
  }
}

async function identityOf(token: string, options: ClientOptions): Promise<Identity> {
  const client = new webApi.WebClient(token, {
    ...options,
    timeout: 5000,
    retryConfig: { ...hurried, retries: 5 },
  })
  try {
    const told = await client.auth.test()
    const { team_id: team = '', team: teamName, user_id: botUser = '', bot_id: bot = '', url } = told
    return { team, teamName, token, botUser, bot, url, isHome: true }
  } catch (cause) {
    throw new SurfaceError('slack', codeOf(cause) ? 'wrong-token' : 'unreachable', { cause })
  }
}
