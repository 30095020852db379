import { z } from 'zod'
import { type Action, action, type ChangeAction, type Context, type Refusal } from './action.ts'
import { canonical } from './audit.ts'
import { type Actor, type Chat, contextOf, type Domain, type Wish, workspaceOf } from './context.ts'
import { inMinutes } from './days.ts'
import { fieldsOf } from './fields.ts'
import { readInput } from './input.ts'
import type { Parcel, Proposal } from './model.ts'
import type { Applied, Outcome } from './outcome.ts'
import { attempt, never, transacting } from './perform.ts'
import { anyone } from './policy.ts'
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
  return transacting(domain, action.id, (tables, patient) => show(patient, action, wish, tables))
}

async function show(domain: Domain, action: Action, wish: Wish, tables: Tables): Promise<Outcome> {
  if (typeof wish.actor !== 'object') return refuseStranger(domain.now(), action, wish, tables)
  return offer(domain, action, wish, tables, await attempt(domain, action, wish, tables, never))
}

/** What was seen, with a proposal to confirm it where there is something to confirm. */
async function offer(
  domain: Domain,
  action: Action,
  wish: Wish,
  tables: Tables,
  seen: Outcome,
  undoes?: string,
): Promise<Outcome> {
  if (seen.status !== 'preview') return seen
  const meant = { ...wish, input: await asMeant(domain, action, wish, tables) }
  return { ...seen, proposal: await keep(domain, meant, tables, seen, undoes) }
}

// A name may mean somebody else by the time of the confirmation, an id never does.
async function asMeant(domain: Domain, action: Action, wish: Wish, tables: Tables): Promise<unknown> {
  const context = await contextOf(domain, action, wish, tables)
  return context && (await readInput(action.input, wish.input, context)).input
}

/** What somebody decides of a proposal, by its id. */
type Decision = (domain: Domain, id: string, actor: Actor, from: string, chat?: Chat) => Promise<Outcome>

/** A button of a proposal, pressed by somebody. */
interface Press {
  id: string
  actor: Actor
  from: string
  chat?: Chat | undefined
}

/** A press on a proposal that there is, by an account. */
interface Pressed {
  domain: Domain
  proposal: Proposal
  action: ChangeAction
  wish: Wish
  context: Context
  tables: Tables
}

/** A press in a transaction; refuses where there is no such proposal, or nobody who is linked. */
function pressing(
  given: Domain,
  kind: string,
  press: Press,
  decide: (pressed: Pressed) => Promise<Outcome>,
): Promise<Outcome> {
  return transacting(given, kind, async (tables, domain) => {
    const proposal = await tables.proposals.get(press.id)
    const action = proposal && changing(domain, proposal.action)
    if (!proposal || !action) return refuseUnknown(domain, tables, kind, press)
    const wish = wishOf(proposal, action, press)
    // Not by what is in the input: whoever presses is known by their link, or not at all (ACT-1).
    const context = await contextOf(domain, action, { ...wish, input: {} }, tables)
    if (context) return decide({ domain, proposal, action, wish, context, tables })
    // Whoever unlinked their chat account by it and presses once more is answered like everybody (ACT-2).
    const isAgain = kind === 'confirm' && proposal.place && proposal.place.account === press.chat?.account
    return isAgain && proposal.receipt
      ? receiptFrom(proposal)
      : refuseStranger(domain.now(), action, wish, tables)
  })
}

/**
 * Applies a proposal once, however often it is pressed (ACT-2): pressed again, it answers with the same receipt.
 * If its effect is no longer what the person saw, nothing is applied, and the new preview comes back with a new proposal: the same
 * one however often the old one is pressed.
 */
export const confirm: Decision = (domain, id, actor, from, chat) =>
  pressing(domain, 'confirm', { id, actor, from, chat }, pressed =>
    ifLive(pressed, latest =>
      latest === pressed.proposal ? applyAsSeen(pressed) : showAgain(pressed, latest),
    ),
  )

/** Shows once more what waits to be confirmed, as it would be now. A receipt, where it was confirmed already. */
export const recall: Decision = (domain, id, actor, from, chat) =>
  pressing(domain, 'show', { id, actor, from, chat }, pressed =>
    ifLive(pressed, latest => showAgain(pressed, latest)),
  )

/** Goes on with the proposal that stands for this one by now, if its person may still confirm it; with the receipt where it was confirmed. */
async function ifLive(
  { domain, proposal, action, context, tables }: Pressed,
  goOn: (latest: Proposal) => Promise<Outcome>,
): Promise<Outcome> {
  const latest = await latestOf(tables, proposal)
  const obstacle = obstacleTo(latest, context.actor.id, domain.now())
  if (obstacle) return refuse(action, proposal.input, context, [obstacle])
  return latest.receipt ? receiptFrom(latest) : goOn(latest)
}

const receiptFrom = ({ id, receipt }: Proposal): Applied => ({
  ...(receipt as unknown as Applied),
  proposal: id,
})

/** The proposal that stands for this one by now. */
async function latestOf(tables: Tables, proposal: Readonly<Proposal>): Promise<Readonly<Proposal>> {
  const next = proposal.replacedBy && (await tables.proposals.get(proposal.replacedBy))
  return next ? latestOf(tables, next) : proposal
}

async function applyAsSeen({ domain, proposal, action, wish, tables }: Pressed): Promise<Outcome> {
  const isAsSeen = (shown: Applied) => digestOf(shown) === proposal.digest
  const outcome = await attempt(domain, action, wish, tables, isAsSeen)
  if (outcome.status === 'preview') return replace(domain, wish, tables, proposal, outcome)
  if (outcome.status !== 'done') return outcome
  const input = withoutFiles(action, proposal.input)
  await tables.proposals.put({ ...proposal, input, receipt: receiptOf(outcome) })
  return { ...outcome, proposal: proposal.id }
}

/** An input without what was uploaded: once it is decided, that takes nothing back, and is large. */
function withoutFiles({ input: schema }: Action, input: Proposal['input']): Proposal['input'] {
  const files = fieldsOf(schema).filter(({ kind }) => kind === 'image' || kind === 'documents')
  return Object.fromEntries(Object.entries(input).filter(([name]) => !files.some(file => file.name === name)))
}

/** Takes the uploads out of what can be confirmed no more: the rest of it stays, to say so (ACT-2). */
export async function dropUploads({ actions }: Domain, tables: Tables, now: Date): Promise<void> {
  for (const proposal of await tables.proposals.until(now.toISOString())) {
    const action = actions.get(proposal.action)
    const input = action ? withoutFiles(action, proposal.input) : proposal.input
    const isLess = Object.keys(input).length < Object.keys(proposal.input).length
    if (isLess && isLate(await latestOf(tables, proposal), now))
      await tables.proposals.put({ ...proposal, input })
  }
}

/** The preview that took an old one's place once more: nobody has confirmed it by pressing the old one again. */
async function showAgain({ domain, action, wish, tables }: Pressed, latest: Proposal): Promise<Outcome> {
  const seen = await attempt(domain, action, wish, tables, never)
  if (seen.status !== 'preview') return seen
  return digestOf(seen) === latest.digest
    ? { ...seen, proposal: latest.id }
    : replace(domain, wish, tables, latest, seen)
}

async function replace(
  domain: Domain,
  wish: Wish,
  tables: Tables,
  old: Proposal,
  seen: Applied,
): Promise<Outcome> {
  const replacedBy = await keep(domain, wish, tables, seen, old.undoes)
  await tables.proposals.put({ ...old, replacedBy })
  return { ...seen, renewed: true, proposal: replacedBy }
}

/** Proposes the way back of a proposal that was applied: previewed and confirmed like any change. */
export const undo: Decision = (given, id, actor, from, chat) => {
  const press = { id, actor, from, chat }
  return pressing(given, 'undo', press, async ({ domain, proposal, action, wish, context, tables }) => {
    if (!proposal.receipt) return refuseUnknown(domain, tables, 'undo', press)
    const refuseBy = (because: string) => refuse(action, proposal.input, context, [unpressable(because)])
    if (proposal.actor !== context.actor.id) return refuseBy('other-person')
    const { changes, back } = receiptFrom(proposal)
    const input = back ?? action.undo?.(proposal.input, changes, proposal.actor)
    if (!input) return refuseBy('no-way-back')
    const wayBack = { ...wish, input }
    const seen = await attempt(domain, action, wayBack, tables, never)
    if (reachesFurther(seen, changes)) return refuseBy('no-way-back')
    return offer(domain, action, wayBack, tables, seen, id)
  })
}

/** Whether a way back would touch what the change did not, such as a product that is new since (WARR-5). */
function reachesFurther(seen: Outcome, changes: Applied['changes']): boolean {
  const touched = changes.map(({ id }) => id)
  return seen.status === 'preview' && seen.changes.some(({ id }) => !touched.includes(id))
}

/** Forgets a proposal that its person does not want, with the one that stands for it by now. One that was applied already stays: its receipt comes back. */
export const discard: Decision = (domain, id, actor, from, chat) =>
  pressing(domain, 'cancel', { id, actor, from, chat }, async ({ proposal, action, context, tables }) => {
    if (context.actor.id !== proposal.actor)
      return refuse(action, proposal.input, context, [unpressable('other-person')])
    const latest = await latestOf(tables, proposal)
    if (latest.receipt) return receiptFrom(latest)
    for (const each of new Set([id, latest.id])) await tables.proposals.remove(each)
    const stands = proposal.undoes === undefined ? undefined : await tables.proposals.get(proposal.undoes)
    // What was not taken back after all stands, and is shown again.
    if (stands?.receipt) return receiptFrom(stands)
    return { status: 'unchanged', action: proposal.action, changes: [], parcels: [] }
  })

/** The wish that a proposal's button stands for, where it was previewed; what is the person's own is so wherever they are. */
const wishOf = (proposal: Proposal, action: Action, { actor, from, chat }: Press): Wish => ({
  actor,
  action: action.id,
  input: proposal.input,
  ...(!action.scope && { organisation: proposal.organisation }),
  from,
  ...(chat && { chat: previewedIn(proposal, chat) }),
})

/** The chat with account and channel of the preview. Who manages another workspace does not therefore manage that one. */
function previewedIn({ place }: Proposal, chat: Chat): Chat {
  if (!place) return chat
  const isThere = place.workspace === workspaceOf(chat)
  return {
    ...chat,
    ...(place as Place),
    administers: chat.administers && isThere,
    isHome: chat.isHome && isThere,
  }
}

type Place = Pick<Chat, 'account' | 'workspace' | 'channel' | 'channelName'>

/** Where in a chat something was previewed: what it says of "this channel", or of this account, stays true wherever it is confirmed. */
const placeOf = (chat: Chat): Place & { workspace: string } => ({
  account: chat.account,
  workspace: workspaceOf(chat),
  ...(chat.channel && { channel: chat.channel }),
  ...(chat.channelName && { channelName: chat.channelName }),
})

/** A press on a proposal that there is not: nobody can tell of which action. */
async function refuseUnknown(
  domain: Domain,
  tables: Tables,
  kind: string,
  { actor, from }: Press,
): Promise<Outcome> {
  const wish: Wish = { actor, action: kind, input: {}, from }
  const pressed = action({
    id: wish.action,
    guide: '',
    risk: 'read',
    scope: 'person',
    input: z.object({}),
    allow: anyone,
    answer: async () => ({ rows: [] }),
  })
  const context = await contextOf(domain, pressed, wish, tables)
  return context
    ? refuse(pressed, {}, context, [unpressable('unknown')])
    : refuseStranger(domain.now(), pressed, wish, tables, unpressable('unknown'))
}

function changing(domain: Domain, id: string): ChangeAction | undefined {
  const action = domain.actions.get(id)
  return action?.risk === 'read' ? undefined : action
}

function obstacleTo(proposal: Proposal, actor: string, now: Date): Refusal | undefined {
  if (proposal.actor !== actor) return unpressable('other-person')
  return !proposal.receipt && isLate(proposal, now) ? unpressable('expired') : undefined
}

/** Whether it can be confirmed no more. */
export const isLate = ({ expires }: Readonly<Proposal>, now: Date): boolean => expires < now.toISOString()

const unpressable = (because: string): Refusal => ({ rule: 'ACT-2', because })

async function keep(
  domain: Domain,
  wish: Wish,
  tables: Tables,
  seen: Applied,
  undoes?: string,
): Promise<string> {
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
    ...(wish.chat && { place: placeOf(wish.chat) }),
    ...(undoes !== undefined && { undoes }),
    receipt: null,
  })
  return id
}

// What a person judges are the changes, who hears of them, and which card pays how much. Ids of new rows and running numbers may differ without harm.
function digestOf({ changes, parcels }: Applied): string {
  const seen = changes.map(({ of, before, after }) => ({ of, before, after }))
  const told = parcels.map(asSeen)
  return hash(canonical({ seen, told }))
}

function asSeen(parcel: Parcel): string {
  if (parcel.kind === 'mail') return `mail ${parcel.template} ${parcel.to}`
  return parcel.kind === 'charge' ? `charge ${parcel.token} ${parcel.cents}` : parcel.kind
}

const receiptOf = ({ secrets: _, picture: __, ...receipt }: Applied): Proposal['receipt'] =>
  JSON.parse(JSON.stringify(receipt))
