import { hearOf } from '../core/aliases.ts'
import { holdsCardNumber } from '../core/card-numbers.ts'
import { inMinutes } from '../core/days.ts'
import type { Asked } from '../core/model.ts'
import { newId } from '../core/secrets.ts'
import { type Turn, threadOf } from './desk.ts'
import { blotted } from './gaps.ts'
import { saidOf } from './learning.ts'
import type { View } from './view.ts'

/** What is asked in a thread is remembered for a week. */
const minutesKept = 7 * 24 * 60
const mostGuides = 10

/** A question and the guides that were found for it, the answer first. */
interface Matter extends Pick<Asked, 'question' | 'follows'> {
  guides: readonly string[]
  /** `null` where nobody knows whose question it is; without it, that of whoever speaks. */
  asker?: string | null
}

/** Makes the answer to a question, which bears the id that the question is kept under. */
export async function keeping(
  turn: Turn,
  { asker = turn.person.chat?.account ?? null, ...matter }: Matter,
  answer: (id: string) => View | Promise<View>,
): Promise<View> {
  const id = newId()
  const made = await answer(id)
  // The person's answer does not wait for it, and does not fail with it.
  keepAsked(turn, { id, ...matter, ...(asker !== null && { asker }) })
  return made
}

type Kept = Omit<Matter, 'asker'> & Pick<Asked, 'id' | 'asker'>

function keepAsked({ setting, person, speech }: Turn, { question, guides, ...kept }: Kept): void {
  const { store, now } = setting.domain
  const thread = threadOf(person)
  const written = store.transact(tables =>
    tables.asked.put({
      ...kept,
      // Of a question that holds a card number nothing is kept, so that nothing is ever learnt from it (PAY-3).
      question: holdsCardNumber(question) ? '' : blotted(question),
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
  const thread = threadOf(person)
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

/** Changes what is known of a question, if whoever says so asked it, and learns from it; gives it as it was. `undefined` where it was forgotten. */
export async function judge(
  turn: Turn,
  id: string,
  change: Pick<Asked, 'verdict' | 'right'>,
): Promise<Readonly<Asked> | undefined> {
  const { domain, learn } = turn.setting
  const before = await domain.store.read(tables => tables.asked.get(id))
  if (!before || isOthers(turn, before)) return before
  const said = await saidOf(turn, before, change)
  const judged = await domain.store.transact(async tables => {
    const asked = await tables.asked.get(id)
    if (!asked) return undefined
    await tables.asked.put({ ...asked, ...change })
    if (said) await hearOf(tables, said)
    return asked
  })
  await learn()
  return judged
}

/** Whether somebody else asked: to them the answer may still be worth something. */
export const isOthers = ({ person }: Turn, { asker }: Readonly<Asked>): boolean =>
  asker !== undefined && asker !== person.chat?.account
