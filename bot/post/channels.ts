import { withoutMentions } from '../core/mentions.ts'
import type { ChannelPost } from '../core/model.ts'
import type { Words } from '../words/words.ts'
import type { Carrier } from './courier.ts'
import { writeNote } from './letter.ts'

export type Platform = 'slack' | 'discord'

/** A channel; its workspace is known where it was named in the chat itself. */
export interface Place {
  workspace?: string
  channel: string
}

/** Posts a plain text to a channel of a platform; `id` is the same however often it is posted, so that the platform can drop a duplicate. Throws where it fails, or is not connected. */
export type PostTo = (platform: Platform, place: Place, text: string, id: string) => Promise<void>

/** A channel as it is kept, `slack:T1:C1`, taken apart. Throws on anything else. */
export function placeOf(channel: string): { platform: Platform; place: Place } {
  const [platform, workspace, id, ...more] = channel.split(':')
  if ((platform !== 'slack' && platform !== 'discord') || !workspace || !id || more.length)
    throw new Error('no channel of a chat')
  return { platform, place: { workspace, channel: id } }
}

/** The carrier of what is told to a channel, such as that somebody wants a person. Nothing in it pings anyone (FEED-6). */
export const carryPost =
  (words: Words, postTo: PostTo): Carrier<'post'> =>
  async ({ channel, locale, template, facts }: ChannelPost, id) => {
    const inert = Object.entries(facts).map(([name, fact]) => [name, withoutPings(fact)])
    const { subject, text } = writeNote(words(locale), { template, facts: Object.fromEntries(inert) })
    const { platform, place } = placeOf(channel)
    await postTo(platform, place, `${subject}\n\n${text}`, id)
  }

const withoutPings = (fact: ChannelPost['facts'][string]) => {
  if (Array.isArray(fact)) return fact.map(part => withoutMentions(String(part)))
  return typeof fact === 'string' ? withoutMentions(fact) : fact
}
