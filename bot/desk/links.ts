import type { Action, Problem } from '../core/action.ts'
import { workspaceOf } from '../core/context.ts'
import { fieldsOf } from '../core/fields.ts'
import { userWithLogin } from '../core/people.ts'
import { type Person, type Setting, type Turn, turnFor } from './desk.ts'

type Values = Record<string, unknown>

/** A chat account as the value of a field: `slack:T1:U1`. Somebody picked it from a list of the platform's. */
const isChatAccount = (value: unknown): boolean =>
  typeof value === 'string' && /^(slack|discord):[^:\s]+:[^:\s]+$/.test(value)

/**
 * Values in which members picked in the chat are the accounts that they are linked to (ACT-1). A problem where one is linked to none, or
 * to somebody else than a member: whoever picks a stranger learns nothing of them (ACT-6).
 */
export async function withAccounts(
  turn: Turn,
  action: Action,
  values: Values,
): Promise<{ values: Values; problems: Problem[] }> {
  const picked = fieldsOf(action.input).filter(
    ({ name, kind }) => kind === 'member' && isChatAccount(Object(values)[name]),
  )
  // What no form of ours sent is left as it came: what is wrong with it is told where it is read.
  if (!picked.length) return { values, problems: [] }
  const known: Values = { ...values }
  const problems: Problem[] = []
  for (const { name } of picked) {
    const login = await loginBehind(turn, String(values[name]))
    known[name] = login
    if (login !== undefined) continue
    delete known[name]
    problems.push({ field: name, problem: 'unlinked-member' })
  }
  return { values: known, problems }
}

/** The login address of the member that a chat account is linked to. */
const loginBehind = ({ setting, account }: Turn, chatAccount: string): Promise<string | undefined> =>
  setting.domain.store.read(async tables => {
    const link = await tables.links.get(chatAccount)
    const belongs = link && (await tables.memberships.get(`${account?.currentOrganisation}:${link.user}`))
    return belongs && (await tables.users.get(link.user))?.email
  })

/**
 * The chat account as which a form shows a member as picked: of whoever has this login address, or who was picked already. Nobody
 * learns who somebody is in the chat by the address of a stranger (ACT-6).
 */
export async function chatAccountOf(
  setting: Setting,
  person: Person,
  member: string,
): Promise<string | undefined> {
  const isHere = (id: string) => id.startsWith(`${realmOf(person)}:`)
  if (isChatAccount(member)) return isHere(member) ? member : undefined
  const { account } = await turnFor(setting, person)
  return setting.domain.store.read(async tables => {
    const user = await userWithLogin(tables, member)
    const belongs =
      user && account && (await tables.memberships.get(`${account.currentOrganisation}:${user.id}`))
    const links = belongs ? await tables.links.find({ user: user.id }) : []
    return links.find(({ id }) => isHere(id))?.id
  })
}

/** What the ids of all chat accounts begin with that a person can pick: `slack:T1`. */
const realmOf = ({ chat }: Person): string => workspaceOf({ account: chat?.account ?? '' })
