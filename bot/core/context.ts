import type { Action, Context } from './action.ts'
import { parseInput } from './input.ts'
import type { Organisation, User } from './model.ts'
import type { Ports } from './ports.ts'
import type { Store, Tables } from './store.ts'

/** All that the domain runs on. */
export interface Domain {
  store: Store
  ports: Ports
  actions: ReadonlyMap<string, Action>
  now: () => Date
}

/** Who wishes: a linked account, the scheduler, or somebody who is not linked (ACT-1). */
export type Actor = { user: string } | 'scheduler' | undefined

/** Where in a chat somebody speaks, as the platform itself says; never as a message says. */
export interface Chat {
  /** `<surface>:<workspace>:<account>`: also the id of the account's link. */
  account: string
  /** What the others there call them. */
  name: string
  /** `<surface>:<workspace>`, where the account's id does not tell it: on Discord an account is one in every guild, so `discord:<guild>`. */
  workspace?: string
  /** What the workspace is called, where the platform says. */
  workspaceName?: string
  /** `<surface>:<workspace>:<channel>`; none where there is no channel, such as on a home page. */
  channel?: string
  /** What the channel is called there, where the platform says. */
  channelName?: string
  /** Whether the platform lets them manage the workspace. */
  administers: boolean
  /** Whether it is the provider's own workspace, not a customer's. */
  isHome: boolean
}

/** The workspace of a chat, `<surface>:<workspace>`. */
export const workspaceOf = ({
  account,
  workspace,
}: {
  account: string
  workspace?: string | undefined
}): string => workspace ?? account.split(':').slice(0, 2).join(':')

export interface Wish {
  actor: Actor
  /** An action's id. */
  action: string
  input: unknown
  /** Where: the actor's current organisation unless named. */
  organisation?: string
  /** The surface: `terminal`, `slack`, `web`, `command`, … */
  from: string
  session?: string
  chat?: Chat
}

const scheduler = { id: 'scheduler', name: 'Concierge', email: '', supportAgent: false } as User

/** Reads actor, organisation and membership afresh; `undefined` where there is no linked account to act (ACT-1). */
export async function contextOf(
  domain: Domain,
  action: Action,
  wish: Wish,
  tables: Tables,
): Promise<Context | undefined> {
  const system = wish.actor === 'scheduler'
  const actor = system ? scheduler : await actorOf(action, wish, tables)
  const organisation = actor && (await organisationOf(wish, actor, tables))
  if (!actor || !organisation) return undefined
  return {
    now: domain.now(),
    tables,
    ports: domain.ports,
    actor,
    organisation,
    membership: await tables.memberships.get(`${organisation.id}:${actor.id}`),
    system,
    from: wish.from,
    session: wish.session,
    chat: wish.chat,
  }
}

/** Whether a person wishes something in an organisation to which they do not belong. What is the person's own needs none, unless one is named. */
export const isOutsider = ({ scope }: Action, wish: Wish, { membership, system }: Context): boolean =>
  !system && !membership && (wish.organisation !== undefined || scope === undefined)

/** Whether an action is asked for where it can be done: one about a chat only in a chat, or where that is named. */
export const isInPlace = (
  { inChat }: Pick<Action, 'inChat'>,
  { chat, input }: { chat?: Chat; input?: unknown },
): boolean => !inChat || chat !== undefined || (inChat === 'or-named' && Object(input).account !== undefined)

async function actorOf(
  action: Action,
  { actor, input, chat }: Wish,
  tables: Tables,
): Promise<User | undefined> {
  if (typeof actor === 'object') return tables.users.get(actor.user)
  const { input: typed, problems } = parseInput(action.input, input)
  return problems.length ? undefined : action.actor?.(typed, tables, chat)
}

const organisationOf = (wish: Wish, actor: User, tables: Tables): Promise<Organisation | undefined> =>
  tables.organisations.get(wish.organisation ?? actor.currentOrganisation)
