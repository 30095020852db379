import { inMinutes } from '../core/days.ts'
import type { Asked } from '../core/model.ts'
import { newId } from '../core/secrets.ts'
import type { Turn } from './desk.ts'
import { blotted } from './gaps.ts'
import type { View } from './view.ts'

/** What is asked in a thread is remembered for a week. */
const minutesKept = 7 * 24 * 60
const mostGuides = 10

/** Makes the answer to a question, which bears the id that the question is kept under, with the guides that were found, the answer first. `asker` is `null` where nobody knows whose question it is. */
export async function keeping(
  turn: Turn,
  question: string,
  guides: readonly string[],
  answer: (id: string) => View | Promise<View>,
  asker: string | null = turn.person.chat?.account ?? null,
): Promise<View> {
  const id = newId()
  const made = await answer(id)
  // The person's answer does not wait for it, and does not fail with it.
  keepAsked(turn, { id, question, guides, ...(asker !== null && { asker }) })
  return made
}

type Kept = Pick<Asked, 'id' | 'question' | 'asker'> & { guides: readonly string[] }

function keepAsked({ setting, person, speech }: Turn, { question, guides, ...kept }: Kept): void {
  const { store, now } = setting.domain
  const { thread } = person.chat ?? {}
  const written = store.transact(tables =>
    tables.asked.put({
      ...kept,
      question: blotted(question),
      locale: speech.locale,
      guides: guides.slice(0, mostGuides),
      ...(thread !== undefined && { thread }),
      verdict: null,
      expires: inMinutes(now(), minutesKept),
    }),
  )
  written.catch(error => setting.warn('question not kept', { reason: String(error) }))
}

/** What was last asked and answered in the thread that a person speaks in. */
export async function lastAsked({ setting, person }: Turn): Promise<Readonly<Asked> | undefined> {
  const { thread } = person.chat ?? {}
  if (thread === undefined) return undefined
  const asked = await setting.domain.store.read(async tables => {
    const here = await tables.asked.find({ thread })
    // A thread in a direct message goes on from a question that stood in none.
    return here.length ? here : tables.asked.find({ thread: thread.slice(0, thread.lastIndexOf(':')) })
  })
  return asked.reduce<Readonly<Asked> | undefined>(
    (last, one) => (last && last.expires > one.expires ? last : one),
    undefined,
  )
}

/** Changes what is known of a question, if whoever says so asked it; gives it as it was. `undefined` where it was forgotten. */
export function judge(
  turn: Turn,
  id: string,
  change: Pick<Asked, 'verdict' | 'right'>,
): Promise<Readonly<Asked> | undefined> {
  return turn.setting.domain.store.transact(async tables => {
    const asked = await tables.asked.get(id)
    if (asked && !isOthers(turn, asked)) await tables.asked.put({ ...asked, ...change })
    return asked
  })
}

/** Whether somebody else asked: to them the answer may still be worth something. */
export const isOthers = ({ person }: Turn, { asker }: Readonly<Asked>): boolean =>
  asker !== undefined && asker !== person.chat?.account
