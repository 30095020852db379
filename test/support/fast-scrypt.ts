import { vi } from 'vitest'

type Crypto = typeof import('node:crypto')

/** `node:crypto` with a scrypt that costs next to nothing: the same road without the wait. `test/core/secrets.test.ts` takes the real one. */
export async function fastCrypto(): Promise<Crypto> {
  const actual = await vi.importActual<Crypto>('node:crypto')
  const scryptSync = ((password: string, salt: Buffer, length: number) =>
    actual.scryptSync(password, salt, length, { N: 2 })) as Crypto['scryptSync']
  return { ...actual, scryptSync }
}
