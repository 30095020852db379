import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { applied, factsOf, mails, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, person, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  await world.put('users', person('anna', { locale: 'de', recoveryEmail: 'anna@old.example' }))
  await world.join('anna', 'collaborator')
})
afterAll(() => world.close())

const recovery = async (who = 'anna') => (await world.get('users', who))?.recoveryEmail
const set = (email: string, who = 'anna') => world.perform(who, 'set-recovery-email', { email })
/** Link's token and code of the newest confirmation mail. */
async function mailed(template = 'recovery-email-confirm') {
  const { link, code } = factsOf(await world.outbox(), template)
  return { token: String(link).split('/').at(-1) ?? '', code: String(code) }
}
const confirm = (input: object, who = 'anna') => world.perform(who, 'confirm-recovery-email', input)
const confirmUnknown = (input: object) => world.perform(undefined, 'confirm-recovery-email', input)
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('show-recovery-email', () => {
  it('RECO-1 is read masked, and to be told from none', async () => {
    const shown = await world.perform('anna', 'show-recovery-email')
    expect(rows(shown)).toEqual([{ title: 'anna@example.org', facts: { recoveryEmail: 'a•••@old.example' } }])
    expect(JSON.stringify(shown)).not.toContain('anna@old.example')
    expect(rows(await world.perform('owner', 'show-recovery-email'))).toEqual([])
  })
})

describe('set-recovery-email', () => {
  it('RECO-1 RECO-2 the preview sends nothing, the confirmation mails the new address only; the old one stays', async () => {
    const shown = await world.propose('anna', 'set-recovery-email', { email: 'Anna@New.example' })
    expect(await world.outbox()).toEqual([])
    const tickets = () =>
      world.store.read(tables => tables.tickets.find({ user: 'anna', purpose: 'recovery-email' }))
    expect(await tickets()).toEqual([])
    const done = applied(await world.confirm('anna', proposalOf(shown)))
    expect(done.changes[0]).toMatchObject({
      before: { recoveryEmail: 'a•••@old.example' },
      after: { recoveryEmail: 'a•••@old.example', pendingEmail: 'a•••@new.example' },
    })
    expect(mails(await world.outbox())).toEqual(['recovery-email-confirm → anna@new.example (de)'])
    expect(await tickets()).toHaveLength(1)
    expect(await recovery()).toBe('anna@old.example')
  })

  it('RECO-2 neither link nor code is shown to who asked, nor kept readable beside the mail itself', async () => {
    const done = await world.confirm(
      'anna',
      proposalOf(await world.propose('anna', 'set-recovery-email', { email: 'a@new.example' })),
    )
    const { token, code } = await mailed()
    expect(code).toMatch(/^\d{6}$/)
    expect(JSON.stringify(done)).not.toContain(token)
    expect(factsOf(applied(done).parcels, 'recovery-email-confirm')).toEqual({ minutes: 30 })
    const lines = (await readFile(join(world.folder, 'concierge.json'), 'utf8')).split('\n')
    expect(lines.filter(line => line.includes(token))).toHaveLength(1)
  })

  it('RECO-3 the login address itself is refused', async () => {
    expect(reasons(await set('Anna@Example.org'))).toEqual(['RECO-3.login'])
  })

  for (const email of ['anna', 'anna@', '@new.example', 'an na@new.example', 'anna@new', 'a@b@new.example'])
    it(`RECO-3 a malformed address is refused: ${email}`, async () => {
      expect(reasons(await set(email))).toEqual(['RECO-3.malformed'])
    })

  for (const [email, mail] of Object.entries({
    'else@acme.example': { domain: 'ACME.example', addresses: [] },
    'anna@alias.example': { domain: 'acme.example', addresses: ['Anna@alias.example'] },
  }))
    it(`RECO-3 an address from a mail service inside the account is refused: ${email}`, async () => {
      await world.join('anna', 'external-user', 'other')
      await world.put('products', product('post', { organisation: 'other', service: 'mail', mail }))
      const outcome = await set(email)
      expect(reasons(outcome)).toEqual(['RECO-3.inside'])
      expect(outcome).toMatchObject({ refusals: [{ facts: { product: 'post.example' } }] })
    })

  it('RECO-3 names both reasons of a login address that is inside as well; nothing is sent, and it is audited', async () => {
    const mail = { domain: 'example.org', addresses: [] }
    await world.put('products', product('post', { service: 'mail', mail }))
    expect(reasons(await set('anna@example.org'))).toEqual(['RECO-3.login', 'RECO-3.inside'])
    expect(await world.outbox()).toEqual([])
    expect((await world.audit()).map(({ rules, changes }) => ({ rules, changes }))).toEqual([
      { rules: ['RECO-3'], changes: [] },
    ])
  })

  it('RECO-3 a mail service of somebody else’s organisation, or a cancelled one, is no obstacle', async () => {
    const mail = { domain: 'mail.example', addresses: [] }
    await world.put('products', product('far', { organisation: 'other', service: 'mail', mail }))
    await world.put('products', product('gone', { service: 'mail', mail, state: 'cancelled' }))
    applied(await set('anna@mail.example'))
  })

  it('RECO-1 the present address again changes nothing and sends nothing', async () => {
    expect((await set('ANNA@old.example')).status).toBe('unchanged')
    expect(await world.outbox()).toEqual([])
  })

  it('RECO-1 audit entries hold the address masked only', async () => {
    await set('anna@new.example')
    expect(JSON.stringify(await world.audit())).not.toMatch(/anna@(new|old)/)
  })
})

describe('confirm-recovery-email', () => {
  it('RECO-2 RECO-4 by code: the new one counts, the old and the login address are told', async () => {
    await set('anna@new.example')
    const { changes } = applied(await confirm({ code: (await mailed()).code }))
    expect(changes[0]).toMatchObject({
      before: { recoveryEmail: 'a•••@old.example' },
      after: { recoveryEmail: 'a•••@new.example' },
    })
    expect(await recovery()).toBe('anna@new.example')
    expect(mails(await world.outbox(), 'recovery-email-changed')).toEqual([
      'recovery-email-changed → anna@example.org (de)',
      'recovery-email-changed → anna@old.example (de)',
    ])
  })

  it('RECO-2 by link, from a browser where nobody is signed in; the first address has no old one to tell', async () => {
    await set('owner@new.example', 'owner')
    applied(await confirmUnknown({ token: (await mailed()).token }))
    expect(await recovery('owner')).toBe('owner@new.example')
    expect(mails(await world.outbox(), 'recovery-email-changed')).toEqual([
      'recovery-email-changed → owner@example.org (fr)',
    ])
  })

  it('RECO-2 once: the second time neither link nor code works', async () => {
    await set('anna@new.example')
    const { token, code } = await mailed()
    applied(await confirm({ token }))
    for (const input of [{ token }, { code }]) expect(reasons(await confirm(input))).toEqual(['RECO-2.spent'])
    expect(reasons(await confirmUnknown({ token }))).toEqual(['RECO-2.spent'])
    expect(mails(await world.outbox())).toHaveLength(3)
  })

  it('RECO-2 for thirty minutes', async () => {
    await set('anna@new.example')
    const { token, code } = await mailed()
    world.later(30)
    for (const input of [{ token }, { code }]) expect(reasons(await confirm(input))).toEqual(['RECO-2.spent'])
    expect(reasons(await confirmUnknown({ token }))).toEqual(['RECO-2.spent'])
    expect(await recovery()).toBe('anna@old.example')
  })

  it('RECO-2 one minute less, it still works', async () => {
    await set('anna@new.example')
    world.later(29)
    applied(await confirm({ code: (await mailed()).code }))
  })

  it('RECO-2 only the newest request’s link and code work', async () => {
    await set('anna@first.example')
    const first = await mailed()
    world.later(1)
    await set('anna@second.example')
    const second = await mailed()
    expect(reasons(await confirm({ token: first.token }))).toEqual(['RECO-2.spent'])
    applied(await confirm({ token: second.token }))
    expect(await recovery()).toBe('anna@second.example')
  })

  it('RECO-2 only for its own person', async () => {
    await set('anna@new.example')
    const { token, code } = await mailed()
    for (const input of [{ token }, { code }])
      expect(reasons(await confirm(input, 'owner'))).toEqual(['RECO-2.spent'])
    expect(await recovery('owner')).toBeNull()
    expect(reasons(await confirmUnknown({ code }))).toEqual(['RECO-2.spent'])
  })

  it('RECO-2 TFA-5 wrong codes are counted; after five even the right one is refused; the holder is told once', async () => {
    await set('anna@new.example')
    const { code } = await mailed()
    for (let time = 0; time < 5; time++)
      expect(reasons(await confirm({ code: other(code) }))).toEqual(['RECO-2.wrong'])
    expect(reasons(await confirm({ code }))).toEqual(['TFA-5.closed'])
    expect(reasons(await confirm({ code: other(code) }))).toEqual(['TFA-5.closed'])
    expect(mails(await world.outbox(), 'attempts')).toEqual(['attempts-closed → anna@example.org (de)'])
    world.later(15)
    applied(await confirm({ code }))
  })

  it('RECO-2 without link or code there is nothing to confirm', async () => {
    expect(problems(await confirm({}))).toEqual(['code required'])
  })

  it('RECO-5 a link for the password that is in the old mailbox dies with the change', async () => {
    await world.perform('anna', 'request-password-reset', { login: 'anna@example.org' })
    const { token } = await mailed('password-reset')
    await set('anna@new.example')
    applied(await confirm({ code: (await mailed()).code }))
    const outcome = await world.perform(undefined, 'reset-password', {
      token,
      password: 'long enough by far',
    })
    expect(reasons(outcome)).toEqual(['RECO-5.spent'])
  })
})
