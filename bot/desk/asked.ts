import { inMinutes } from '../core/days.ts'
import type { Asked } from '../core/model.ts'
import { newId } from '../core/secrets.ts'
import type { Turn } from './desk.ts'
import { blotted } from './gaps.ts'
import type { View } from './view.ts'

/** What is asked in a thread is remembered for a month. */
const minutesKept = 30 * 24 * 60
const mostGuides = 10

/** Makes the answer to a question, which bears the id that the question is kept under, with the guides that were found, the answer first. */
export async function keeping(
  turn: Turn,
  question: string,
  guides: readonly string[],
  answer: (id: string) => View | Promise<View>,
): Promise<View> {
  const id = newId()
  const made = await answer(id)
  // The person's answer does not wait for it, and does not fail with it.
  keepAsked(turn, id, question, guides)
  return made
}

function keepAsked(
  { setting, person, speech }: Turn,
  id: string,
  question: string,
  guides: readonly string[],
): void {
  const { store, now } = setting.domain
  const { thread } = person.chat ?? {}
  const kept = store.transact(tables =>
    tables.asked.put({
      id,
      question: blotted(question),
      locale: speech.locale,
      guides: guides.slice(0, mostGuides),
      ...(thread !== undefined && { thread }),
      verdict: null,
      expires: inMinutes(now(), minutesKept),
    }),
  )
  kept.catch(error => setting.warn('question not kept', { reason: String(error) }))
}

/** What was last asked and answered in the thread that a person speaks in. */
export async function lastAsked({ setting, person }: Turn): Promise<Readonly<Asked> | undefined> {
  const { thread } = person.chat ?? {}
  if (thread === undefined) return undefined
  const asked = await setting.domain.store.read(tables => tables.asked.find({ thread }))
  return asked.reduce<Readonly<Asked> | undefined>(
    (last, one) => (last && last.expires > one.expires ? last : one),
    undefined,
  )
}

/** Changes what is known of a question; gives it as it was. `undefined` where it was forgotten. */
export function judge(
  { setting }: Turn,
  id: string,
  change: Pick<Asked, 'verdict' | 'right'>,
): Promise<Readonly<Asked> | undefined> {
  return setting.domain.store.transact(async tables => {
    const asked = await tables.asked.get(id)
    if (asked) await tables.asked.put({ ...asked, ...change })
    return asked
  })
}
