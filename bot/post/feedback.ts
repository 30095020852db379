import type { Domain } from '../core/context.ts'
import { withoutMentions } from '../core/mentions.ts'
import type { Feedback, Mail } from '../core/model.ts'
import type { Words } from '../words/words.ts'
import type { Carrier } from './courier.ts'
import { writeNote } from './letter.ts'
import type { Routes, Target } from './routes.ts'

/** Posts a text to a channel; `id` is the same however often it is posted, so that the platform can drop a duplicate. Throws where it fails. */
export type Post = (channel: string, text: string, id: string) => Promise<void>
export type PostTo = Partial<Record<'slack' | 'discord', Post>>

export interface FeedbackWays {
  routes: Routes
  words: Words
  mail: Carrier<'mail'>
  /** Filled in by the surfaces as they open: a platform that is not there yet is a failure, and tried again (FEED-3). */
  postTo: PostTo
}

/** The carrier of feedback: to the route of its service and language (FEED-2), without pinging anyone (FEED-6). */
export function carryFeedback(
  { store }: Domain,
  { routes, words, mail, postTo }: FeedbackWays,
): Carrier<'feedback'> {
  return async ({ feedback: number }, id) => {
    const { feedback, author } = await store.read(async tables => {
      const feedback = await tables.feedback.get(number)
      return { feedback, author: feedback && (await tables.users.get(feedback.author)) }
    })
    if (!feedback) throw new Error(`no feedback ${number}`)
    const note = noteOf(feedback, author?.name ?? '')
    const target = routes.routeOf(feedback.service, feedback.locale)
    if (target.kind === 'mailto')
      return mail({ kind: 'mail', to: target.address, locale: feedback.locale, ...note }, id)
    const { subject, text } = writeNote(words(feedback.locale), note)
    await postFor(postTo, target)(target.channel, `${subject}\n\n${text}`, id)
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

function postFor(postTo: PostTo, { kind }: Exclude<Target, { kind: 'mailto' }>): Post {
  const post = postTo[kind]
  if (!post) throw new Error(`${kind} is not connected`)
  return post
}
