import type { Context } from '../core/action.ts'
import { hash } from '../core/secrets.ts'

/** The hash by which a backup code is kept: however it was typed, in capitals, with or without its hyphen. */
export const hashOfBackupCode = (code: string): string => hash(code.toLowerCase().replace(/[^a-z0-9]/g, ''))

/** Whether a code of the authenticator app is right for a shared secret now. */
export const isAppCode = ({ ports, now }: Context, secret: string, code: string): boolean =>
  ports.codes.verify(secret, code.replace(/\s/g, ''), now)

/** Whether a code of the app, or an unused backup code (TFA-3), is the actor's. */
export function isOwnCode(context: Context, code: string): boolean {
  const { twoFactor } = context.actor
  if (!twoFactor) return false
  return isAppCode(context, twoFactor.secret, code) || twoFactor.backupCodes.includes(hashOfBackupCode(code))
}
