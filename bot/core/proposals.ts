import type { Action, ChangeAction, Refusal } from './action.ts'
import { canonical } from './audit.ts'
import { type Actor, contextOf, type Domain, type Wish } from './context.ts'
import { inMinutes } from './days.ts'
import { readInput } from './input.ts'
import type { Proposal } from './model.ts'
import type { Applied, Outcome } from './outcome.ts'
import { attempt, transacting } from './perform.ts'
import { refuse, refuseStranger } from './refuse.ts'
import { hash, newId } from './secrets.ts'
import type { Tables } from './store.ts'

/** A proposal may be confirmed for ten minutes (ACT-2). */
const minutesToConfirm = 10

/** A preview with a proposal that the same person, who is linked, can confirm (ACT-1, ACT-2). Throws on an action that takes secrets: none is kept (ACT-7). */
export function propose(domain: Domain, wish: Wish): Promise<Outcome> {
  const action = domain.actions.get(wish.action)
  if (!action) throw new TypeError(`no action ${wish.action}`)
  if (action.risk === 'secret')
    throw new TypeError(`${action.id} takes secrets: it is performed, never proposed`)
  return transacting(domain, action.id, tables => show(domain, action, wish, tables))
}

async function show(domain: Domain, action: Action, wish: Wish, tables: Tables): Promise<Outcome> {
  if (typeof wish.actor !== 'object') return refuseStranger(domain.now(), action, wish, tables)
  const seen = await attempt(domain, action, wish, tables, 'preview')
  if (seen.status !== 'preview') return seen
  const meant = { ...wish, input: await asMeant(domain, action, wish, tables) }
  return { ...seen, proposal: await keep(domain, meant, tables, seen) }
}

// A name may mean somebody else by the time of the confirmation, an id never does.
async function asMeant(domain: Domain, action: Action, wish: Wish, tables: Tables): Promise<unknown> {
  const context = await contextOf(domain, action, wish, tables)
  return context && (await readInput(action.input, wish.input, context)).input
}

/**
 * Applies a proposal once, however often it is pressed (ACT-2): pressed again, it answers with the same receipt.
 * If its effect is no longer what the person saw, nothing is applied, and the new preview comes back with a new proposal.
 */
export function confirm(domain: Domain, id: string, actor: Actor, from: string): Promise<Outcome> {
  return transacting(domain, 'confirm', async tables => {
    const proposal = await tables.proposals.get(id)
    const action = proposal && changing(domain, proposal.action)
    if (!proposal || !action) return refused('confirm', 'unknown')
    const wish = {
      actor,
      action: action.id,
      input: proposal.input,
      organisation: proposal.organisation,
      from,
    }
    const context = await contextOf(domain, action, wish, tables)
    if (!context) return refuseStranger(domain.now(), action, wish, tables)
    const obstacle = obstacleTo(proposal, context.actor.id, domain.now())
    if (obstacle) return refuse(action, {}, context, [obstacle])
    if (proposal.receipt) return { ...(proposal.receipt as unknown as Applied), proposal: id }
    return applyAsSeen(domain, action, wish, tables, proposal)
  })
}

async function applyAsSeen(
  domain: Domain,
  action: ChangeAction,
  wish: Wish,
  tables: Tables,
  proposal: Proposal,
): Promise<Outcome> {
  const seen = await attempt(domain, action, wish, tables, 'preview')
  if (seen.status !== 'preview') return seen
  if (digestOf(seen) !== proposal.digest)
    return { ...seen, renewed: true, proposal: await keep(domain, wish, tables, seen) }
  const outcome = await attempt(domain, action, wish, tables, 'apply')
  if (outcome.status !== 'done') return outcome
  await tables.proposals.put({ ...proposal, receipt: receiptOf(outcome) })
  return { ...outcome, proposal: proposal.id }
}

/** Proposes the way back of a proposal that was applied: previewed and confirmed like any change. */
export function undo(domain: Domain, id: string, actor: Actor, from: string): Promise<Outcome> {
  return transacting(domain, 'undo', async tables => {
    const proposal = await tables.proposals.get(id)
    const action = proposal && changing(domain, proposal.action)
    if (!proposal?.receipt || !action) return refused('undo', 'unknown')
    const wish = { actor, action: action.id, input: {}, organisation: proposal.organisation, from }
    const context = await contextOf(domain, action, wish, tables)
    if (!context) return refuseStranger(domain.now(), action, wish, tables)
    if (proposal.actor !== context.actor.id)
      return refuse(action, {}, context, [{ rule: 'ACT-2', because: 'other-person' }])
    const back = action.undo?.(
      proposal.input,
      (proposal.receipt as unknown as Applied).changes,
      proposal.actor,
    )
    if (!back) return refuse(action, {}, context, [{ rule: 'ACT-2', because: 'no-way-back' }])
    return show(domain, action, { ...wish, input: back }, tables)
  })
}

/** Forgets a proposal that its person does not want. One that was applied already stays: its receipt comes back. */
export function discard(domain: Domain, id: string, actor: Actor): Promise<Outcome> {
  return transacting(domain, 'cancel', async tables => {
    const proposal = await tables.proposals.get(id)
    if (!proposal) return refused('cancel', 'unknown')
    if (typeof actor !== 'object' || actor.user !== proposal.actor)
      return refused(proposal.action, 'other-person')
    if (proposal.receipt) return { ...(proposal.receipt as unknown as Applied), proposal: id }
    await tables.proposals.remove(id)
    return { status: 'unchanged', action: proposal.action, changes: [], parcels: [] }
  })
}

function changing(domain: Domain, id: string): ChangeAction | undefined {
  const action = domain.actions.get(id)
  return action?.risk === 'read' ? undefined : action
}

function obstacleTo(proposal: Proposal, actor: string, now: Date): Refusal | undefined {
  if (proposal.actor !== actor) return { rule: 'ACT-2', because: 'other-person' }
  if (!proposal.receipt && proposal.expires < now.toISOString()) return { rule: 'ACT-2', because: 'expired' }
  return undefined
}

const refused = (action: string, because: string): Outcome => ({
  status: 'refused',
  action,
  refusals: [{ rule: 'ACT-2', because, who: [] }],
})

async function keep(domain: Domain, wish: Wish, tables: Tables, seen: Applied): Promise<string> {
  const user = typeof wish.actor === 'object' ? await tables.users.get(wish.actor.user) : undefined
  if (!user) throw new TypeError('only a person can be shown a proposal')
  const id = newId()
  await tables.proposals.put({
    id,
    actor: user.id,
    organisation: wish.organisation ?? user.currentOrganisation,
    action: seen.action,
    input: wish.input as Proposal['input'],
    digest: digestOf(seen),
    expires: inMinutes(domain.now(), minutesToConfirm),
    receipt: null,
  })
  return id
}

// What a person judges are the changes and who hears of them. Ids of new rows and running numbers may differ without harm.
function digestOf({ changes, parcels }: Applied): string {
  const seen = changes.map(({ of, before, after }) => ({ of, before, after }))
  const told = parcels.map(parcel =>
    parcel.kind === 'mail' ? `${parcel.template} ${parcel.to}` : parcel.kind,
  )
  return hash(canonical({ seen, told }))
}

const receiptOf = ({ secrets: _, picture: __, ...receipt }: Applied): Proposal['receipt'] =>
  JSON.parse(JSON.stringify(receipt))
