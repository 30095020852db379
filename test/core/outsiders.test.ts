import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { applied, reasons, rows } from '../support/outcomes.ts'
import { openWorld, organisation, person, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const card = { id: 'old', organisation: 'acme', token: 'tok_old', brand: 'Visa', last4: '1111' }

describe('whoever does not belong to a named organisation', () => {
  beforeEach(async () => {
    await world.put('products', product('secret', { warranty: true }))
    await world.put('paymentMethods', { ...card, expiry: '2020-01' })
    await world.put('organisations', organisation('acme', { defaultPayment: 'old' }))
  })

  for (const [rule, action, inputs] of [
    [
      'ROLE-1',
      'change-role',
      ['owner@example.org', 'nobody@example.org'].map(member => ({ member, role: 'collaborator' })),
    ],
    ['ROLE-1', 'set-newsletters', [{ subscribe: ['tips'] }]],
    ['ROLE-1', 'show-audit', [{}, { member: 'owner' }]],
    ['ROLE-1', 'leave-organisation', [{ organisation: 'acme' }]],
    ['SUITE-5', 'upgrade-suite', ['secret.example', 'none'].map(suite => ({ suite, offer: 'business' }))],
    ['ROLE-1', 'cancel-product', ['secret.example', 'none'].map(product => ({ product }))],
    ['PAY-1.role', 'set-default-payment-method', ['1111', '2222'].map(method => ({ method }))],
    ['PAY-1.role', 'remove-payment-method', ['1111', '2222'].map(method => ({ method }))],
  ] as const)
    it(`ROLE-1 ${action} is refused by ${rule} alone, alike for what is there and what is not, without facts`, async () => {
      for (const input of inputs) {
        const outcome = await world.perform('stranger', action, input, 'acme')
        expect(reasons(outcome)).toEqual([rule])
        expect(outcome).toMatchObject({ refusals: [{ who: [] }] })
        expect(outcome).not.toHaveProperty('refusals.0.facts')
      }
      expect((await world.get('users', 'stranger'))?.newsletters).toEqual([])
    })

  it('ROLE-1 every action that people ask for, whatever it is, refuses them and changes nothing', async () => {
    const state = () =>
      world.store.read(async tables => [
        await tables.memberships.find({ organisation: 'acme' }),
        await tables.products.find({ organisation: 'acme' }),
        await tables.users.get('stranger'),
      ])
    const before = await state()
    for (const { id, risk } of actions.values()) {
      if (risk === 'system') continue
      const outcome = await world.perform('stranger', id, {}, 'acme')
      expect({ id, status: outcome.status }).toEqual({
        id,
        status: expect.stringMatching(/^(refused|invalid)$/),
      })
    }
    expect(await state()).toEqual(before)
  })

  it('ACT-3 the attempt is audited where it was tried', async () => {
    await world.perform('stranger', 'rename-organisation', { name: 'Mine' }, 'acme')
    const entries = await world.store.read(tables => tables.audit.find({ organisation: 'acme' }))
    expect(entries).toMatchObject([{ actor: 'stranger', outcome: 'refused', rules: ['ORG-2'] }])
  })

  it('ROLE-1 also where it is their current one still, though they were removed from it', async () => {
    await world.put('users', person('stranger', { currentOrganisation: 'acme' }))
    expect(reasons(await world.perform('stranger', 'list-members'))).toEqual(['ROLE-1'])
    expect(reasons(await world.perform('stranger', 'cancel-product', { product: 'secret' }))).toEqual([
      'ROLE-1',
    ])
    applied(await world.perform('stranger', 'set-newsletters', { subscribe: ['tips'] }))
    applied(await world.perform('stranger', 'switch-organisation', { organisation: 'other' }))
  })
})

describe('a member without the role', () => {
  it('PAY-1 PAY-5 SUITE-5 SUITE-3 is told of the role alone, not of cards, suites and products', async () => {
    await world.put('products', product('secret', { warranty: true, suite: 'big' }))
    await world.put('paymentMethods', { ...card, expiry: '2020-01' })
    await world.put('organisations', organisation('acme', { defaultPayment: 'old' }))
    const tries = [
      ['set-default-payment-method', { method: '1111' }],
      ['remove-payment-method', { method: '1111' }],
      ['cancel-product', { product: 'secret' }],
      ['change-role', { member: 'owner', role: 'collaborator' }],
    ] as const
    const told = tries.map(async ([action, input]) =>
      reasons(await world.perform('collaborator', action, input)),
    )
    expect(await Promise.all(told)).toEqual([
      ['PAY-1.role'],
      ['PAY-1.role'],
      ['ROLE-1'],
      ['ROLE-1', 'ROLE-2'],
    ])
  })
})

describe('where an attempt is recorded', () => {
  const inAcme = async () =>
    (await world.store.read(tables => tables.audit.find({ organisation: 'acme' }))).map(
      ({ action }) => action,
    )

  it('ACT-3 ACT-6 what is a person’s own in no organisation, and found by that person alone', async () => {
    applied(await world.perform('collaborator', 'set-newsletters', { subscribe: ['tips'] }))
    applied(await world.perform('collaborator', 'set-recovery-email', { email: 'c@private.example' }))
    await world.perform('collaborator', 'remove-2fa', { password: 'wrong', code: '1' })
    expect(await inAcme()).toEqual([])
    expect(rows(await world.perform('admin', 'show-audit', { member: 'collaborator' }))).toEqual([])
    expect(rows(await world.perform('collaborator', 'show-audit'))).toHaveLength(3)
  })

  it('ACT-3 leaving and switching in the organisation that is meant', async () => {
    await world.join('collaborator', 'collaborator', 'other')
    applied(await world.perform('collaborator', 'switch-organisation', { organisation: 'other' }))
    applied(await world.perform('collaborator', 'leave-organisation', { organisation: 'acme' }))
    expect(await inAcme()).toEqual(['leave-organisation'])
  })

  it('ACT-3 what happened elsewhere does not push out what happened here', async () => {
    await world.join('collaborator', 'legal-representative', 'other')
    await world.perform('owner', 'change-role', { member: 'collaborator', role: 'administrator' })
    for (let time = 0; time < 25; time++)
      await world.perform('collaborator', 'rename-organisation', { name: `Other ${time}` }, 'other')
    const seen = rows(await world.perform('owner', 'show-audit', { member: 'collaborator' }))
    expect(seen.map(({ facts }) => facts.action)).toEqual(['change-role'])
  })
})
