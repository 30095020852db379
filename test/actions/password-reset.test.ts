import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { isPassword } from '../../bot/core/secrets.ts'
import { applied, factsOf, mails, problems, proposalOf, reasons } from '../support/outcomes.ts'
import { password, passwordHash } from '../support/password.ts'
import { openWorld, person, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  const recoveryEmail = 'anna@recovery.example'
  await world.put(
    'users',
    person('anna', { locale: 'it', name: 'Anna Bianchi', recoveryEmail, passwordHash }),
  )
  await world.join('anna', 'collaborator')
})
afterAll(() => world.close())

const ask = (login = 'anna@example.org', who?: string) =>
  world.perform(who, 'request-password-reset', { login })
const reset = (token: string, password: string, who?: string) =>
  world.perform(who, 'reset-password', { token, password })
const linked = async () =>
  String(factsOf(await world.outbox(), 'password-reset').link)
    .split('/')
    .at(-1) ?? ''
const next = 'staple battery'
const hasPassword = async (text: string) =>
  isPassword(text, (await world.get('users', 'anna'))?.passwordHash ?? '')

describe('request-password-reset', () => {
  it('RECO-5 the link goes to the confirmed recovery address only, and to no screen', async () => {
    const outcome = applied(await ask('ANNA@example.org', 'anna'))
    expect(mails(await world.outbox())).toEqual(['password-reset → anna@recovery.example (it)'])
    expect(outcome.changes).toEqual([
      { id: 'anna', of: 'a•••@example.org', before: {}, after: { recoveryEmail: 'a•••@recovery.example' } },
    ])
    expect(JSON.stringify(outcome)).not.toContain(await linked())
    expect(JSON.stringify(outcome)).not.toContain('Bianchi')
    expect(mails(outcome.parcels)).toEqual(['password-reset → a•••@recovery.example (it)'])
    expect(await hasPassword(password)).toBe(true)
  })

  it('RECO-5 an address that is not confirmed yet gets no link', async () => {
    await world.perform('anna', 'set-recovery-email', { email: 'anna@new.example' })
    applied(await ask())
    expect(mails(await world.outbox(), 'password-reset')).toEqual([
      'password-reset → anna@recovery.example (it)',
    ])
  })

  it('RECO-5 a linked account previews and confirms it in the chat', async () => {
    const shown = await world.propose('anna', 'request-password-reset', { login: 'anna@example.org' })
    expect(await world.outbox()).toEqual([])
    applied(await world.confirm('anna', proposalOf(shown)))
    expect(mails(await world.outbox())).toHaveLength(1)
  })

  it('RECO-5 whoever is not signed in is answered alike: with an address, without one, known or not, too often', async () => {
    const known = await ask()
    for (const login of ['owner@example.org', 'nobody@example.org']) expect(await ask(login)).toEqual(known)
    for (let time = 0; time < 4; time++) expect(await ask()).toEqual(known)
    expect(applied(known)).toEqual({
      status: 'done',
      action: 'request-password-reset',
      changes: [],
      parcels: [],
    })
    expect(mails(await world.outbox())).toEqual(Array(3).fill('password-reset → anna@recovery.example (it)'))
    expect(problems(await ask(''))).toEqual(['login required'])
  })

  it('RECO-5 ACT-3 the audit has what really came of it', async () => {
    await ask()
    await ask('owner@example.org')
    await ask('nobody@example.org')
    const entries = (await world.store.read(tables => tables.audit.find({ organisation: '' }))).map(
      ({ actor, outcome }) => `${actor} ${outcome}`,
    )
    expect(entries).toEqual(['anna done', 'owner refused', 'unlinked refused'])
  })

  it('RECO-5 whoever is signed in and has no recovery address is told so', async () => {
    expect(reasons(await ask('owner@example.org', 'owner'))).toEqual(['RECO-5.no-address'])
    expect(await world.outbox()).toEqual([])
  })

  it('RECO-5 a linked account asks for itself only', async () => {
    expect(reasons(await ask('anna@example.org', 'owner'))).toEqual(['RECO-5.other-person'])
    expect(await world.outbox()).toEqual([])
  })

  it('RECO-5 nobody’s mailbox is filled: three links at a time', async () => {
    for (let time = 0; time < 3; time++) applied(await ask())
    expect(reasons(await ask('anna@example.org', 'anna'))).toEqual(['RECO-5.enough'])
    expect(mails(await world.outbox())).toHaveLength(3)
    world.later(30)
    await ask()
    expect(mails(await world.outbox())).toHaveLength(4)
  })

  it('ACT-1 an unlinked chat account is not served by a login address that it typed', async () => {
    const wish = {
      actor: undefined,
      action: 'request-password-reset',
      input: { login: 'anna@example.org' },
      from: 'test',
    }
    const { propose } = await import('../../bot/core/proposals.ts')
    expect(reasons(await propose(world.domain, wish))).toEqual(['ACT-1'])
    expect(await world.outbox()).toEqual([])
  })
})

describe('reset-password', () => {
  it('RECO-5 sets the password, signs out every session, and is told by mail', async () => {
    const expires = '2026-11-23T00:00:00.000Z'
    await world.put('sessions', { id: 'one', user: 'anna', expires }, { id: 'two', user: 'anna', expires })
    await world.put('sessions', { id: 'else', user: 'owner', expires })
    applied(await ask())
    const { changes } = applied(await reset(await linked(), next))
    expect(changes[0]).toMatchObject({ of: 'Anna Bianchi', before: { sessions: 2 }, after: { sessions: 0 } })
    expect([await hasPassword(next), await hasPassword(password)]).toEqual([true, false])
    expect(await world.get('sessions', 'one')).toBeUndefined()
    expect(await world.get('sessions', 'two')).toBeUndefined()
    expect(await world.get('sessions', 'else')).toBeDefined()
    expect(mails(await world.outbox(), 'password-changed')).toEqual([
      'password-changed → anna@example.org (it)',
      'password-changed → anna@recovery.example (it)',
    ])
  })

  it('RECO-5 works once, and takes every other link with it', async () => {
    applied(await ask())
    const first = await linked()
    world.later(1)
    applied(await ask())
    const second = await linked()
    applied(await reset(first, next))
    for (const token of [first, second])
      expect(reasons(await reset(token, 'another one'))).toEqual(['RECO-5.spent'])
    expect(await hasPassword(next)).toBe(true)
  })

  it('RECO-5 expires after thirty minutes', async () => {
    applied(await ask())
    world.later(29)
    expect(problems(await reset(await linked(), 'short'))).toEqual(['password weak-password'])
    world.later(1)
    expect(reasons(await reset(await linked(), next))).toEqual(['RECO-5.spent'])
    expect(await hasPassword(password)).toBe(true)
  })

  it('RECO-5 somebody else’s link, and one for another purpose, are worth nothing', async () => {
    applied(await ask())
    expect(reasons(await reset(await linked(), next, 'owner'))).toEqual(['RECO-5.spent'])
    await world.perform('anna', 'set-recovery-email', { email: 'anna@new.example' })
    const link = String(factsOf(await world.outbox(), 'recovery-email-confirm').link)
    expect(reasons(await reset(link.split('/').at(-1) ?? '', next))).toEqual(['RECO-5.spent'])
    expect(reasons(await reset('guessed', next))).toEqual(['RECO-5.spent'])
  })

  for (const weak of ['ninechars', 'anna@example.org', ' ANNA@example.org', 'anna bianchi'])
    it(`RECO-5 a weak password is told, and the link still works: ${weak}`, async () => {
      applied(await ask())
      expect(problems(await reset(await linked(), weak))).toEqual(['password weak-password'])
      applied(await reset(await linked(), next))
    })
})
