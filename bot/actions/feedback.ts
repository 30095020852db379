import { z } from 'zod'
import { type AnswerRow, action, type Context, change, InvalidInput, mailTo } from '../core/action.ts'
import { type Locale, locales, type Service, services } from '../core/catalogue.ts'
import { inMinutes } from '../core/days.ts'
import { choice, feedbackOf, longText } from '../core/fields.ts'
import { type Feedback, feedbackStates } from '../core/model.ts'
import { anyone, supports } from '../core/policy.ts'
import type { Tables } from '../core/store.ts'

/** The language of the route that a service's feedback goes to: the wanted one, else that of the service's one route (FEED-2). */
function routeOf({ ports }: Context, service: Service, wanted: Locale): Locale {
  const inOrder = [wanted, ...locales]
  return inOrder.find(locale => ports.hasRoute(service, locale)) ?? locales[0]
}

/** The same words by the same author for the same service, within a day. */
async function sameAsBefore({ tables, actor, now }: Context, service: Service, text: string) {
  const own = await tables.feedback.find({ author: actor.id })
  const since = inMinutes(now, -24 * 60)
  return own.find(earlier => earlier.service === service && earlier.text === text && earlier.at > since)
}

async function nextNumber(tables: Tables): Promise<string> {
  const value = ((await tables.counters.get('feedback'))?.value ?? 0) + 1
  await tables.counters.put({ id: 'feedback', value, hash: '' })
  return String(value)
}

export const sendFeedback = action({
  id: 'send-feedback',
  guide: 'send-feedback',
  risk: 'change',
  scope: 'person',
  input: z.object({
    service: choice(services, 'services'),
    language: choice(locales, 'languages').optional(),
    text: longText(4000),
  }),
  allow: anyone,
  async effect({ service, language, text }, context) {
    const { tables, actor, now } = context
    const wanted = language ?? actor.locale
    const locale = routeOf(context, service, wanted)
    // The text is shown beside the changes: people write what they like, and what changes is in the audit for ever.
    const facts = { service, language: locale }
    const earlier = await sameAsBefore(context, service, text)
    if (earlier)
      return {
        changes: [change(actor, facts, facts)],
        note: { id: 'feedback-known', facts: { number: earlier.id } },
      }
    const id = await nextNumber(tables)
    await tables.feedback.put({
      id,
      author: actor.id,
      service,
      locale,
      text,
      state: 'received',
      votes: [actor.id],
      at: now.toISOString(),
    })
    const note = locale === wanted ? 'feedback-number' : 'feedback-rerouted'
    return {
      changes: [change(actor, {}, facts)],
      parcels: [{ kind: 'feedback', feedback: id }],
      note: { id: note, facts: { number: id, service, language: locale, text } },
    }
  },
})

const mostListed = 50

export const listFeedback = action({
  id: 'list-feedback',
  guide: 'send-feedback',
  risk: 'read',
  scope: 'person',
  input: z.object({}),
  allow: anyone,
  async answer(_, { tables, actor }) {
    const own = [...(await tables.feedback.find({ author: actor.id }))]
    const newestFirst = own.sort((a, b) => Number(b.id) - Number(a.id))
    return { rows: newestFirst.slice(0, mostListed).map(rowOf) }
  },
})

export const listWantedFeedback = action({
  id: 'list-wanted-feedback',
  guide: 'send-feedback',
  risk: 'read',
  scope: 'person',
  input: z.object({
    service: choice(services, 'services'),
    language: choice(locales, 'languages').optional(),
  }),
  allow: anyone,
  async answer({ service, language }, context) {
    const locale = routeOf(context, service, language ?? context.actor.locale)
    const found = [...(await context.tables.feedback.find({ service, locale }))]
    const mostWanted = found.sort((a, b) => b.votes.length - a.votes.length || Number(a.id) - Number(b.id))
    return { rows: mostWanted.slice(0, mostListed).map(rowOf) }
  },
})

const nameOf = ({ id }: Feedback): string => `#${id}`

const rowOf = (feedback: Readonly<Feedback>): AnswerRow => ({
  title: nameOf(feedback),
  facts: {
    service: feedback.service,
    language: feedback.locale,
    feedbackState: feedback.state,
    votes: feedback.votes.length,
    text: feedback.text,
  },
})

/** A feedback that is known to be there: `readInput` has looked. */
async function feedbackIn({ tables }: Context, id: string): Promise<Feedback> {
  const feedback = await tables.feedback.get(id)
  if (!feedback)
    throw new InvalidInput({ field: 'feedback', problem: 'unknown-feedback', facts: { text: id } })
  return feedback
}

export const supportFeedback = action({
  id: 'support-feedback',
  guide: 'send-feedback',
  risk: 'change',
  scope: 'person',
  input: z.object({ feedback: feedbackOf() }),
  allow: anyone,
  async effect({ feedback: id }, context) {
    const feedback = await feedbackIn(context, id)
    const votes = [...new Set([...feedback.votes, context.actor.id])]
    await context.tables.feedback.put({ ...feedback, votes })
    // Not the number of votes: another's vote in between must not ask for a new confirmation.
    const before = { supported: feedback.votes.includes(context.actor.id) }
    return { changes: [change({ id, name: nameOf(feedback) }, before, { supported: true })] }
  },
})

export const setFeedbackState = action({
  id: 'set-feedback-state',
  guide: 'send-feedback',
  risk: 'change',
  scope: 'person',
  forAgents: true,
  input: z.object({ feedback: feedbackOf(), state: choice(feedbackStates, 'feedbackStates') }),
  allow: supports('FEED-4'),
  async effect({ feedback: id, state }, context) {
    const feedback = await feedbackIn(context, id)
    const subject = { id, name: nameOf(feedback) }
    const changes = [change(subject, { feedbackState: feedback.state }, { feedbackState: state })]
    if (feedback.state === state) return { changes }
    await context.tables.feedback.put({ ...feedback, state })
    const author = await context.tables.users.get(feedback.author)
    const facts = { number: id, service: feedback.service, feedbackState: state, text: feedback.text }
    return { changes, parcels: author ? [mailTo(author, 'feedback-state', facts)] : [] }
  },
  undo: ({ feedback }, [changed]) => ({ feedback, state: changed?.before.feedbackState }),
})
