import { z } from 'zod'
import { action, type Context, change, type Policy } from '../core/action.ts'
import { email, secret } from '../core/fields.ts'
import { userWithLogin } from '../core/people.ts'
import { inTurn, refusedIf } from '../core/policy.ts'
import { isPassword } from '../core/secrets.ts'
import { openSession, openSessions } from '../core/sessions.ts'
import { countedUnseen, wrong } from './attempts.ts'
import { isOwnCode, withoutCode } from './codes.ts'

interface Credentials {
  login: string
  password: string
}

/** Whether login and password are the actor's own. */
export const isOwnLogin = ({ login, password }: Credentials, { actor }: Context): boolean =>
  actor.email === login.toLowerCase() && isPassword(password, actor.passwordHash)

/** Who signs in. A login that nobody has takes as long as one with a wrong password, so that it tells nothing. */
export const whoSignsIn: (typed: Credentials, tables: Context['tables']) => ReturnType<typeof userWithLogin> =
  async ({ login, password }, tables) => {
    const user = await userWithLogin(tables, login)
    if (!user) isPassword(password, '')
    return user
  }

const namesCode: Policy<{ code?: string | undefined }> = ({ code }, { actor }) =>
  refusedIf(actor.twoFactor !== null && code === undefined, { rule: 'TFA-3', because: 'code-needed' })

export const signIn = action({
  id: 'sign-in',
  guide: 'remove-2fa',
  risk: 'secret',
  scope: 'person',
  isStep: true,
  input: z.object({ login: email(), password: secret(), code: secret(50).optional() }),
  actor: whoSignsIn,
  nobody: wrong,
  allow: inTurn(
    countedUnseen(isOwnLogin),
    namesCode,
    countedUnseen(({ code = '' }, context) => context.actor.twoFactor === null || isOwnCode(context, code)),
  ),
  async effect({ code }, context) {
    const { tables, actor, now } = context
    const sessions = (await openSessions(tables, actor.id, now)).length
    const left = code === undefined ? undefined : await spend(context, code)
    const { token, until } = await openSession(tables, actor.id, now)
    return {
      changes: [change(actor, { sessions }, { sessions: sessions + 1, until })],
      ...(left !== undefined && { note: { id: 'backup-code-used', facts: { left } } }),
      secrets: [token],
    }
  },
})

/** A code works once (TFA-3). How many backup codes are left, if `code` was one. */
async function spend(context: Context, code: string): Promise<number | undefined> {
  const { tables, actor } = context
  const left = actor.twoFactor && withoutCode(context, actor.twoFactor, code)
  if (!left) return undefined
  await tables.users.put({ ...actor, twoFactor: left })
  const isBackup = left.backupCodes.length < (actor.twoFactor?.backupCodes.length ?? 0)
  return isBackup ? left.backupCodes.length : undefined
}
