import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handOutPage, usePage } from '../../bot/core/once-pages.ts'
import type { Documents } from '../../bot/core/ports.ts'
import { applied, problems, reasons } from '../support/outcomes.ts'
import { password, passwordHash } from '../support/password.ts'
import { openWorld, person, plainPorts, type World } from '../support/world.ts'

const twoFactor = { secret: 'S', backupCodes: [], since: '2026-01-01T00:00:00.000Z' }
const photographs = ['ffd8ff01', 'ffd8ff02'].map(hex => Buffer.from(hex, 'hex').toString('base64'))
const kept: Documents = {
  keep: async (bytes, kind) => `${bytes.toString('hex')}.${kind}`,
  read: async () => Buffer.alloc(0),
  remove: async () => {},
}

let world: World
/** Pictures that are being made, each until it is let go on. */
let making: { name: string; goOn: () => void }[]
const slow = (name: string, bytes: Buffer) =>
  new Promise<Buffer>(resolve => making.push({ name, goOn: () => resolve(bytes) }))

beforeEach(async () => {
  making = []
  const images = {
    ...plainPorts.images,
    photograph: (bytes: Buffer) => slow(bytes.toString('hex'), bytes),
    read: async (bytes: Buffer) => ({ width: 10, height: 10, png: await slow('read', bytes) }),
  }
  world = await openWorld({ images, documents: kept })
  await world.put('users', person('anna', { passwordHash, twoFactor }))
  await world.join('anna', 'collaborator')
})
afterEach(() => world.close())

const hand = (input: object = {}) =>
  world.perform(undefined, 'request-2fa-recovery', {
    login: 'anna@example.org',
    password,
    documents: photographs,
    ...input,
  })
/** Waits for the next picture that is being made. */
const nextMade = async () => {
  await vi.waitFor(() => expect(making).not.toEqual([]))
  return making.shift()!
}
const letAllGoOn = async (names: string[]) => {
  for (const name of names) {
    const made = await nextMade()
    expect(made.name).toBe(name)
    expect(making).toEqual([])
    made.goOn()
  }
}

describe('what takes long', () => {
  it('TFA-4 ACT-5 nobody waits for the photographs of somebody else, which are made one after the other', async () => {
    const handed = hand()
    await vi.waitFor(() => expect(making).toHaveLength(1))
    applied(await world.perform('owner', 'change-role', { member: 'admin', role: 'collaborator' }))
    await letAllGoOn(['ffd8ff01', 'ffd8ff02'])
    applied(await handed)
    const [request] = await world.store.read(tables => tables.recoveryRequests.find({ user: 'anna' }))
    expect(request?.documents).toEqual(['ffd8ff01.jpeg', 'ffd8ff02.jpeg'])
  })

  it('BRAND-4 ACT-5 nor for a logo', async () => {
    const logo = Buffer.from('logo').toString('base64')
    const shown = world.propose('owner', 'set-branding', { logo })
    await vi.waitFor(() => expect(making).toHaveLength(1))
    applied(await world.perform('owner', 'change-role', { member: 'admin', role: 'collaborator' }))
    await letAllGoOn(['read'])
    expect(await shown).toMatchObject({ status: 'preview', picture: Buffer.from('picture') })
  })

  it('TFA-4 TFA-5 is not begun for whoever does not know the password, who is counted once', async () => {
    expect(reasons(await hand({ password: 'wrong' }))).toEqual(['TFA-5.wrong'])
    expect(making).toEqual([])
    expect((await world.get('attempts', 'anna'))?.failures).toHaveLength(1)
  })

  it('TFA-4 what changed meanwhile counts: 2FA that is off by then needs no recovery', async () => {
    const handed = hand()
    await vi.waitFor(() => expect(making).toHaveLength(1))
    await world.put('users', person('anna', { passwordHash }))
    await letAllGoOn(['ffd8ff01', 'ffd8ff02'])
    expect(reasons(await handed)).toEqual(['TFA-4.off'])
  })

  it('TFA-4 leaves one audit entry, whatever number of tries', async () => {
    const handed = hand()
    await letAllGoOn(['ffd8ff01', 'ffd8ff02'])
    applied(await handed)
    const entries = await world.store.read(tables => tables.audit.find({ actor: 'anna' }))
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['request-2fa-recovery', 'done'],
    ])
  })

  it('ACT-7 a page that was used meanwhile is gone for whoever sends other files to it', async () => {
    const page = {
      action: 'request-2fa-recovery',
      input: {},
      locale: 'fr' as const,
      from: 'web',
      user: undefined,
      chat: undefined,
    }
    const { token } = await handOutPage(world.domain, page)
    const send = (documents: string[]) =>
      usePage(world.domain, token, {}, { login: 'anna@example.org', password, documents })
    const first = send(photographs)
    await vi.waitFor(() => expect(making).toHaveLength(1))
    const second = send([...photographs].reverse())
    await vi.waitFor(() => expect(making).toHaveLength(2))
    const [ofFirst, ofSecond] = making.splice(0)
    ofFirst?.goOn()
    await letAllGoOn(['ffd8ff02'])
    expect((await first)?.outcome.status).toBe('done')
    ofSecond?.goOn()
    await letAllGoOn(['ffd8ff01'])
    expect(await second).toBeUndefined()
  })

  it('TFA-4 what is too many is told before anything is made', async () => {
    expect(problems(await hand({ documents: photographs.slice(1) }))).toEqual([
      'documents wrong-number-of-files',
    ])
    expect(making).toEqual([])
  })
})
