import { z } from 'zod'
import { action, type Context, change, type Policy } from '../core/action.ts'
import { email, secret } from '../core/fields.ts'
import { inTurn, refusedIf } from '../core/policy.ts'
import { isPassword } from '../core/secrets.ts'
import { openSession, openSessions } from '../core/sessions.ts'
import { counted, wrong } from './attempts.ts'
import { hashOfBackupCode, isOwnCode } from './codes.ts'
import { userOf } from './holder.ts'

interface Credentials {
  login: string
  password: string
}

/** Whether login and password are the actor's own. */
export const isOwnLogin = ({ login, password }: Credentials, { actor }: Context): boolean =>
  actor.email === login.toLowerCase() && isPassword(password, actor.passwordHash)

/** Who signs in. A login that nobody has takes as long as one with a wrong password, so that it tells nothing. */
export const whoSignsIn: (typed: Credentials, tables: Context['tables']) => ReturnType<typeof userOf> =
  async ({ login, password }, tables) => {
    const user = await userOf(login, tables)
    if (!user) isPassword(password, '')
    return user
  }

const namesCode: Policy<{ code?: string | undefined }> = ({ code }, { actor }) =>
  refusedIf(actor.twoFactor !== null && code === undefined, { rule: 'TFA-3', because: 'code-needed' })

export const signIn = action({
  id: 'sign-in',
  guide: 'remove-2fa',
  risk: 'secret',
  isStep: true,
  input: z.object({ login: email(), password: secret(), code: secret(50).optional() }),
  actor: whoSignsIn,
  nobody: wrong,
  allow: inTurn(
    counted(isOwnLogin),
    namesCode,
    counted(({ code = '' }, context) => context.actor.twoFactor === null || isOwnCode(context, code)),
  ),
  async effect({ code }, context) {
    const { tables, actor, now } = context
    const sessions = (await openSessions(tables, actor.id, now)).length
    const left = code === undefined ? undefined : await spendBackupCode(context, code)
    const { token, until } = await openSession(tables, actor.id, now)
    return {
      changes: [change(actor, { sessions }, { sessions: sessions + 1, until })],
      ...(left !== undefined && { note: { id: 'backup-code-used', facts: { left } } }),
      secrets: [token],
    }
  },
})

/** A backup code works once (TFA-3). How many are left, if `code` was one. */
async function spendBackupCode({ tables, actor }: Context, code: string): Promise<number | undefined> {
  const { twoFactor } = actor
  const spent = hashOfBackupCode(code)
  if (!twoFactor?.backupCodes.includes(spent)) return undefined
  const backupCodes = twoFactor.backupCodes.filter(unused => unused !== spent)
  await tables.users.put({ ...actor, twoFactor: { ...twoFactor, backupCodes } })
  return backupCodes.length
}
