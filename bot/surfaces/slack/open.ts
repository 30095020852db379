import type { RequestListener } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { App } from '@slack/bolt'
import { locales } from '../../core/catalogue.ts'
import type { Vault } from '../../core/ports.ts'
import type { Store } from '../../core/store.ts'
import type { Front } from '../../desk/front.ts'
import type { Words } from '../../words/words.ts'
import { openOnce } from '../chat/once.ts'
import { type Surface, SurfaceError, type Warn } from '../chat/surface.ts'
import { openAnswers } from './answers.ts'
import { listenToAssistant } from './assistant.ts'
import { openAwaiting } from './awaiting.ts'
import { listenToClosings } from './closings.ts'
import { listenToCommands } from './commands.ts'
import { codeOf, reasonOf } from './errors.ts'
import { examples } from './examples.ts'
import { listenToHome } from './home-tab.ts'
import { openInstallations } from './installations.ts'
import { unhurried } from './lanes.ts'
import { quietLogger } from './logger.ts'
import { listenToMessages } from './messages.ts'
import { openPeople, personOf } from './person.ts'
import { post } from './post.ts'
import { listenToPresses } from './presses.ts'
import { openReceiver } from './receiver.ts'
import { isComplete, isOpenToAll, oauthOf, type SlackSettings } from './settings.ts'
import { listenToShortcuts } from './shortcuts.ts'
import type { Slack } from './slack.ts'
import { listenToSubmissions } from './submissions.ts'
import { listenToSuggestions } from './suggestions.ts'
import { listenToLinks } from './unfurl.ts'
import { openWork } from './work.ts'
import { openWorkspaces, type Workspaces } from './workspaces.ts'

export type { SlackSettings }

export interface SlackParts {
  words: Words
  warn: Warn
  /** Without a slash at its end. */
  publicUrl: string
  store: Store
  vault: Vault
  /** Hands requests to exactly this path to a listener; rejects where the port cannot be had. */
  route(path: string, listener: RequestListener): Promise<void>
}

/** How long what is under way may take when the desk closes. */
const closing = 10_000

/** Opens Slack. Throws a `SurfaceError` where the token is refused or Slack cannot be reached. */
export async function openSlack(settings: SlackSettings, front: Front, parts: SlackParts): Promise<Surface> {
  const { warn } = parts
  if (!isComplete(settings)) throw new SurfaceError('slack', 'incomplete')
  const logger = quietLogger(warn)
  const options = { logger, ...(settings.apiUrl && { slackApiUrl: settings.apiUrl }) }
  const installations = isOpenToAll(settings)
    ? openInstallations(parts.store, parts.vault, team => workspaces.changed(team))
    : undefined
  const workspaces: Workspaces = await openWorkspaces(settings.botToken, installations, options)
  const slack = shared(front, parts, workspaces)
  const receiver = openReceiver({
    ...settings,
    ...(installations && { oauth: oauthOf(settings, parts.publicUrl, installations) }),
    slackApiUrl: settings.apiUrl,
    logger,
    warn,
    route: parts.route,
  })
  const app = new App({
    receiver,
    logger,
    clientOptions: options,
    convoStore: false,
    authorize: async ({ teamId }, body) => {
      const { team, token, bot, botUser } = await slack.workspaceOf(teamId ?? Object(body).team_id)
      return { teamId: team, botToken: token, botId: bot, botUserId: botUser }
    },
  })
  app.error(async error => warn('slack listener failed', { reason: reasonOf(error) }))
  listen(app, slack, installations)
  await warmUp(slack)
  await started(app)
  return {
    name: 'slack',
    post: (place, text, id) => post(slack, place, text, id),
    async close() {
      await app.stop()
      await slack.work.settle(closing)
    },
  }
}

function shared(front: Front, { words, warn, publicUrl }: SlackParts, workspaces: Workspaces): Slack {
  const people = openPeople(warn)
  const slack: Slack = {
    front: unhurried(front),
    words,
    warn,
    publicUrl,
    work: openWork(warn),
    once: openOnce(),
    answers: openAnswers(),
    awaiting: openAwaiting(() => slack),
    personOf: asking => personOf(people, asking),
    nameOf: async (workspace, user) => (await people(workspace, user)).name,
    async workspaceOf(team) {
      const found =
        (team && (await workspaces.of(team))) || (workspaces.isAlone ? workspaces.home : undefined)
      if (!found) throw new Error('not installed')
      return found
    },
  }
  return slack
}

function listen(
  app: App,
  slack: Slack,
  installations: ReturnType<typeof openInstallations> | undefined,
): void {
  // What Slack sends again was done already.
  app.use(async ({ body, next }) => {
    const id = deliveryOf(body)
    if (id === undefined || slack.once(id)) await next()
  })
  listenToAssistant(app, slack)
  listenToMessages(app, slack)
  listenToCommands(app, slack)
  listenToPresses(app, slack)
  listenToSubmissions(app, slack)
  listenToClosings(app, slack)
  listenToSuggestions(app, slack)
  listenToShortcuts(app, slack)
  listenToHome(app, slack)
  listenToLinks(app, slack)
  const gone = (team: string) =>
    slack.work.run('uninstalled', async () =>
      installations?.deleteInstallation?.({
        teamId: team,
        enterpriseId: undefined,
        isEnterpriseInstall: false,
      }),
    )
  app.event('app_uninstalled', async ({ body }) => gone(body.team_id))
  app.event('tokens_revoked', async ({ body, event }) => {
    if (event.tokens.bot?.length) gone(body.team_id)
  })
}

/** What stays the same however often an event is delivered; interactions have a trigger id, and are told apart where they are heard. */
function deliveryOf(body: object): string | undefined {
  const { event_id, event } = body as { event_id?: string; event?: { [key: string]: unknown } }
  if (event_id !== undefined || !event?.event_ts) return event_id
  return [event.type, event.channel, event.user, event.event_ts].join(' ')
}

/** The first searches of a process are slow: they are done before anybody waits for one. */
async function warmUp({ front, words }: Slack): Promise<void> {
  for (const locale of locales)
    for (const example of examples(words(locale)))
      await front.searchGuides({ from: 'slack', locale }, example)
}

/** How long Slack may take to let us in. */
const opening = 20_000

async function started(app: App): Promise<void> {
  const late = new AbortController()
  const refused = delay(opening, undefined, { signal: late.signal }).then(() =>
    Promise.reject(new Error('late')),
  )
  try {
    await Promise.race([app.start(), refused])
  } catch (cause) {
    await app.stop()
    // A port that is taken is no fault of Slack's.
    if (Object(cause).code === 'EADDRINUSE') throw cause
    throw new SurfaceError('slack', codeOf(cause) ? 'wrong-token' : 'unreachable', { cause })
  } finally {
    refused.catch(() => {})
    late.abort()
  }
}
