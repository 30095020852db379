import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Vault } from '../core/ports.ts'

const cipher = 'aes-256-gcm'
const keyBytes = 32
// NIST SP 800-38D: 96 bits of nonce, new for each text, and 128 bits of tag.
const nonceBytes = 12
const tagBytes = 16

/** A vault with a key of 32 bytes, base64. Throws on a key of another length. */
export function vaultOf(key: string): Vault {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== keyBytes)
    throw new TypeError(`a vault's key has ${keyBytes} bytes, not ${bytes.length}`)
  return { seal: base64 => seal(bytes, base64), open: sealed => open(bytes, sealed) }
}

function seal(key: Buffer, base64: string): string {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes })
  const hidden = Buffer.concat([sealing.update(base64, 'base64'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), hidden]).toString('base64')
}

function open(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const nonce = bytes.subarray(0, nonceBytes)
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAuthTag(tag)
  return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString(
    'base64',
  )
}
