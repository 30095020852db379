import { Secret, TOTP } from 'otpauth'
import type { OneTimeCodes } from '../core/ports.ts'

// RFC 4226 recommends a shared secret of 160 bits; the rest is what every authenticator app assumes (RFC 6238).
const secretBytes = 20
const settings = { algorithm: 'SHA1', digits: 6, period: 30 }

const totpOf = (secret: string, name: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ ...settings, ...name, secret: Secret.fromBase32(secret) })

/** One-time codes by time, as authenticator apps make them (RFC 6238). */
export const codes: OneTimeCodes = {
  secret: () => new Secret({ size: secretBytes }).base32,
  async picture(secret, account) {
    const address = totpOf(secret, { issuer: 'Concierge', label: account }).toString()
    // Rarely asked for, so loaded when it is.
    const { default: qrcode } = await import('qrcode')
    return qrcode.toBuffer(address, { errorCorrectionLevel: 'M', margin: 4, scale: 6 })
  },
  verify(secret, code, now) {
    if (!/^\d{6}$/.test(code) || secret === '') return undefined
    const totp = totpOf(secret)
    const timestamp = now.getTime()
    const delta = totp.validate({ token: code, timestamp, window: 1 })
    return delta === null ? undefined : totp.counter({ timestamp }) + delta
  },
}
