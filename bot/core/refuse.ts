import type { Action, Context, Refusal } from './action.ts'
import { record } from './audit.ts'
import { isInPlace, type Wish } from './context.ts'
import { post } from './outbox.ts'
import type { Outcome } from './outcome.ts'
import { usersOf } from './people.ts'
import { managers } from './policy.ts'
import type { Tables } from './store.ts'
import { recordAttempt } from './trail.ts'

/** Refuses a person: with every reason, who could do it, and an audit entry (ACT-3, ACT-4). */
export async function refuse(
  action: Action,
  input: Record<string, unknown>,
  context: Context,
  refusals: readonly Refusal[],
): Promise<Outcome> {
  for (const { record: leaveBehind } of refusals)
    for (const parcel of (await leaveBehind?.(context)) ?? []) await post(context.tables, parcel, context.now)
  const rules = [...new Set(refusals.map(({ rule }) => rule))]
  await recordAttempt(action, input, context, { outcome: 'refused', rules, changes: [] })
  const told = refusals.map(async ({ record: _, ...refusal }) => ({
    ...refusal,
    who: await whoCan(refusal, context),
  }))
  return { status: 'refused', action: action.id, refusals: await Promise.all(told) }
}

/** Names of up to three people who could; told to members only. */
async function whoCan(
  { able = [] }: Refusal,
  { tables, organisation, membership }: Context,
): Promise<string[]> {
  if (!membership) return []
  const found = able.map(role =>
    tables.memberships.find({ organisation: organisation.id, role }, { limit: 3 }),
  )
  const users = await usersOf(tables, (await Promise.all(found)).flat())
  return users.map(({ name }) => name).slice(0, 3)
}

/**
 * Refuses whoever does not belong to the organisation: by the action's own rule about roles, else by the general one, and by no
 * other, since every other reason tells of what is inside (ROLE-1).
 */
export async function refuseOutsider(
  action: Action,
  input: Record<string, unknown>,
  context: Context,
): Promise<Outcome> {
  const own = action.scope ? [] : await action.allow(input, context)
  const refusal = own.find(({ able }) => able) ?? { rule: 'ROLE-1', able: managers }
  return refuse(action, action.scope ? {} : input, context, [refusal])
}

/** What is about a chat is done in one (CHAT-1). */
export const notInChat: Refusal = { rule: 'CHAT-1', because: 'chat' }

/** Refuses whoever is not linked to an account (ACT-1), or was not found by what was typed. */
export async function refuseStranger(
  now: Date,
  action: Action,
  wish: Wish,
  tables: Tables,
  refusal: Refusal = isInPlace(action, wish) ? { rule: 'ACT-1' } : notInChat,
): Promise<Outcome> {
  await record(tables, {
    at: now.toISOString(),
    actor: 'unlinked',
    actorName: '',
    action: action.id,
    organisation: '',
    subject: '',
    subjectName: '',
    from: wish.from,
    outcome: 'refused',
    rules: [refusal.rule],
    changes: [],
  })
  return { status: 'refused', action: action.id, refusals: [{ ...refusal, who: [] }] }
}
