import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { renewDay } from '../../bot/actions/renewal-day.ts'
import type { Product } from '../../bot/core/model.ts'
import type { Store } from '../../bot/core/store.ts'
import { applied, factsOf, mails, problems, reasons } from '../support/outcomes.ts'
import { openWorld, organisation, person, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  await putShop({ warranty: true })
})
afterAll(() => world.close())

const due = '2027-01-31'
const id = `renewal:shop:${due}`
const putShop = (more: Partial<Product> = {}) => world.put('products', product('shop', more))
const card = {
  id: 'visa',
  organisation: 'acme',
  token: 'tok_1',
  brand: 'Visa',
  last4: '4242',
  expiry: '2028-05',
}
const putDefault = async (method: Partial<typeof card> | 'balance' | null, balance = 0) => {
  if (method && method !== 'balance') await world.put('paymentMethods', { ...card, ...method })
  const defaultPayment = method && method !== 'balance' ? 'visa' : method
  await world.put('organisations', organisation('acme', { balance, defaultPayment }))
}
const renew = (day = due) =>
  world.perform('scheduler', 'renew-product', { product: 'shop', due: day }, 'acme')
const settle = (result: 'paid' | 'declined') =>
  world.perform('scheduler', 'settle-invoice', { invoice: id, result }, 'acme')
const shop = () => world.get('products', 'shop')
const invoices = () => world.store.read(tables => tables.invoices.find({ product: 'shop' }))
const balance = async () => (await world.get('organisations', 'acme'))?.balance
const bills = async (user: string) =>
  world.put('memberships', { ...(await world.get('memberships', `acme:${user}`))!, contacts: ['billing'] })

describe('renew-product', () => {
  it('WARR-3 with the warranty it is renewed for its own period, with one invoice', async () => {
    await putDefault('balance', 10_000)
    const { changes } = applied(await renew())
    expect(changes[0]).toEqual({
      id: 'shop',
      of: 'shop.example',
      before: { expiry: due, productState: 'active' },
      after: { expiry: '2028-01-31', productState: 'active', charged: 9900 },
    })
    expect(await shop()).toMatchObject({ expiry: '2028-01-31', state: 'active' })
    expect(await invoices()).toEqual([
      {
        id,
        organisation: 'acme',
        product: 'shop',
        cents: 9900,
        issued: due,
        state: 'paid',
        paidWith: 'balance',
      },
    ])
  })

  it('WARR-3 again for the same due day renews nothing twice, issues no second invoice, charges nothing', async () => {
    await putDefault({})
    applied(await renew())
    for (let run = 0; run < 3; run++) expect((await renew()).status).toBe('unchanged')
    expect(await shop()).toMatchObject({ expiry: '2028-01-31' })
    expect(await invoices()).toHaveLength(1)
    expect(await world.outbox()).toHaveLength(1)
    expect((await world.audit()).map(({ outcome }) => outcome)).toEqual([
      'done',
      'unchanged',
      'unchanged',
      'unchanged',
    ])
  })

  it('WARR-3 not even where the expiry was put back: the due day has its invoice', async () => {
    await putDefault('balance', 30_000)
    applied(await renew())
    await putShop({ warranty: true })
    expect((await renew()).status).toBe('unchanged')
    expect(await balance()).toBe(20_100)
  })

  it('WARR-3 concurrently: once', async () => {
    await putDefault('balance', 100_000)
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => renew()))
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'done',
      ...Array.from({ length: 4 }, () => 'unchanged'),
    ])
    expect(await balance()).toBe(90_100)
  })

  it('WARR-3 without the warranty it expires: no invoice, no charge, no mail', async () => {
    await putShop()
    await putDefault({}, 100_000)
    expect(applied(await renew()).changes).toMatchObject([
      { after: { expiry: due, productState: 'expired' } },
    ])
    expect(await shop()).toMatchObject({ state: 'expired', expiry: due })
    expect(await invoices()).toEqual([])
    expect(await world.outbox()).toEqual([])
    expect((await renew()).status).toBe('unchanged')
  })

  it('WARR-3 what was renewed in time, has expired or is due another day stays', async () => {
    for (const more of [{ expiry: '2028-01-31' }, { state: 'expired' as const }]) {
      await putShop({ warranty: true, ...more })
      expect((await renew()).status).toBe('unchanged')
    }
    expect((await renew('2027-01-30')).status).toBe('unchanged')
    expect(await invoices()).toEqual([])
  })

  it('WARR-3 a month’s end stays a month’s end: 31 January, 28 February, 31 March', async () => {
    await putDefault('balance', 100_000)
    await putShop({ warranty: true, months: 1 })
    applied(await renew())
    expect(await shop()).toMatchObject({ expiry: '2027-02-28' })
    applied(await renew('2027-02-28'))
    expect(await shop()).toMatchObject({ expiry: '2027-03-31' })
  })

  it('WARR-3 what costs nothing has its invoice too, paid by nothing', async () => {
    await putDefault({})
    await putShop({ warranty: true, cents: 0 })
    applied(await renew())
    expect(await invoices()).toMatchObject([{ cents: 0, state: 'paid', paidWith: null }])
    expect(await world.outbox()).toEqual([])
  })

  it('WARR-3 no person can ask for it, not even a legal representative', async () => {
    const outcome = await world.perform('owner', 'renew-product', { product: 'shop', due })
    expect(reasons(outcome)).toEqual(['WARR-3.scheduled'])
    expect(await shop()).toMatchObject({ expiry: due })
  })
})

describe('PAY-4 what a renewal is paid with', () => {
  it('PAY-4 a good default card: an open invoice and one charge with its token', async () => {
    await putDefault({}, 100_000)
    const outcome = applied(await renew())
    expect(outcome.note).toEqual({ id: 'card-charged', facts: { price: 9900, method: 'Visa •••• 4242' } })
    expect(await invoices()).toMatchObject([{ state: 'open', paidWith: 'visa' }])
    expect(await world.outbox()).toEqual([{ kind: 'charge', invoice: id, token: 'tok_1', cents: 9900 }])
    expect(await balance()).toBe(100_000)
    expect(JSON.stringify(await world.audit())).not.toContain('tok_1')
  })

  it('PAY-4 a card is good to the last day of its month, judged on the due day', async () => {
    await putDefault({ expiry: '2027-01' })
    applied(await renew())
    expect(await world.outbox()).toMatchObject([{ kind: 'charge' }])
  })

  for (const [what, method] of [
    ['an expired default', { expiry: '2026-10' }],
    ['a default that expires before the due day', { expiry: '2026-12' }],
    ['no default', null],
    ['the balance as default', 'balance'],
  ] as const)
    it(`PAY-4 PAY-2 ${what}: the prepaid balance, to its last cent`, async () => {
      await putDefault(method, 9900)
      const outcome = applied(await renew())
      expect(outcome.changes[1]).toMatchObject({ before: { balance: 9900 }, after: { balance: 0 } })
      expect(outcome.note).toEqual({ id: 'balance-charged', facts: { price: 9900, balance: 0 } })
      expect(await invoices()).toMatchObject([{ state: 'paid', paidWith: 'balance' }])
      expect(await balance()).toBe(0)
      expect(await world.outbox()).toEqual([])
    })

  it('PAY-4 a balance that is a cent short is left alone: the invoice stays open, the service runs on', async () => {
    await putDefault('balance', 9899)
    expect(applied(await renew()).note).toEqual({ id: 'invoice-open', facts: { price: 9900 } })
    expect(await invoices()).toMatchObject([{ state: 'open', paidWith: null }])
    expect(await balance()).toBe(9899)
    expect(await shop()).toMatchObject({ state: 'active', expiry: '2028-01-31' })
  })

  it('PAY-4 ROLE-6 billing contacts are told, each in their own language, and nobody else', async () => {
    await bills('collaborator')
    await bills('external')
    await putDefault(null)
    applied(await renew())
    expect(mails(await world.outbox())).toEqual([
      'invoice-open → collaborator@example.org (de)',
      'invoice-open → external@example.org (fr)',
    ])
    expect(factsOf(await world.outbox(), 'invoice-open')).toEqual({
      organisation: 'Acme',
      product: 'shop.example',
      price: 9900,
      invoice: id,
    })
  })

  it('PAY-4 without a billing contact the legal representatives are told', async () => {
    await putDefault(null)
    await world.put('users', person('boss', { locale: 'it' }))
    await world.join('boss', 'legal-representative')
    applied(await renew())
    expect(mails(await world.outbox())).toEqual([
      'invoice-open → boss@example.org (it)',
      'invoice-open → owner@example.org (fr)',
    ])
  })
})

describe('settle-invoice', () => {
  it('PAY-4 paid: the invoice is paid, once, and nobody is told', async () => {
    await putDefault({}, 100_000)
    await renew()
    expect(applied(await settle('paid')).changes).toEqual([
      {
        id,
        of: 'shop.example',
        before: { invoiceState: 'open', method: 'Visa •••• 4242' },
        after: { invoiceState: 'paid', method: 'Visa •••• 4242' },
      },
    ])
    for (const result of ['paid', 'declined'] as const)
      expect((await settle(result)).status).toBe('unchanged')
    expect(await invoices()).toMatchObject([{ state: 'paid', paidWith: 'visa' }])
    expect(await balance()).toBe(100_000)
    expect(mails(await world.outbox())).toEqual([])
  })

  it('PAY-4 declined: the balance if it covers the sum, once', async () => {
    await putDefault({}, 15_000)
    await renew()
    expect(applied(await settle('declined')).changes).toMatchObject([
      { after: { invoiceState: 'paid', method: 'balance' } },
      { after: { balance: 5100 } },
    ])
    expect((await settle('declined')).status).toBe('unchanged')
    expect(await balance()).toBe(5100)
    expect(mails(await world.outbox())).toEqual([])
  })

  it('PAY-4 declined and not covered: open, billing contacts told once; a payment that comes late still counts', async () => {
    await putDefault({}, 100)
    await renew()
    expect(applied(await settle('declined')).changes).toMatchObject([
      { before: { method: 'Visa •••• 4242' }, after: { invoiceState: 'open', method: null } },
    ])
    expect((await settle('declined')).status).toBe('unchanged')
    expect(mails(await world.outbox())).toEqual(['invoice-open → owner@example.org (fr)'])
    applied(await settle('paid'))
    expect(await invoices()).toMatchObject([{ state: 'paid' }])
    expect(await balance()).toBe(100)
  })

  it('PAY-4 an answer for a card that was removed meanwhile still settles', async () => {
    await putDefault({}, 100)
    await renew()
    await world.store.transact(tables => tables.paymentMethods.remove('visa'))
    expect(applied(await settle('declined')).changes).toMatchObject([{ before: { method: null } }])
    expect(mails(await world.outbox())).toHaveLength(1)
  })

  it('PAY-4 no person can say that an invoice is paid, and an unknown one, or one of others, is none', async () => {
    await putDefault({})
    await renew()
    const input = { invoice: id, result: 'paid' }
    expect(reasons(await world.perform('owner', 'settle-invoice', input))).toEqual(['PAY-4.scheduled'])
    expect(problems(await world.perform('scheduler', 'settle-invoice', input, 'other'))).toEqual([
      'invoice unknown-invoice',
    ])
    expect(await invoices()).toMatchObject([{ state: 'open' }])
  })
})

describe('renewDay', () => {
  it('WARR-3 renews or lets expire what is due by the day, and nothing else', async () => {
    await putDefault('balance', 9900)
    await world.put(
      'products',
      product('plain', { expiry: '2027-01-15' }),
      product('later', { expiry: '2027-02-01', warranty: true }),
      product('cancelled', { state: 'cancelled', warranty: true }),
      product('foreign', { organisation: 'other', cents: 500, warranty: true }),
    )
    expect(await renewDay(world.domain, due)).toEqual([
      {
        product: 'plain',
        name: 'plain.example',
        organisation: 'acme',
        outcome: 'expired',
        expiry: '2027-01-15',
      },
      {
        product: 'foreign',
        name: 'foreign.example',
        organisation: 'other',
        outcome: 'renewed',
        expiry: '2028-01-31',
        invoice: `renewal:foreign:${due}`,
        state: 'open',
      },
      {
        product: 'shop',
        name: 'shop.example',
        organisation: 'acme',
        outcome: 'renewed',
        expiry: '2028-01-31',
        invoice: id,
        state: 'paid',
      },
    ])
    expect(await renewDay(world.domain, due)).toEqual([])
    expect(await world.get('products', 'later')).toMatchObject({ expiry: '2027-02-01' })
    expect(mails(await world.outbox())).toEqual(['invoice-open → stranger@example.org (fr)'])
  })

  it('WARR-3 after months of sleep each due day has its invoice', async () => {
    await putDefault('balance', 100_000)
    await putShop({ warranty: true, months: 1 })
    const renewals = await renewDay(world.domain, '2027-04-01')
    expect(renewals.map(({ expiry }) => expiry)).toEqual(['2027-02-28', '2027-03-31', '2027-04-30'])
    expect((await invoices()).map(invoice => invoice.id)).toEqual([
      'renewal:shop:2027-01-31',
      'renewal:shop:2027-02-28',
      'renewal:shop:2027-03-31',
    ])
  })

  it('WARR-3 one that fails is named and does not stop the others', async () => {
    await putDefault('balance', 100_000)
    await world.put('products', product('broken', { expiry: '2027-01-01', warranty: true }))
    const store: Store = {
      ...world.store,
      read: work => world.store.read(work),
      transact: work =>
        world.store.transact(async tables => {
          const outcome = await work(tables)
          if ((await tables.invoices.get('renewal:broken:2027-01-01')) !== undefined) throw new Error('disk')
          return outcome
        }),
    }
    const renewals = await renewDay({ ...world.domain, store }, due)
    expect(renewals).toMatchObject([
      { product: 'broken', outcome: 'failed', expiry: '2027-01-01', error: new Error('disk') },
      { product: 'shop', outcome: 'renewed' },
    ])
    expect(await world.get('products', 'broken')).toMatchObject({ expiry: '2027-01-01', state: 'active' })
  })

  it('WARR-3 a due day that is invoiced and yet still due is named, not run round for ever', async () => {
    await putDefault('balance', 100_000)
    await renew()
    await putShop({ warranty: true })
    expect(await renewDay(world.domain, due)).toMatchObject([{ product: 'shop', outcome: 'failed' }])
    expect(await balance()).toBe(90_100)
  })
})
