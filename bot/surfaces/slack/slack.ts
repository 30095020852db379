import type { Person } from '../../desk/desk.ts'
import type { Front } from '../../desk/front.ts'
import type { Words } from '../../words/words.ts'
import type { Once } from '../chat/once.ts'
import type { Warn } from '../chat/surface.ts'
import type { Answers } from './answers.ts'
import type { Awaiting } from './awaiting.ts'
import type { Work } from './work.ts'
import type { Workspace } from './workspaces.ts'

/** All that the listeners share. */
export interface Slack {
  front: Front
  words: Words
  warn: Warn
  publicUrl: string
  work: Work
  once: Once
  answers: Answers
  awaiting: Awaiting
  /** The workspace of a team. Throws where the app is not installed. */
  workspaceOf(team: string | undefined): Promise<Workspace>
  personOf(asking: Asking): Promise<Person>
  /** What others in the workspace call a user. */
  nameOf(workspace: Workspace, user: string): Promise<string>
}

/** Somebody does something somewhere in Slack: all that it takes to answer. */
export interface Asking {
  workspace: Workspace
  user: string
  channel?: string | undefined
  /** What the channel is called, where Slack says. */
  channelName?: string | undefined
  /** The `ts` of the thread that it stands in, or that the answer begins. */
  thread?: string | undefined
  /** It has no replies yet: Slack would show nothing ephemeral in it. */
  beginsThread?: boolean | undefined
  /** The `ts` of the message that asks, or that the pressed button stands on. */
  message?: string | undefined
  /** Whether the asker alone sees that message. */
  isEphemeral?: boolean | undefined
  /** The `response_url`: answers even where the bot is no member. */
  response?: string | undefined
  /** Opens a modal, for three seconds. */
  trigger?: string | undefined
  /** Others read the answer. */
  isPublic: boolean
}

/** A direct message between the person and the bot: all there is for one person's eyes. */
export const isDirect = ({ channel }: Pick<Asking, 'channel'>): boolean => channel?.startsWith('D') ?? false
