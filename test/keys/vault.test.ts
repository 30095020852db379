import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vaultOf } from '../../bot/keys/vault.ts'

const vault = vaultOf(Buffer.alloc(32, 7).toString('base64'))
const bytes = fc.uint8Array({ maxLength: 500 }).map(array => Buffer.from(array).toString('base64'))

describe('the vault', () => {
  it('TFA-4 gives back what was sealed', () => {
    const same = fc.property(bytes, text => {
      expect(vault.open(vault.seal(text))).toBe(text)
    })
    fc.assert(same)
  })

  it('TFA-4 nothing of a document can be read in what is kept, and no two seals are alike', () => {
    const document = randomBytes(200).toString('base64')
    const [one, two] = [vault.seal(document), vault.seal(document)]
    expect(one).not.toBe(two)
    const hidden = Buffer.from(one, 'base64')
    for (let start = 0; start < 190; start += 8)
      expect(hidden.includes(Buffer.from(document, 'base64').subarray(start, start + 8))).toBe(false)
  })

  it('TFA-4 a single bit changed, cut or added anywhere is noticed', () => {
    const sealed = Buffer.from(vault.seal(Buffer.from('a passport').toString('base64')), 'base64')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => vault.open(changed.toString('base64'))).toThrow()
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => vault.open(sealed.subarray(0, length).toString('base64'))).toThrow()
    expect(() => vault.open(Buffer.concat([sealed, Buffer.from([0])]).toString('base64'))).toThrow()
  })

  it('TFA-4 another key opens nothing, and a key of another length is refused at once', () => {
    const other = vaultOf(Buffer.alloc(32, 8).toString('base64'))
    expect(() => other.open(vault.seal('AAAA'))).toThrow()
    for (const length of [0, 16, 31, 33])
      expect(() => vaultOf(Buffer.alloc(length).toString('base64'))).toThrow(TypeError)
  })
})
