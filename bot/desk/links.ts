import type { Action, Problem } from '../core/action.ts'
import { fieldsOf } from '../core/fields.ts'
import type { Setting, Turn } from './desk.ts'

type Values = Record<string, unknown>

/** A chat account as the value of a field: `slack:T1:U1`. Somebody picked it from a list of the platform's. */
const isChatAccount = (value: unknown): boolean =>
  typeof value === 'string' && /^(slack|discord):[^:\s]+:[^:\s]+$/.test(value)

/** Values in which people picked in the chat are the accounts that they are linked to (ACT-1); a problem where one is linked to none. */
export async function withAccounts(
  { setting }: Turn,
  action: Action,
  values: Values,
): Promise<{ values: Values; problems: Problem[] }> {
  const people = fieldsOf(action.input).filter(
    ({ name, kind }) => ['member', 'person'].includes(kind) && isChatAccount(Object(values)[name]),
  )
  // What no form of ours sent is left as it came: what is wrong with it is told where it is read.
  if (!people.length) return { values, problems: [] }
  const known: Values = { ...values }
  const problems: Problem[] = []
  for (const { name } of people) {
    const login = await loginBehind(setting, String(values[name]))
    known[name] = login
    if (login !== undefined) continue
    delete known[name]
    problems.push({ field: name, problem: 'unlinked-member' })
  }
  return { values: known, problems }
}

/** The login address of the account that a chat account is linked to. */
const loginBehind = ({ domain }: Setting, account: string): Promise<string | undefined> =>
  domain.store.read(async tables => {
    const link = await tables.links.get(account)
    return link && (await tables.users.get(link.user))?.email
  })

/** The chat account in a workspace (`slack:T1`) of whoever has this login address, to be shown as picked. */
export const chatAccountOf = (
  { domain }: Setting,
  workspace: string,
  login: string,
): Promise<string | undefined> =>
  domain.store.read(async tables => {
    const [user] = await tables.users.find({ email: login.toLowerCase() })
    const links = user ? await tables.links.find({ user: user.id }) : []
    return links.find(({ id }) => id.startsWith(`${workspace}:`))?.id
  })
