import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { hashOfBackupCode } from '../../bot/actions/codes.ts'
import { perform } from '../../bot/core/perform.ts'
import { sessionOf } from '../../bot/core/sessions.ts'
import { applied, mails, problems, reasons } from '../support/outcomes.ts'
import { password, passwordHash } from '../support/password.ts'
import { openWorld, person, plainPorts, type World } from '../support/world.ts'

let world: World
const backup = ['aaaaa-bbbbb', 'ccccc-ddddd']
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  const twoFactor = {
    secret: 'S',
    backupCodes: backup.map(hashOfBackupCode),
    since: '2026-01-01T00:00:00.000Z',
  }
  await world.put(
    'users',
    person('anna', { locale: 'de', passwordHash, twoFactor, recoveryEmail: 'anna@else.example' }),
  )
  await world.put('users', person('plain', { passwordHash }))
  await world.join('anna', 'collaborator')
  await world.join('plain', 'collaborator')
})
afterAll(() => world.close())

const nobody = undefined
const code = '123456'
const login = 'anna@example.org'
const signIn = (input: object) => world.perform(nobody, 'sign-in', { login, password, ...input })
const remove = (input: object, who = 'anna') => world.perform(who, 'remove-2fa', input)
const twoFactor = async (who = 'anna') => (await world.get('users', who))?.twoFactor

describe('sign-in', () => {
  it('TFA-2 TFA-3 with password and a code of the app: a session of twelve hours, its token told once', async () => {
    const outcome = applied(await signIn({ login: ' Anna@Example.org ', code: '123 456' }))
    expect(outcome.changes[0]).toMatchObject({ before: { sessions: 0 }, after: { sessions: 1 } })
    const [token = ''] = outcome.secrets ?? []
    const at = (hours: number) =>
      world.store.read(tables =>
        sessionOf(tables, token, new Date(world.clock.now.getTime() + hours * 3_600_000)),
      )
    expect(await at(11.9)).toMatchObject({ user: 'anna' })
    expect(await at(12)).toBeUndefined()
    expect(await world.store.read(tables => sessionOf(tables, 'guessed', world.clock.now))).toBeUndefined()
    expect(await readFile(join(world.folder, 'concierge.json'), 'utf8')).not.toContain(token)
  })

  it('TFA-3 a backup code works once, however it is typed; how many are left is told', async () => {
    expect(applied(await signIn({ code: 'AAAAA BBBBB' })).note).toEqual({
      id: 'backup-code-used',
      facts: { left: 1 },
    })
    expect(reasons(await signIn({ code: 'aaaaa-bbbbb' }))).toEqual(['TFA-5.wrong'])
    expect(applied(await signIn({ code: backup[1] })).note?.facts).toEqual({ left: 0 })
    expect((await twoFactor())?.backupCodes).toEqual([])
  })

  it('TFA-3 RFC 6238 a code of the app works once, wherever; the next one does', async () => {
    applied(await signIn({ code }))
    expect(reasons(await signIn({ code }))).toEqual(['TFA-5.wrong'])
    expect(reasons(await remove({ password, code }))).toEqual(['TFA-2.wrong'])
    world.later(1)
    applied(await remove({ password, code }))
  })

  it('TFA-3 RFC 6238 a code of an earlier step than one that was taken is not taken any more', async () => {
    await world.close()
    const step = (code: string) => (/^\d{6}$/.test(code) ? Number(code) : undefined)
    world = await openWorld({ codes: { ...plainPorts.codes, verify: (_, code) => step(code) } })
    const twoFactor = { secret: 'S', backupCodes: [], since: '2026-01-01T00:00:00.000Z' }
    await world.put('users', person('anna', { passwordHash, twoFactor }))
    await world.join('anna', 'collaborator')
    applied(await signIn({ code: '000008' }))
    expect(reasons(await signIn({ code: '000007' }))).toEqual(['TFA-5.wrong'])
    applied(await signIn({ code: '000009' }))
  })

  it('TFA-3 RFC 6238 the code that switched 2FA on signs nobody in', async () => {
    applied(await world.perform('plain', 'enable-2fa', { password }))
    applied(await world.perform('plain', 'confirm-2fa', { code }))
    expect(reasons(await signIn({ login: 'plain@example.org', code }))).toEqual(['TFA-5.wrong'])
  })

  it('TFA-3 the code of the app uses up no backup code', async () => {
    expect(applied(await signIn({ code })).note).toBeUndefined()
    expect((await twoFactor())?.backupCodes).toHaveLength(2)
  })

  it('TFA-3 the right password alone is not enough where 2FA is on, and is no failure', async () => {
    for (let time = 0; time < 6; time++) expect(reasons(await signIn({}))).toEqual(['TFA-3.code-needed'])
    applied(await signIn({ code }))
  })

  it('TFA-3 where 2FA is off the password is enough', async () => {
    applied(await signIn({ login: 'plain@example.org' }))
    applied(await signIn({ login: 'plain@example.org', code: 'whatever' }))
    applied(await signIn({ login: 'plain@example.org', code: '' }))
  })

  it('TFA-5 a login that nobody has is refused in the same words as a wrong password', async () => {
    const unknown = await signIn({ login: 'nobody@example.org' })
    expect(reasons(unknown)).toEqual(['TFA-5.wrong'])
    expect(await signIn({ password: 'wrong' })).toEqual(unknown)
    expect(await signIn({ code: '000000' })).toEqual(unknown)
  })

  it('TFA-5 what was left out is named, and is no failure', async () => {
    for (let time = 0; time < 6; time++)
      expect(problems(await signIn({ login: '', password: '' }))).toEqual([
        'login required',
        'password required',
      ])
    expect(await world.audit()).toEqual([])
    applied(await signIn({ code }))
  })

  it('TFA-5 a linked account does not sign in as somebody else', async () => {
    const outcome = await world.perform('plain', 'sign-in', { login, password, code })
    expect(reasons(outcome)).toEqual(['TFA-5.wrong'])
  })
})

describe('TFA-5 wrong passwords and codes', () => {
  const fail = async (times: number, input: object = { password: 'wrong' }) => {
    for (let time = 0; time < times; time++) expect(reasons(await signIn(input))).toEqual(['TFA-5.wrong'])
  }

  it('TFA-5 five, of whatever kind, close every way for fifteen minutes; the holder is told once', async () => {
    await fail(2)
    await fail(2, { code: '000000' })
    expect(reasons(await remove({ password: 'wrong', code }))).toEqual(['TFA-2.wrong'])
    expect(await remove({ password, code })).toMatchObject({
      refusals: [{ rule: 'TFA-5', because: 'closed', facts: { until: '2026-11-22T10:15:00.000Z' } }],
    })
    const unknown = await signIn({ login: 'nobody@example.org' })
    for (const input of [{ code }, { password: 'wrong' }]) expect(await signIn(input)).toEqual(unknown)
    expect(mails(await world.outbox())).toEqual(['attempts-closed → anna@example.org (de)'])
    world.later(14)
    expect(reasons(await signIn({ code }))).toEqual(['TFA-5.wrong'])
    world.later(1)
    applied(await signIn({ code }))
  })

  it('TFA-5 four close nothing, nor do five that are further apart than fifteen minutes', async () => {
    await fail(4)
    applied(await signIn({ code }))
    world.later(15)
    await fail(4)
    applied(await signIn({ code }))
    expect(await world.outbox()).toEqual([])
  })

  it('TFA-5 after the closing the count begins anew, and the next closing is told again', async () => {
    await fail(5)
    world.later(15)
    await fail(4)
    applied(await signIn({ code }))
    await fail(1)
    expect(reasons(await signIn({ code }))).toEqual(['TFA-5.wrong'])
    expect(mails(await world.outbox())).toHaveLength(2)
  })

  it('TFA-5 closes for one person only', async () => {
    await fail(5)
    applied(await signIn({ login: 'plain@example.org' }))
  })

  it('TFA-5 ACT-3 every failure is in the audit, and nothing that was typed', async () => {
    await fail(5, { password: 'hunter2-typed' })
    const entries = await world.audit()
    expect(entries.map(({ action, rules }) => `${action} ${rules}`)).toEqual(Array(5).fill('sign-in TFA-5'))
    expect(await readFile(join(world.folder, 'concierge.json'), 'utf8')).not.toContain('hunter2-typed')
  })
})

describe('enable-2fa, confirm-2fa', () => {
  const enable = (input: object, who = 'plain') => world.perform(who, 'enable-2fa', input)
  const confirm = (code: string, who = 'plain') => world.perform(who, 'confirm-2fa', { code })

  it('TFA-3 password, then a code; ten backup codes are told once and kept as hashes', async () => {
    const begun = applied(await enable({ password }))
    expect(begun.secrets).toEqual(['SECRET'])
    expect(begun.picture?.toString()).toBe('SECRET plain@example.org')
    expect(await twoFactor('plain')).toBeNull()
    const outcome = applied(await confirm('123 456'))
    expect(outcome.changes[0]).toMatchObject({ before: { twoFactor: false }, after: { twoFactor: true } })
    expect(new Set(outcome.secrets).size).toBe(10)
    const kept = await world.get('users', 'plain')
    expect(kept).toMatchObject({ twoFactor: { secret: 'SECRET' }, pendingSecret: null })
    const [first = ''] = outcome.secrets ?? []
    expect(first).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/)
    expect(await readFile(join(world.folder, 'concierge.json'), 'utf8')).not.toContain(first)
    applied(await world.perform(nobody, 'sign-in', { login: 'plain@example.org', password, code: first }))
  })

  it('TFA-5 a wrong password or code is refused and counted, and switches nothing on', async () => {
    expect(reasons(await enable({ password: 'wrong' }))).toEqual(['TFA-5.wrong'])
    applied(await enable({ password }))
    for (let time = 0; time < 4; time++) expect(reasons(await confirm('000000'))).toEqual(['TFA-5.wrong'])
    expect(reasons(await confirm(code))).toEqual(['TFA-5.closed'])
    expect(await twoFactor('plain')).toBeNull()
  })

  it('TFA-3 a code before the beginning is refused, and not counted', async () => {
    for (let time = 0; time < 6; time++) expect(reasons(await confirm(code))).toEqual(['TFA-3.not-begun'])
  })

  it('TFA-3 where it is on it stays as it is', async () => {
    const before = await twoFactor()
    const outcome = await enable({ password }, 'anna')
    expect(outcome).toMatchObject({ status: 'unchanged' })
    expect(outcome).not.toHaveProperty('secrets')
    expect(await twoFactor()).toEqual(before)
  })

  it('TFA-3 begun twice, the second secret counts', async () => {
    applied(await enable({ password }))
    applied(await enable({ password }))
    applied(await confirm(code))
  })
})

describe('remove-2fa', () => {
  for (const who of ['owner', 'admin', 'agent', 'plain', 'stranger'])
    it(`TFA-1 nobody removes somebody else’s: ${who}, even with the right password and code`, async () => {
      for (const input of [{ member: login, password, code }, { member: 'Anna' }, { member: 'anna' }])
        expect(reasons(await remove(input, who))).toEqual(['TFA-1'])
      expect(await twoFactor()).not.toBeNull()
      expect(await world.outbox()).toEqual([])
      const entries = await world.store.read(tables => tables.audit.find({ actor: who }))
      expect(entries.map(({ subject, rules }) => `${subject} ${rules}`)).toEqual([
        `${login} TFA-1`,
        'Anna TFA-1',
        'anna TFA-1',
      ])
    })

  it('TFA-1 one’s own is meant by id, address or name', async () => {
    for (const member of ['anna', 'ANNA@example.org', 'Anna', 'ánna'])
      expect(reasons(await remove({ member }))).toEqual(['TFA-2.needed'])
  })

  it('TFA-1 before anything else: also while the asker’s own attempts are closed, and where the other has none', async () => {
    for (let time = 0; time < 5; time++) await remove({ password: 'wrong', code })
    expect(reasons(await remove({ member: 'plain' }))).toEqual(['TFA-1'])
  })

  it('TFA-1 an unlinked account is refused like for everything', async () => {
    expect(reasons(await world.perform(nobody, 'remove-2fa', { member: 'anna', password, code }))).toEqual([
      'ACT-1',
    ])
  })

  it('TFA-2 TFA-6 the holder, with password and code: the other sessions end, login and recovery address are told', async () => {
    const expires = '2026-11-23T00:00:00.000Z'
    await world.put('sessions', { id: 'here', user: 'anna', expires }, { id: 'there', user: 'anna', expires })
    await world.put('sessions', { id: 'else', user: 'plain', expires })
    const wish = { actor: { user: 'anna' }, action: 'remove-2fa', from: 'web', session: 'here' }
    const outcome = await perform(world.domain, { ...wish, input: { member: 'anna', password, code } })
    expect(applied(outcome).changes).toEqual([
      { id: 'anna', of: 'Anna', before: { twoFactor: true }, after: { twoFactor: false } },
    ])
    expect(await twoFactor()).toBeNull()
    expect(await world.get('sessions', 'here')).toBeDefined()
    expect(await world.get('sessions', 'there')).toBeUndefined()
    expect(await world.get('sessions', 'else')).toBeDefined()
    expect(mails(await world.outbox())).toEqual([
      'two-factor-removed → anna@else.example (de)',
      'two-factor-removed → anna@example.org (de)',
    ])
  })

  it('TFA-2 TFA-3 a backup code does as well', async () => {
    applied(await remove({ password, code: backup[0] }))
    expect(await twoFactor()).toBeNull()
  })

  for (const [what, input] of Object.entries({
    'password wrong': { password: 'wrong', code },
    'code wrong': { password, code: '000000' },
    'both wrong': { password: 'wrong', code: '000000' },
  }))
    it(`TFA-2 TFA-5 ${what}: refused, and counted once`, async () => {
      for (let time = 0; time < 5; time++) expect(reasons(await remove(input))).toEqual(['TFA-2.wrong'])
      expect(reasons(await remove({ password, code }))).toEqual(['TFA-5.closed'])
      expect(await twoFactor()).not.toBeNull()
      expect(mails(await world.outbox())).toEqual(['attempts-closed → anna@example.org (de)'])
    })

  for (const input of [{}, { password }, { code }])
    it(`TFA-2 both are needed, not ${Object.keys(input)} alone; that is no failure`, async () => {
      for (let time = 0; time < 6; time++) expect(reasons(await remove(input))).toEqual(['TFA-2.needed'])
      applied(await remove({ password, code }))
    })

  it('TFA-2 where it is off nothing changes, nobody is told', async () => {
    expect((await remove({}, 'plain')).status).toBe('unchanged')
    expect((await remove({ member: 'plain', password: 'wrong', code }, 'plain')).status).toBe('unchanged')
    expect(await world.outbox()).toEqual([])
  })

  it('TFA-1 ACT-3 whoever nobody knows is refused in the same words, and the audit does not tell either', async () => {
    const known = await remove({ member: login }, 'agent')
    expect(await remove({ member: 'nobody@example.org' }, 'agent')).toEqual(known)
    const entries = await world.store.read(tables => tables.audit.find({ actor: 'agent' }))
    expect(entries.map(({ subject, subjectName }) => [subject, subjectName])).toEqual([
      [login, login],
      ['nobody@example.org', 'nobody@example.org'],
    ])
  })

  it('TFA-4 removal closes what waits for it: an old request takes nothing away from a new 2FA', async () => {
    const request = { user: 'anna', documents: ['sealed'], reason: null, at: '2026-11-22T09:00:00.000Z' }
    await world.put('recoveryRequests', { ...request, id: 'old', state: 'refused', documents: [] })
    await world.put('recoveryRequests', { ...request, id: 'new', state: 'waiting' })
    await world.put('recoveryRequests', { ...request, id: 'else', user: 'plain', state: 'waiting' })
    applied(await remove({ password, code }))
    expect(await world.get('recoveryRequests', 'new')).toMatchObject({ state: 'closed', documents: [] })
    expect(await world.get('recoveryRequests', 'old')).toMatchObject({ state: 'refused' })
    expect(await world.get('recoveryRequests', 'else')).toMatchObject({ state: 'waiting' })
    world.later(1)
    applied(await world.perform('anna', 'enable-2fa', { password }))
    applied(await world.perform('anna', 'confirm-2fa', { code }))
    const decided = await world.perform('agent', 'decide-2fa-recovery', { request: 'new', approve: true })
    expect(reasons(decided)).toEqual(['TFA-4.decided'])
    expect(await twoFactor()).not.toBeNull()
  })
})
