import {
  type Action,
  type Answer,
  type ChangeAction,
  type Context,
  type Effect,
  InvalidInput,
  type ReadAction,
} from './action.ts'
import { aside, NotYet } from './aside.ts'
import { canonical } from './audit.ts'
import { inputHoldsCardNumber } from './card-numbers.ts'
import { contextOf, type Domain, isInPlace, isOutsider, type Wish } from './context.ts'
import { type Draft, draftOf, type Row } from './draft.ts'
import { parseInput, readInput } from './input.ts'
import { asTold, post } from './outbox.ts'
import type { Applied, Outcome } from './outcome.ts'
import { isWithinRole } from './policy.ts'
import { notInChat, refuse, refuseOutsider, refuseStranger } from './refuse.ts'
import type { Table, TableName, Tables } from './store.ts'
import { recordAttempt } from './trail.ts'

/** Does it now: reads answer, changes are applied. With `confirm`, the only road to any change. */
export const perform = (domain: Domain, wish: Wish): Promise<Outcome> => run(domain, wish, always)

/** Says what would happen. Leaves nothing behind but the audit entry of a refusal (ACT-3). */
export const preview = (domain: Domain, wish: Wish): Promise<Outcome> => run(domain, wish, never)

/** What a read answers, where its person may have it; `undefined` where not. Nobody asked for it by itself, so nothing is left behind. */
export async function look(domain: Domain, wish: Wish): Promise<Answer | undefined> {
  const action = domain.actions.get(wish.action)
  if (action?.risk !== 'read' || !isInPlace(action, wish)) return undefined
  return domain.store.read(async tables => {
    const context = await contextOf(domain, action, wish, tables)
    if (!context || isOutsider(action, wish, context)) return undefined
    const { input, problems } = await readInput(action.input, wish.input, context)
    if (problems.length || (await action.allow(input, context)).length) return undefined
    return action.answer(input, context)
  })
}

/** The actions that somebody may have done as far as who they are decides, in the organisation that they are in. Nobody asked for one, so nothing is left behind. */
export function withinRole(
  domain: Domain,
  wish: Omit<Wish, 'action' | 'input'>,
): Promise<ReadonlySet<string>> {
  return domain.store.read(async tables => {
    const asked = [...domain.actions.values()].map(async action => {
      const own = { ...wish, action: action.id, input: {} }
      const context = await contextOf(domain, action, own, tables)
      const may = context && !isOutsider(action, own, context) && (await isWithinRole(action.allow, context))
      return may ? [action.id] : []
    })
    return new Set((await Promise.all(asked)).flat())
  })
}

function run(domain: Domain, wish: Wish, accept: Accept): Promise<Outcome> {
  const action = domain.actions.get(wish.action)
  if (!action) throw new TypeError(`no action ${wish.action}`)
  return transacting(domain, action.id, async (tables, patient) =>
    asSeen(action, wish, await attempt(patient, action, wish, tables, accept)),
  )
}

/** What came of a wish, as far as whoever is not signed in may see it. */
function asSeen(action: Action, wish: Wish, outcome: Outcome): Outcome {
  const isBlind = action.risk !== 'read' && action.blind && !wish.actor && isInPlace(action, wish)
  if (!isBlind || outcome.status === 'invalid') return outcome
  return { status: 'done', action: action.id, changes: [], parcels: [] }
}

/**
 * A transaction in which input that cannot be meant is an outcome, and changes nothing. `work` is given a domain in which nothing takes
 * long: a picture is made between two tries, so that nobody else waits for it.
 */
export async function transacting(
  domain: Domain,
  action: string,
  work: (tables: Tables, patient: Domain) => Promise<Outcome>,
): Promise<Outcome> {
  const { images, catchUp } = aside(domain.ports.images)
  const patient = { ...domain, ports: { ...domain.ports, images } }
  for (;;)
    try {
      return await domain.store.transact(tables => work(tables, patient))
    } catch (error) {
      if (error instanceof InvalidInput) return { status: 'invalid', action, problems: error.problems }
      if (!(error instanceof NotYet)) throw error
      await catchUp()
    }
}

/** Whether what an effect shows may stand. */
export type Accept = (shown: Applied) => boolean

const always: Accept = () => true
export const never: Accept = () => false

/** One wish, within a transaction: read the input, ask the policy, run the effect; audit and outbox go along (ACT-5). */
export async function attempt(
  domain: Domain,
  action: Action,
  wish: Wish,
  tables: Tables,
  accept: Accept,
): Promise<Outcome> {
  const context = await contextOf(domain, action, wish, tables)
  if (!isInPlace(action, wish))
    return context
      ? refuse(action, {}, context, [notInChat])
      : refuseStranger(domain.now(), action, wish, tables)
  if (!context) return answerStranger(domain.now(), action, wish, tables)
  // Before anything reads it, and so before anything could repeat it (PAY-3).
  if (inputHoldsCardNumber(wish.input))
    return refuse(action, {}, context, [{ rule: 'PAY-3', because: 'typed' }])
  const outside = isOutsider(action, wish, context)
  const { input, problems } = outside
    ? parseInput(action.input, wish.input)
    : await readInput(action.input, wish.input, context)
  if (problems.length) return { status: 'invalid', action: action.id, problems }
  if (outside) return refuseOutsider(action, input, context)
  const refusals = await action.allow(input, context)
  if (refusals.length) return refuse(action, input, context, refusals)
  if (action.risk === 'read') return answer(action, input, context)
  return carryOut(action, input, context, accept)
}

async function answer(
  action: ReadAction,
  input: Record<string, unknown>,
  context: Context,
): Promise<Outcome> {
  const answer = await action.answer(input, context)
  if (action.recorded)
    await recordAttempt(action, input, context, { outcome: 'done', rules: [], changes: [] })
  return { status: 'answer', action: action.id, answer }
}

/** Nobody is linked, or found by what was typed: where that cannot be read, it says so. */
async function answerStranger(now: Date, action: Action, wish: Wish, tables: Tables): Promise<Outcome> {
  const { problems } = action.actor && !wish.actor ? parseInput(action.input, wish.input) : { problems: [] }
  if (problems.length) return { status: 'invalid', action: action.id, problems }
  const { nobody } = action
  const refusal = typeof nobody === 'function' ? await nobody({ tables, now, chat: wish.chat }) : nobody
  return refuseStranger(now, action, wish, tables, refusal)
}

/** Runs the effect in a draft, and lets the draft stand where what it shows is accepted, else throws it away: so a preview is the effect itself. */
async function carryOut(
  action: ChangeAction,
  input: Record<string, unknown>,
  context: Context,
  accept: Accept,
): Promise<Applied> {
  const draft = draftOf(context.tables)
  const effect = await action.effect(input, { ...context, tables: draft.tables })
  const { changes, parcels = [], note, secrets, picture, back } = effect
  const shown = {
    action: action.id,
    changes,
    parcels: await asTold(context.tables, parcels),
    ...(note && { note }),
    ...(picture && { picture }),
  }
  if (!changesAnything(effect)) {
    await recordAttempt(action, input, context, { outcome: 'unchanged', rules: [], changes: [...changes] })
    return { ...shown, status: 'unchanged' }
  }
  const undoable = (back ?? action.undo?.(input, changes, context.actor.id)) !== undefined
  const seen: Applied = { ...shown, status: 'preview', undoable }
  if (!accept(seen)) return seen
  await letStand(draft, context.tables)
  await recordAttempt(action, input, context, { outcome: 'done', rules: [], changes: [...changes] })
  for (const parcel of parcels) await post(context.tables, parcel, context.now)
  return { ...seen, status: 'done', ...(secrets && { secrets }), ...(back && { back }) }
}

const changesAnything = ({ changes, parcels = [] }: Effect): boolean =>
  parcels.length > 0 || changes.some(({ before, after }) => canonical(before) !== canonical(after))

async function letStand(draft: Draft, tables: Tables): Promise<void> {
  const untyped = tables as unknown as Record<TableName, Table<Row>>
  for (const { table, id, row } of draft.changes())
    await (row ? untyped[table].put(row) : untyped[table].remove(id))
}
