import type { Domain } from '../core/context.ts'
import { withoutMentions } from '../core/mentions.ts'
import type { Feedback, Mail } from '../core/model.ts'
import type { Words } from '../words/words.ts'
import { type Place, type Platform, type PostTo, placeOf } from './channels.ts'
import type { Carrier } from './courier.ts'
import { writeNote } from './letter.ts'
import type { Routes } from './routes.ts'

export interface FeedbackWays {
  routes: Routes
  words: Words
  mail: Carrier<'mail'>
  /** A platform that is not there yet is a failure, and tried again (FEED-3). */
  postTo: PostTo
}

/** The carrier of feedback: to the route of its service and language (FEED-2), without pinging anyone (FEED-6). */
export function carryFeedback(
  { store }: Domain,
  { routes, words, mail, postTo }: FeedbackWays,
): Carrier<'feedback'> {
  return async ({ feedback: number }, id) => {
    const { feedback, author, route } = await store.read(async tables => {
      const feedback = await tables.feedback.get(number)
      return {
        feedback,
        author: feedback && (await tables.users.get(feedback.author)),
        route: feedback && (await tables.routes.get(`${feedback.service}:${feedback.locale}`)),
      }
    })
    if (!feedback) throw new Error(`no feedback ${number}`)
    const note = noteOf(feedback, author?.name ?? '')
    const { subject, text } = writeNote(words(feedback.locale), note)
    const post = (platform: Platform, place: Place) => postTo(platform, place, `${subject}\n\n${text}`, id)
    // What was set in a chat wins over the file.
    if (route) {
      const { platform, place } = placeOf(route.channel)
      return post(platform, place)
    }
    const target = routes.routeOf(feedback.service, feedback.locale)
    return target.kind === 'mailto'
      ? mail({ kind: 'mail', to: target.address, locale: feedback.locale, ...note }, id)
      : post(target.kind, { channel: target.channel })
  }
}

const noteOf = (
  { id, service, locale, text }: Feedback,
  author: string,
): Pick<Mail, 'template' | 'facts'> => ({
  template: 'feedback-posted',
  facts: {
    number: id,
    service,
    language: locale,
    author: withoutMentions(author),
    text: withoutMentions(text),
  },
})
