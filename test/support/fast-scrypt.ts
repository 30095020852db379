import { vi } from 'vitest'

type Crypto = typeof import('node:crypto')

/** `node:crypto` with a scrypt that costs next to nothing: the same road without the wait. `test/core/secrets.test.ts` takes the real one. */
export async function fastCrypto(): Promise<Crypto> {
  const actual = await vi.importActual<Crypto>('node:crypto')
  const scrypt = ((password, salt, length, _cost, then) =>
    actual.scrypt(password, salt, length, { N: 2 }, then)) as Crypto['scrypt']
  return { ...actual, scrypt }
}
