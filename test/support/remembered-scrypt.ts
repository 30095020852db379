import type { BinaryLike, ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'
import { vi } from 'vitest'

type Crypto = typeof import('node:crypto')

// In every test what scrypt derived is remembered, as the demo has one password for all: the same road, and the wait once.
// `test/core/secrets.test.ts` takes the real one.
vi.mock('node:crypto', async () => {
  const actual = await vi.importActual<Crypto>('node:crypto')
  const derive = promisify<BinaryLike, BinaryLike, number, ScryptOptions, Buffer<ArrayBuffer>>(actual.scrypt)
  const derived = new Map<string, Promise<Buffer<ArrayBuffer>>>()
  const remembered = ((password, salt, length, cost, then) => {
    const key = JSON.stringify([password, salt, length, cost])
    const made = derived.get(key) ?? derive(password, salt, length, cost)
    derived.set(key, made)
    made.then(
      hash => then(null, hash),
      error => then(error, Buffer.alloc(0)),
    )
  }) as Crypto['scrypt']
  return { ...actual, scrypt: remembered }
})
