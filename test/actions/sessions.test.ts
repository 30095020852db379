import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { hashOfBackupCode } from '../../bot/actions/codes.ts'
import { perform } from '../../bot/core/perform.ts'
import { applied, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { password, passwordHash } from '../support/password.ts'
import { openWorld, person, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  await world.put('users', person('anna', { passwordHash }))
  await world.join('anna', 'collaborator')
})
afterAll(() => world.close())

const login = 'anna@example.org'
const signIn = (input: object = {}) => world.perform(undefined, 'sign-in', { login, password, ...input })
const from = (session: string, action: string, input = {}) =>
  perform(world.domain, { actor: { user: 'anna' }, action, input, from: 'web', session })
const open = () => world.store.read(tables => tables.sessions.find({ user: 'anna' }))

describe('sessions', () => {
  it('are listed, the newest first, and which one this is', async () => {
    await signIn()
    const [first] = await open()
    world.later(60)
    await signIn()
    expect(rows(await from(first!.id, 'list-sessions')).map(({ facts }) => facts)).toEqual([
      { when: '2026-11-22T11:00:00.000Z', until: '2026-11-22T23:00:00.000Z', current: false },
      { when: '2026-11-22T10:00:00.000Z', until: '2026-11-22T22:00:00.000Z', current: true },
    ])
    world.later(11 * 60)
    expect(rows(await world.perform('anna', 'list-sessions'))).toEqual([
      {
        title: login,
        facts: { when: '2026-11-22T11:00:00.000Z', until: '2026-11-22T23:00:00.000Z' },
      },
    ])
  })

  it('ACT-2 are all ended, once that was previewed and confirmed', async () => {
    await signIn()
    await signIn()
    const shown = await world.propose('anna', 'sign-out-everywhere')
    expect(await open()).toHaveLength(2)
    expect(applied(await world.confirm('anna', proposalOf(shown))).changes[0]).toMatchObject({
      before: { sessions: 2 },
      after: { sessions: 0 },
    })
    expect(await open()).toEqual([])
    expect((await world.propose('anna', 'sign-out-everywhere')).status).toBe('unchanged')
  })

  it('end one by one, where the wish comes from', async () => {
    await signIn()
    await signIn()
    const [one, other] = await open()
    applied(await from(one!.id, 'sign-out'))
    expect(await open()).toEqual([other])
    expect((await world.perform('anna', 'sign-out')).status).toBe('unchanged')
  })
})

describe('a code in a step of its own', () => {
  const pending = 'made-up-by-the-surface'
  const confirm = (input: object) => world.perform(undefined, 'confirm-sign-in', { pending, ...input })
  beforeEach(async () => {
    const twoFactor = {
      secret: 'S',
      backupCodes: [hashOfBackupCode('aaaaa-bbbbb')],
      since: '2026-01-01T00:00:00.000Z',
    }
    await world.put('users', person('anna', { passwordHash, twoFactor }))
  })

  it('TFA-3 follows the right password for ten minutes, and opens one session', async () => {
    expect(reasons(await confirm({ code: '123456' }))).toEqual(['TFA-3.late'])
    expect(reasons(await signIn({ pending, password: 'wrong' }))).toEqual(['TFA-5.wrong'])
    expect(reasons(await confirm({ code: '123456' }))).toEqual(['TFA-3.late'])
    expect(reasons(await signIn({ pending }))).toEqual(['TFA-3.code-needed'])
    expect(await open()).toEqual([])
    expect(reasons(await confirm({ pending: 'another', code: '123456' }))).toEqual(['TFA-3.late'])
    applied(await confirm({ code: '123456' }))
    expect(await open()).toHaveLength(1)
    expect(reasons(await confirm({ code: 'aaaaa-bbbbb' }))).toEqual(['TFA-3.late'])
    await signIn({ pending })
    world.later(10)
    expect(reasons(await confirm({ code: '123456' }))).toEqual(['TFA-3.late'])
  })

  it('TFA-5 counts wrong codes', async () => {
    await signIn({ pending })
    for (let time = 0; time < 5; time++)
      expect(reasons(await confirm({ code: '000000' }))).toEqual(['TFA-5.wrong'])
    expect(reasons(await confirm({ code: '123456' }))).toEqual(['TFA-5.closed'])
    expect(await open()).toEqual([])
  })
})
