import { Secret, TOTP } from 'otpauth'
import type { OneTimeCodes } from '../core/ports.ts'

// RFC 4226 recommends a shared secret of 160 bits; the rest is what every authenticator app assumes (RFC 6238).
const secretBytes = 20
const settings = { algorithm: 'SHA1', digits: 6, period: 30 }

/** One-time codes by time, as authenticator apps make them (RFC 6238). */
export const codes: OneTimeCodes = {
  secret: () => new Secret({ size: secretBytes }).base32,
  verify(secret, code, now) {
    if (!/^\d{6}$/.test(code) || secret === '') return undefined
    const totp = new TOTP({ ...settings, secret: Secret.fromBase32(secret) })
    const timestamp = now.getTime()
    const delta = totp.validate({ token: code, timestamp, window: 1 })
    return delta === null ? undefined : totp.counter({ timestamp }) + delta
  },
}
