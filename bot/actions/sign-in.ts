import { z } from 'zod'
import { action, type Context, change, type Effect, type Policy } from '../core/action.ts'
import { inMinutes } from '../core/days.ts'
import { email, pageToken, secret } from '../core/fields.ts'
import type { Parcel } from '../core/model.ts'
import { userWithLogin } from '../core/people.ts'
import { inTurn, refusedIf } from '../core/policy.ts'
import { hash, isPassword } from '../core/secrets.ts'
import { openSession, openSessions } from '../core/sessions.ts'
import { counted, countedUnseen, wrong } from './attempts.ts'
import { isOwnCode, withoutCode } from './codes.ts'
import { dropTickets, liveTickets, ticketOf } from './tickets.ts'

interface Credentials {
  login: string
  password: string
}

/** Whether login and password are the actor's own. */
export const isOwnLogin = async ({ login, password }: Credentials, { actor }: Context): Promise<boolean> =>
  actor.email === login.toLowerCase() && isPassword(password, actor.passwordHash)

/** Who signs in. A login that nobody has takes as long as one with a wrong password, so that it tells nothing. */
export const whoSignsIn: (typed: Credentials, tables: Context['tables']) => ReturnType<typeof userWithLogin> =
  async ({ login, password }, tables) => {
    const user = await userWithLogin(tables, login)
    if (!user) await isPassword(password, '')
    return user
  }

interface Factors {
  code?: string | undefined
  /** A token that the surface made up: by it the code may follow by itself. */
  pending?: string | undefined
}

const namesCode: Policy<Factors> = ({ code, pending }, { actor }) =>
  refusedIf(actor.twoFactor !== null && code === undefined, {
    rule: 'TFA-3',
    because: 'code-needed',
    field: 'code',
    ...(pending !== undefined && { record: context => awaitCode(pending, context) }),
  })

/** So long after the password the code may be typed. */
const minutesForCode = 10

async function awaitCode(pending: string, context: Context): Promise<Parcel[]> {
  const { tables, actor, now } = context
  await dropTickets(context, 'sign-in')
  await tables.tickets.put({
    id: hash(pending),
    user: actor.id,
    purpose: 'sign-in',
    codeHash: null,
    email: actor.email,
    expires: inMinutes(now, minutesForCode),
  })
  return []
}

const isSecondFactor = ({ code = '' }: Factors, context: Context): boolean =>
  context.actor.twoFactor === null || isOwnCode(context, code)

export const signIn = action({
  id: 'sign-in',
  guide: 'remove-2fa',
  risk: 'secret',
  scope: 'person',
  isStep: true,
  page: '/sign-in',
  input: z.object({
    login: email(),
    password: secret(),
    code: secret(50).optional(),
    pending: pageToken().optional(),
  }),
  actor: whoSignsIn,
  nobody: wrong,
  allow: inTurn(countedUnseen(isOwnLogin), namesCode, countedUnseen(isSecondFactor)),
  effect: ({ code }, context) => enter(context, code),
})

const late = { rule: 'TFA-3', because: 'late' }

const gavePassword: Policy<{ pending: string }> = async ({ pending }, context) => {
  const tickets = await liveTickets(context, 'sign-in')
  return refusedIf(!tickets.some(({ id }) => id === hash(pending)), late)
}

/** The code alone, for whoever gave the password a moment ago, in the same browser. */
export const confirmSignIn = action({
  id: 'confirm-sign-in',
  guide: 'remove-2fa',
  risk: 'secret',
  scope: 'person',
  isStep: true,
  page: '/sign-in',
  input: z.object({ pending: pageToken(), code: secret(50) }),
  async actor({ pending }, tables) {
    const ticket = await ticketOf(tables, 'sign-in', pending)
    return ticket && tables.users.get(ticket.user)
  },
  nobody: late,
  allow: inTurn(gavePassword, counted(isSecondFactor)),
  async effect({ code }, context) {
    await dropTickets(context, 'sign-in')
    return enter(context, code)
  },
})

/** Opens a session; its token is the effect's only secret. */
async function enter(context: Context, code: string | undefined): Promise<Effect> {
  const { tables, actor, now } = context
  const sessions = (await openSessions(tables, actor.id, now)).length
  const left = code === undefined ? undefined : await spend(context, code)
  const { token, until } = await openSession(tables, actor.id, now)
  return {
    changes: [change(actor, { sessions }, { sessions: sessions + 1, until })],
    ...(left !== undefined && { note: { id: 'backup-code-used', facts: { left } } }),
    secrets: [token],
  }
}

/** A code works once (TFA-3). How many backup codes are left, if `code` was one. */
async function spend(context: Context, code: string): Promise<number | undefined> {
  const { tables, actor } = context
  const left = actor.twoFactor && withoutCode(context, actor.twoFactor, code)
  if (!left) return undefined
  await tables.users.put({ ...actor, twoFactor: left })
  const isBackup = left.backupCodes.length < (actor.twoFactor?.backupCodes.length ?? 0)
  return isBackup ? left.backupCodes.length : undefined
}
