import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { offers } from '../../bot/core/catalogue.ts'
import type { Product } from '../../bot/core/model.ts'
import { applied, problems, proposalOf, reasons } from '../support/outcomes.ts'
import { openWorld, organisation, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  await world.put('organisations', organisation('acme', { balance: 1_000_000, defaultPayment: 'balance' }))
  await putSuite('standard')
})
afterAll(() => world.close())

// The clock stands at 2026-11-22; this is 73 days, a fifth of a year, later.
const expiry = '2027-02-03'
const putSuite = (offer: string, more: Partial<Product> = {}) =>
  world.put(
    'products',
    product('suite', {
      service: 'ksuite',
      cents: 7200,
      expiry,
      offer: { id: offer, personal: false, users: ['owner'] },
      ...more,
      dueDay: Number((more.expiry ?? expiry).slice(8)),
    }),
  )
const upgrade = (offer: string, who = 'owner') =>
  world.perform(who, 'upgrade-suite', { suite: 'suite', offer })
const invoices = () => world.store.read(tables => tables.invoices.find({ product: 'suite' }))

describe('upgrade-suite', () => {
  it('SUITE-4 shows users, storage and price before and after, and what it costs until the next renewal', async () => {
    const seen = await world.propose('owner', 'upgrade-suite', { suite: 'suite', offer: 'business' })
    expect(applied(seen, 'preview').changes).toEqual([
      {
        id: 'suite',
        of: 'suite.example',
        before: { offer: 'standard', users: 5, storage: 1000, price: 7200 },
        after: { offer: 'business', users: 20, storage: 6000, price: 43200, charged: 7200 },
      },
      { id: 'acme', of: 'Acme', before: { balance: 1_000_000 }, after: { balance: 992_800 } },
    ])
    expect(await invoices()).toEqual([])
    const receipt = applied(await world.confirm('owner', proposalOf(seen)))
    expect(receipt.changes).toEqual(applied(seen, 'preview').changes)
    expect(await world.get('products', 'suite')).toMatchObject({
      cents: 43200,
      expiry,
      offer: { id: 'business', users: ['owner'] },
    })
    expect(await invoices()).toMatchObject([
      { id: 'upgrade:suite:business', cents: 7200, state: 'paid', paidWith: 'balance' },
    ])
  })

  it('SUITE-4 part of a cent is rounded up, and the day of renewal costs nothing', async () => {
    await putSuite('standard', { expiry: '2026-11-23' })
    expect(applied(await upgrade('business')).changes[0]?.after.charged).toBe(99)
    await putSuite('standard', { expiry: '2026-11-22' })
    expect(applied(await upgrade('enterprise')).changes).toHaveLength(1)
    expect((await invoices()).find(({ id }) => id.endsWith('enterprise'))).toMatchObject({
      cents: 0,
      state: 'paid',
      paidWith: null,
    })
    expect(await world.outbox()).toEqual([])
  })

  it('SUITE-4 a whole period costs its whole difference, in a leap year too, and a month costs a month of it', async () => {
    world.clock.now = new Date('2027-03-01T10:00:00.000Z')
    await putSuite('standard', { expiry: '2028-03-01' })
    expect(applied(await upgrade('business')).changes[0]?.after.charged).toBe(36_000)
    await putSuite('standard', { expiry: '2027-04-01', months: 1, cents: 600 })
    const monthly = await world.preview('owner', 'upgrade-suite', { suite: 'suite', offer: 'business' })
    expect(applied(monthly, 'preview').changes[0]?.after.charged).toBe(3000)
  })

  it('SUITE-4 a price for another period than a year is in proportion', async () => {
    await putSuite('standard', { months: 1, cents: 600 })
    applied(await upgrade('business'))
    expect(await world.get('products', 'suite')).toMatchObject({ cents: 3600 })
  })

  it('SUITE-1 from each offer to each: up is possible, the same changes nothing, down is refused', async () => {
    for (const [height, from] of offers.entries())
      for (const [wanted, to] of offers.entries()) {
        await putSuite(from.id)
        const outcome = await world.preview('owner', 'upgrade-suite', { suite: 'suite', offer: to.id })
        const expected = wanted > height ? 'preview' : wanted === height ? 'unchanged' : 'refused'
        expect({ from: from.id, to: to.id, status: outcome.status }).toEqual({
          from: from.id,
          to: to.id,
          status: expected,
        })
      }
  })

  it('SUITE-1 a refusal says which offer it has, and changes and charges nothing', async () => {
    const refused = await upgrade('start')
    expect(reasons(refused)).toEqual(['SUITE-1'])
    expect(refused).toMatchObject({ refusals: [{ facts: { suite: 'suite.example', offer: 'standard' } }] })
    expect(await world.get('products', 'suite')).toMatchObject({ offer: { id: 'standard' } })
    expect(await invoices()).toEqual([])
    expect((await world.audit()).at(-1)).toMatchObject({ outcome: 'refused', rules: ['SUITE-1'] })
  })

  it('SUITE-1 there is no way back: no undo, not even by hand', async () => {
    expect(applied(await upgrade('business')).undoable).toBe(false)
    expect(reasons(await upgrade('standard'))).toEqual(['SUITE-1'])
  })

  it('SUITE-5 only administrators and legal representatives, not even who pays', async () => {
    await world.put('memberships', {
      ...(await world.get('memberships', 'acme:collaborator'))!,
      contacts: ['billing'],
    })
    for (const user of ['collaborator', 'external'])
      expect(reasons(await upgrade('business', user))).toEqual(['SUITE-5'])
    expect(reasons(await upgrade('start', 'collaborator'))).toEqual(['SUITE-5'])
    expect((await upgrade('business', 'admin')).status).toBe('done')
  })

  it('SUITE-4 a price that has changed since the preview is shown anew before it is charged', async () => {
    const seen = proposalOf(
      await world.propose('owner', 'upgrade-suite', { suite: 'suite', offer: 'business' }),
    )
    await putSuite('standard', { expiry: '2027-02-04' })
    const renewed = applied(await world.confirm('owner', seen), 'preview')
    expect(renewed).toMatchObject({ renewed: true })
    expect(await invoices()).toEqual([])
  })

  it('what is no suite, or is no longer active, cannot be meant', async () => {
    await world.put('products', product('shop'))
    const shop = await world.perform('owner', 'upgrade-suite', { suite: 'shop', offer: 'business' })
    expect(problems(shop)).toEqual(['suite not-a-suite'])
    await putSuite('standard', { state: 'expired' })
    expect(problems(await upgrade('business'))).toEqual(['suite not-active'])
    expect(await invoices()).toEqual([])
  })
})
