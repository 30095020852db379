import { z } from 'zod'
import type { Asking } from './slack.ts'

const Origin = z.object({
  channel: z.string().optional(),
  channelName: z.string().optional(),
  thread: z.string().optional(),
  message: z.string().optional(),
  isEphemeral: z.boolean().optional(),
  response: z.string().optional(),
  /** From the App Home. */
  isHome: z.boolean().optional(),
  /** That message was only there for its button: what comes of it takes its place. */
  isHolder: z.boolean().optional(),
  /** The words that a guide is searched for. */
  text: z.string().optional(),
})

/** Where a modal came from, kept in its `private_metadata`. */
export type Origin = z.infer<typeof Origin>

/** Slack's limit for `private_metadata` is 3000 characters; the rest of an origin is some hundred. */
const longestText = 1500

/** An origin as metadata. */
export function writeOrigin(origin: Origin): string {
  const { text } = origin
  return JSON.stringify({ ...origin, ...(text && { text: text.slice(0, longestText) }) })
}

/** The origin in a modal's metadata; an empty one where it is none of ours. */
export function readOrigin(metadata: string): Origin {
  try {
    return Origin.parse(JSON.parse(metadata))
  } catch {
    return {}
  }
}

/** Where somebody asks, to be found again when the modal is done. */
export const originOf = ({
  channel,
  channelName,
  thread,
  message,
  isEphemeral,
  response,
}: Asking): Origin => ({
  ...(channel && { channel }),
  ...(channelName && { channelName }),
  ...(thread && { thread }),
  ...(message && { message }),
  ...(isEphemeral && { isEphemeral }),
  ...(response && { response }),
})
