import type { Context } from '../core/action.ts'
import type { TwoFactor } from '../core/model.ts'
import { hash } from '../core/secrets.ts'

/** The hash by which a backup code is kept: however it was typed, in capitals, with or without its hyphen. */
export const hashOfBackupCode = (code: string): string => hash(code.toLowerCase().replace(/[^a-z0-9]/g, ''))

/** The time step of a code of the authenticator app, if it is right for a shared secret now. */
export const stepOf = ({ ports, now }: Context, secret: string, code: string): number | undefined =>
  ports.codes.verify(secret, code.replace(/\s/g, ''), now)

/** Whether a code of the app or a backup code is the actor's, and neither was used yet (TFA-3, RFC 6238 §5.2). */
export function isOwnCode(context: Context, code: string): boolean {
  const { twoFactor } = context.actor
  return twoFactor !== null && withoutCode(context, twoFactor, code) !== undefined
}

/** What is left of 2FA once a code has been accepted; `undefined` where it cannot be. A code works once (TFA-3). */
export function withoutCode(context: Context, twoFactor: TwoFactor, code: string): TwoFactor | undefined {
  const step = stepOf(context, twoFactor.secret, code)
  if (step !== undefined)
    return step > (twoFactor.lastStep ?? 0) ? { ...twoFactor, lastStep: step } : undefined
  const backupCodes = twoFactor.backupCodes.filter(unused => unused !== hashOfBackupCode(code))
  return backupCodes.length < twoFactor.backupCodes.length ? { ...twoFactor, backupCodes } : undefined
}
