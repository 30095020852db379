import { type Action, isSelfProving } from './action.ts'
import { type Actor, type Chat, contextOf, type Domain, type Wish } from './context.ts'
import { inMinutes } from './days.ts'
import type { OncePage } from './model.ts'
import type { Applied, Outcome } from './outcome.ts'
import { attempt, transacting } from './perform.ts'
import { refuse } from './refuse.ts'
import { hash, newToken } from './secrets.ts'
import type { Tables } from './store.ts'

/** A one-time page is there for ten minutes, for each of its steps (ACT-7). */
const minutesOpen = 10

/** So many pages wait for one person, or for all of whom nobody knows who they are; an older one gives way. */
const mostOfPerson = 5
const mostOfNobody = 1000
const nobody = 'nobody'

/** What a page is wanted for, and by whom. */
export interface Wanted extends Pick<OncePage, 'action' | 'input' | 'locale' | 'from'> {
  user: string | undefined
  chat: Chat | undefined
}

/** Hands out a page. Its token is for the asker alone; the store keeps a hash, which is the page's id. */
export async function handOutPage(
  { store, now }: Domain,
  { user, chat, ...wanted }: Wanted,
): Promise<{ id: string; token: string }> {
  const token = newToken()
  const page: OncePage = {
    ...wanted,
    id: hash(token),
    holder: user ?? chat?.account ?? nobody,
    user: user ?? null,
    ...(chat && { chat: asKept(chat) }),
    expires: inMinutes(now(), minutesOpen),
    outcome: null,
  }
  await store.transact(async tables => {
    await makeRoom(tables, page.holder)
    await tables.oncePages.put(page)
  })
  return { id: page.id, token }
}

const asKept = ({ account, name, workspace, workspaceName }: Chat): NonNullable<OncePage['chat']> => ({
  account,
  name,
  ...(workspace !== undefined && { workspace }),
  ...(workspaceName !== undefined && { workspaceName }),
})

async function makeRoom(tables: Tables, holder: string): Promise<void> {
  const most = holder === nobody ? mostOfNobody : mostOfPerson
  const own = await tables.oncePages.find({ holder })
  const oldestFirst = [...own].sort((a, b) => (a.expires < b.expires ? -1 : 1))
  for (const { id } of oldestFirst.slice(0, Math.max(0, own.length - most + 1)))
    await tables.oncePages.remove(id)
}

/** The page that a token opens; `undefined` for one that was used, has run out, or never was. Looking consumes nothing. */
export async function pageOf(
  tables: Tables,
  token: string,
  now: Date,
): Promise<Readonly<OncePage> | undefined> {
  const page = await tables.oncePages.get(hash(token))
  return page && page.outcome === null && page.expires > now.toISOString() ? page : undefined
}

/** Who stands before a page. */
export interface Visiting {
  user?: string | undefined
  session?: string | undefined
}

/** Whether somebody may use a page: it may be another's, or they may have to sign in first. */
export function doorOf(
  action: Action,
  { user: holder }: Readonly<OncePage>,
  { user }: Visiting,
): 'open' | 'foreign' | 'sign-in' {
  if (holder !== null && user !== undefined && holder !== user) return 'foreign'
  return user === undefined && !isSelfProving(action) ? 'sign-in' : 'open'
}

/** What came of using a page; `page` as it is now. */
export interface Used {
  outcome: Outcome
  page: Readonly<OncePage>
}

/**
 * Does what a page is for, and spends it in the same transaction: done once, however often it is sent. What can be typed again leaves
 * it open; a next step takes its place on it. `undefined` where it is gone, or whoever comes has to sign in first.
 */
export async function usePage(
  domain: Domain,
  token: string,
  visiting: Visiting,
  input: unknown,
): Promise<Used | undefined> {
  let used: Readonly<OncePage> | undefined
  const outcome = await transacting(domain, '', async (tables, patient) => {
    used = undefined
    const page = await pageOf(tables, token, domain.now())
    const action = page && domain.actions.get(page.action)
    const door = action && doorOf(action, page, visiting)
    if (!action || door === 'sign-in') return gone
    used = page
    const wish = wishOf(page, visiting, input)
    if (door === 'foreign') return refuseForeign(patient, action, wish, tables)
    const outcome = await attempt(patient, action, wish, tables, () => true)
    used = after({ ...page, user: page.user ?? visiting.user ?? null }, action, outcome, domain.now())
    await tables.oncePages.put(used)
    return outcome
  })
  if (!used) return undefined
  return { outcome: outcome.status === 'invalid' ? { ...outcome, action: used.action } : outcome, page: used }
}

const gone: Outcome = { status: 'invalid', action: '', problems: [] }

function wishOf(page: Readonly<OncePage>, { user, session }: Visiting, input: unknown): Wish {
  const known = user ?? page.user
  const actor: Actor = known === null ? undefined : { user: known }
  return {
    actor,
    action: page.action,
    input,
    from: 'web',
    ...(session !== undefined && { session }),
    // Whoever manages the workspace did not come along.
    ...(page.chat && { chat: { ...page.chat, administers: false, isHome: false } as Chat }),
  }
}

/** A link that is somebody else's: nothing is done, and the attempt is recorded (ACT-3). */
async function refuseForeign(domain: Domain, action: Action, wish: Wish, tables: Tables): Promise<Outcome> {
  const context = await contextOf(domain, action, wish, tables)
  return context ? refuse(action, {}, context, [{ rule: 'ACT-7', because: 'other-person' }]) : gone
}

/** The page once something came of it. */
function after(page: Readonly<OncePage>, action: Action, outcome: Outcome, now: Date): Readonly<OncePage> {
  const next = action.risk === 'read' ? undefined : action.next
  if (outcome.status === 'done' && next !== undefined)
    return { ...page, action: next, isNext: true, input: {}, expires: inMinutes(now, minutesOpen) }
  return isFinal(outcome) ? { ...page, outcome: withoutSecrets(outcome) } : page
}

/** Whether nothing can be typed again: it is done, or refused for good. */
const isFinal = (outcome: Outcome): boolean =>
  outcome.status === 'refused'
    ? outcome.refusals.some(({ field }) => field === undefined)
    : outcome.status !== 'invalid'

/** What may be told of it elsewhere. That there were secrets stays known: its sentence may speak of them. */
function withoutSecrets(outcome: Outcome): OncePage['outcome'] {
  const { secrets, picture: _, ...told } = outcome as Applied
  return JSON.parse(JSON.stringify({ ...told, ...(secrets && { secrets: [] }) }))
}

/** What became of a page, as far as it may be told elsewhere; `undefined` while it can be used. */
export const outcomeOf = ({ outcome }: Readonly<OncePage>): Outcome | undefined =>
  outcome === null ? undefined : (outcome as unknown as Outcome)
