import { z } from 'zod'
import { action, type Context, change, type Policy } from '../core/action.ts'
import { personOf, secret } from '../core/fields.ts'
import { sameName } from '../core/input.ts'
import type { Parcel, User } from '../core/model.ts'
import { inTurn, refusedIf } from '../core/policy.ts'
import { isPassword, newBackupCode } from '../core/secrets.ts'
import { signOut } from '../core/sessions.ts'
import type { Tables } from '../core/store.ts'
import { counted } from './attempts.ts'
import { hashOfBackupCode, isOwnCode, stepOf } from './codes.ts'
import { tellHolder } from './holder.ts'
import { shred } from './identity-documents.ts'

const isOn = ({ twoFactor }: Readonly<User>): boolean => twoFactor !== null

export const enableTwoFactor = action({
  id: 'enable-2fa',
  guide: 'remove-2fa',
  risk: 'secret',
  scope: 'person',
  next: 'confirm-2fa',
  input: z.object({ password: secret() }),
  allow: counted(({ password }, { actor }) => isPassword(password, actor.passwordHash)),
  async effect(_, { tables, actor, ports, now }) {
    if (isOn(actor)) return { changes: [change(actor, { twoFactor: true }, { twoFactor: true })] }
    const pendingSecret = ports.codes.secret()
    await tables.users.put({ ...actor, pendingSecret })
    const shown = await scannable(ports, pendingSecret, actor)
    return { changes: [change(actor, {}, { when: now.toISOString() })], ...shown }
  },
})

/** What an authenticator app takes a shared secret over by: a picture, and the secret itself to be typed. */
const scannable = async ({ codes }: Context['ports'], secret: string, { email }: Readonly<User>) => ({
  secrets: [secret],
  picture: await codes.picture(secret, email),
})

const hasBegun: Policy<unknown> = (_, { actor }) =>
  refusedIf(actor.pendingSecret === null, { rule: 'TFA-3', because: 'not-begun' })

const pendingStep = (context: Context, code: string): number | undefined =>
  stepOf(context, context.actor.pendingSecret ?? '', code)

const backupCodes = 10

export const confirmTwoFactor = action({
  id: 'confirm-2fa',
  guide: 'remove-2fa',
  risk: 'secret',
  scope: 'person',
  isStep: true,
  input: z.object({ code: secret(50) }),
  beside: async ({ actor, ports }) =>
    actor.pendingSecret === null ? {} : scannable(ports, actor.pendingSecret, actor),
  allow: inTurn(
    hasBegun,
    counted(({ code }, context) => pendingStep(context, code) !== undefined),
  ),
  async effect({ code }, context) {
    const { tables, actor, now } = context
    const codes = Array.from({ length: backupCodes }, newBackupCode)
    const twoFactor = {
      secret: actor.pendingSecret ?? '',
      backupCodes: codes.map(hashOfBackupCode),
      since: now.toISOString(),
      lastStep: pendingStep(context, code),
    }
    await tables.users.put({ ...actor, twoFactor, pendingSecret: null })
    return { changes: [change(actor, { twoFactor: isOn(actor) }, { twoFactor: true })], secrets: codes }
  },
})

interface Removal {
  member?: string | undefined
  password?: string | undefined
  code?: string | undefined
}

/** Nobody removes it for somebody else, whoever asks, wherever that person is (TFA-1). Nobody is looked up, so it tells nothing of who is known. */
const onlyOwn: Policy<Removal> = ({ member }, { actor }) =>
  refusedIf(member !== undefined && !means(member, actor), { rule: 'TFA-1' })

const means = (typed: string, { id, email, name }: Readonly<User>): boolean =>
  typed === id || typed.toLowerCase() === email || sameName(typed, name)

const namesProofs: Policy<Removal> = ({ password, code }, { actor }) =>
  refusedIf(isOn(actor) && (password === undefined || code === undefined), {
    rule: 'TFA-2',
    because: 'needed',
    field: '',
  })

/** Where it is off, there is nothing to prove: it stays off. */
const proves: Policy<Removal> = (input, context) => (isOn(context.actor) ? provesBoth(input, context) : [])

const provesBoth = counted<Removal>(
  async ({ password = '', code = '' }, context) =>
    (await isPassword(password, context.actor.passwordHash)) && isOwnCode(context, code),
  { rule: 'TFA-2', because: 'wrong', field: '' },
)

export const removeTwoFactor = action({
  id: 'remove-2fa',
  otherwise: 'request-2fa-recovery',
  guide: 'remove-2fa',
  risk: 'secret',
  scope: 'person',
  input: z.object({
    member: personOf().optional(),
    password: secret().optional(),
    code: secret(50).optional(),
  }),
  allow: inTurn(onlyOwn, namesProofs, proves),
  async effect(_, context) {
    const { actor, session } = context
    const changes = [change(actor, { twoFactor: isOn(actor) }, { twoFactor: false })]
    return isOn(actor) ? { changes, parcels: await switchOff(context, actor, session) } : { changes }
  },
})

/** Takes 2FA away from `user`, closes what waits for that, signs out every session but `kept`, and tells the holder (TFA-4, TFA-6). */
export async function switchOff(
  { tables, actor, now }: Context,
  user: Readonly<User>,
  kept?: string,
): Promise<Parcel[]> {
  await tables.users.put({ ...user, twoFactor: null, pendingSecret: null })
  const documents = await closeRequests(tables, user.id)
  await signOut(tables, user.id, kept)
  const told = tellHolder(user, 'two-factor-removed', { by: actor.name, when: now.toISOString() })
  return [...shred(documents), ...told]
}

/** A request that outlived the 2FA it was about could take away the next one, on the strength of old documents (TFA-4). Out: these. */
async function closeRequests(tables: Tables, user: string): Promise<string[]> {
  const waiting = (await tables.recoveryRequests.find({ user })).filter(({ state }) => state === 'waiting')
  for (const request of waiting)
    await tables.recoveryRequests.put({ ...request, state: 'closed', documents: [] })
  return waiting.flatMap(({ documents }) => documents)
}
