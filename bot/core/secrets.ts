import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

// OWASP Password Storage Cheat Sheet: scrypt N=2^15, r=8, p=3 or stronger in sum; p=1 with N=2^17 is its first choice and too slow for a desk.
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }

// On another thread: it takes a fifth of a second, in which everybody else is answered.
const derived = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

/** A salted scrypt hash of a password, `salt:hash` in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hashed = await derived(password, salt, 32, cost)
  return `${salt.toString('base64url')}:${hashed.toString('base64url')}`
}

/** Whether `password` is the one that `hash` was made of. Takes the same time either way. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [salt = '', expected = ''] = hash.split(':')
  const actual = await derived(password, Buffer.from(salt, 'base64url'), 32, cost)
  const wanted = Buffer.from(expected, 'base64url')
  return wanted.length === actual.length && timingSafeEqual(actual, wanted)
}

/** SHA-256 of a text, hex. For tokens and codes of high entropy or few tries, never for passwords. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A token of 256 bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** A six-digit code. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** A backup code of 50 bits, `abcde-fghij`, without letters that look alike. */
export function newBackupCode(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const code = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** An id that sorts by nothing and says nothing: 80 random bits, in letters only, so that none is taken for a card number (PAY-3). */
export const newId = (): string => inLetters(randomBytes(10).toString('hex'))

/** The id that stands for a text: 80 bits of its hash, in letters only too. */
export const idOf = (text: string): string => inLetters(hash(text).slice(0, 20))

const inLetters = (hex: string): string => hex.replace(/\d/g, digit => 'ghijklmnop'.charAt(Number(digit)))

/** An address of which only enough is shown to know it again: `a•••@example.org` (RECO-1). */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  return `${name.slice(0, 1)}•••@${domain}`
}
