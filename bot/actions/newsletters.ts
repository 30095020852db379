import { z } from 'zod'
import { action, change, InvalidInput, type Policy } from '../core/action.ts'
import { type Topic, topics } from '../core/catalogue.ts'
import { choices } from '../core/fields.ts'
import { anyone, refusedIf } from '../core/policy.ts'

interface Choice {
  subscribe?: string[] | undefined
  unsubscribe?: string[] | undefined
}

const known = (topic: string): topic is Topic => topics.some(candidate => candidate === topic)
const tidy = (typed: string[] = []): string[] => typed.map(topic => topic.trim().toLowerCase())

/** Topics in the catalogue's order, each once. */
const inOrder = (chosen: readonly string[]): Topic[] => topics.filter(topic => chosen.includes(topic))

export const listNewsletters = action({
  id: 'list-newsletters',
  guide: 'set-newsletters',
  risk: 'read',
  scope: 'person',
  input: z.object({}),
  allow: anyone,
  async answer(_, { actor }) {
    const unsubscribed = topics.filter(topic => !actor.newsletters.includes(topic))
    return { rows: [{ title: actor.email, facts: { subscribed: inOrder(actor.newsletters), unsubscribed } }] }
  },
})

/** One unknown topic refuses the whole request (NEWS-3). */
const knownTopics: Policy<Choice> = ({ subscribe, unsubscribe }) => {
  const unknown = [...tidy(subscribe), ...tidy(unsubscribe)].filter(topic => !known(topic))
  return refusedIf(unknown.length > 0, {
    rule: 'NEWS-3',
    facts: { text: unknown.join(', '), topics: [...topics] },
  })
}

export const setNewsletters = action({
  id: 'set-newsletters',
  guide: 'set-newsletters',
  risk: 'change',
  scope: 'person',
  input: z.object({
    subscribe: choices(topics, 'topics').optional(),
    unsubscribe: choices(topics, 'topics').optional(),
  }),
  allow: knownTopics,
  async effect({ subscribe, unsubscribe }, { tables, actor }) {
    const [added, dropped] = [tidy(subscribe), tidy(unsubscribe)]
    const contradictory = inOrder(added.filter(topic => dropped.includes(topic)))
    if (!added.length && !dropped.length) throw new InvalidInput({ field: 'subscribe', problem: 'no-topic' })
    if (contradictory.length)
      throw new InvalidInput({
        field: 'unsubscribe',
        problem: 'also-subscribed',
        facts: { topics: contradictory },
      })
    const newsletters = inOrder([...actor.newsletters, ...added].filter(topic => !dropped.includes(topic)))
    await tables.users.put({ ...actor, newsletters })
    return {
      changes: [change(actor, { subscribed: inOrder(actor.newsletters) }, { subscribed: newsletters })],
    }
  },
  undo(_, [changed]) {
    const before = subscribedIn(changed?.before)
    const after = subscribedIn(changed?.after)
    return {
      subscribe: before.filter(topic => !after.includes(topic)),
      unsubscribe: after.filter(topic => !before.includes(topic)),
    }
  },
})

const subscribedIn = (facts: Record<string, unknown> = {}): Topic[] =>
  z.array(z.enum(topics)).parse(facts.subscribed)
