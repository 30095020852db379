import { setTimeout as delay } from 'node:timers/promises'
import { type Locale, locales } from '../../core/catalogue.ts'
import type { Person } from '../../desk/desk.ts'
import type { Warn } from '../chat/surface.ts'
import { reasonOf, waitOf } from './errors.ts'
import { type Asking, isDirect } from './slack.ts'
import type { Workspace } from './workspaces.ts'

/** What Slack knows of a user, as far as it is any business of ours: never the e-mail address. */
export interface Profile {
  name: string
  hint?: Locale
  administers: boolean
  /** From another workspace. */
  isStranger: boolean
}

export type People = (workspace: Workspace, user: string) => Promise<Profile>

const lifetime = 10 * 60_000
const most = 5000
/** In seconds: somebody waits. */
const longestWait = 1

/** Asks Slack for users, and remembers each for ten minutes. Where Slack does not say, it is somebody without a language or any rights. */
export function openPeople(warn: Warn, now: () => number = Date.now): People {
  const known = new Map<string, { profile: Promise<Profile>; until: number }>()
  return (workspace, user) => {
    const key = `${workspace.team}:${user}`
    const found = known.get(key)
    if (found && found.until > now()) return found.profile
    known.delete(key)
    if (known.size >= most) known.delete(known.keys().next().value ?? '')
    const profile = ask(workspace, user).catch(error => {
      known.delete(key)
      warn('slack user unknown', { reason: reasonOf(error) })
      return { name: user, administers: false, isStranger: false }
    })
    known.set(key, { profile, until: now() + lifetime })
    return profile
  }
}

async function ask({ prompt, team }: Workspace, user: string): Promise<Profile> {
  const { user: info } = await soon(() => prompt.users.info({ user, include_locale: true }))
  // In a channel that is shared with others (Slack Connect) somebody may rule another workspace, and not this one.
  const isStranger = Object(info).is_stranger || (info?.team_id?.startsWith('T') && info.team_id !== team)
  const hint = locales.find(locale => info?.locale?.startsWith(locale))
  return {
    name: info?.profile?.display_name || info?.real_name || info?.name || user,
    administers: !isStranger && Boolean(info?.is_admin || info?.is_owner),
    isStranger: Boolean(isStranger),
    ...(hint && { hint }),
  }
}

/** Tries once more where Slack asks to wait a moment. */
async function soon<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const wait = waitOf(error)
    if (wait === undefined || wait > longestWait) throw error
    await delay(wait * 1000)
    return ask()
  }
}

/** Who asks, as the desk wants to know them. */
export async function personOf(people: People, asking: Asking): Promise<Person> {
  const { workspace, user, channel, channelName, isPublic } = asking
  const { name, hint, administers, isStranger } = await people(workspace, user)
  const thread = threadOf(asking)
  const address = addressOf(asking)
  return {
    from: 'slack',
    ...(hint && { hint }),
    chat: {
      account: `slack:${workspace.team}:${user}`,
      name,
      administers,
      isHome: workspace.isHome && !isStranger,
      isPublic,
      ...(workspace.teamName && { workspaceName: workspace.teamName }),
      ...(channel && !isDirect(asking) && { channel: `slack:${workspace.team}:${channel}` }),
      ...(channelName && isName(channelName) && { channelName }),
      ...(thread && { thread }),
      ...(address && { address }),
    },
  }
}

/** Slack says what kind a channel is where it does not say its name (docs.slack.dev/interactivity/implementing-slash-commands). */
const isName = (name: string): boolean => !['directmessage', 'privategroup'].includes(name)

/**
 * A thread, or the direct message that one says something in. A command can be typed in one between two people as well: what each asks
 * there is their own (ACT-6).
 */
function threadOf(asking: Asking): string | undefined {
  const { workspace, channel, thread, message, user } = asking
  if (!channel || (!thread && !isDirect(asking))) return undefined
  const conversation = ['slack', workspace.team, channel]
  const within = thread ?? (message ? undefined : user)
  return [...conversation, ...(within ? [within] : [])].join(':')
}

/** The permalink of a message, as Slack makes it; that of the channel where there is no message. */
function addressOf({ workspace, channel, message: any, isEphemeral }: Asking): string | undefined {
  if (!channel) return undefined
  // Nobody else can open what one person was shown.
  const message = isEphemeral ? undefined : any
  if (!workspace.url) return `https://slack.com/app_redirect?team=${workspace.team}&channel=${channel}`
  return `${workspace.url}archives/${channel}${message ? `/p${message.replace('.', '')}` : ''}`
}
