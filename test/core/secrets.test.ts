import { describe, expect, it, vi } from 'vitest'
import * as secrets from '../../bot/core/secrets.ts'

vi.unmock('node:crypto')

describe('secrets', () => {
  it('a password is known again, another one is not, and two hashes of one are not alike', async () => {
    const kept = await secrets.hashPassword('correct horse')
    expect(kept).not.toContain('correct')
    expect(await secrets.isPassword('correct horse', kept)).toBe(true)
    expect(await secrets.isPassword('correct horsf', kept)).toBe(false)
    expect(await secrets.hashPassword('correct horse')).not.toBe(kept)
  }, 30_000)

  it('what is no hash of ours knows no password', async () => {
    for (const kept of ['', 'none', ':', 'c2FsdA:']) expect(await secrets.isPassword('', kept)).toBe(false)
  }, 30_000)

  it('TFA-5 while a password is looked at, everything else goes on', async () => {
    let others = 0
    const other = () => {
      others += 1
      going = setImmediate(other)
    }
    let going = setImmediate(other)
    await secrets.isPassword('correct horse', 'c2FsdA:')
    clearImmediate(going)
    expect(others).toBeGreaterThan(1)
  }, 30_000)

  it('SHA-256 as published (FIPS 180-4, "abc")', () => {
    expect(secrets.hash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('tokens, codes and ids have their form and do not repeat', () => {
    const many = (make: () => string) => Array.from({ length: 200 }, make)
    for (const token of many(secrets.newToken)) expect(token).toMatch(/^[\w-]{43}$/)
    for (const code of many(secrets.newCode)) expect(code).toMatch(/^\d{6}$/)
    for (const code of many(secrets.newBackupCode)) expect(code).toMatch(/^[a-km-z2-9]{5}-[a-km-z2-9]{5}$/)
    for (const make of [secrets.newToken, secrets.newId, secrets.newBackupCode])
      expect(new Set(many(make)).size).toBe(200)
  })

  it('RECO-1 of an address only enough is shown to know it again', () => {
    expect(secrets.maskEmail('anna@example.org')).toBe('a•••@example.org')
    expect(secrets.maskEmail('a@example.org')).toBe('a•••@example.org')
    expect(secrets.maskEmail('')).toBe('•••@')
  })
})
