import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { carryCharge, type PaymentProvider } from '../../bot/post/payment.ts'
import { openTestProvider } from '../../bot/test-provider/provider.ts'
import { openWorld, organisation, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const charge = {
  kind: 'charge',
  invoice: 'renewal:shop:2026-11-22',
  token: 'tok_test_1',
  cents: 9900,
} as const

async function openInvoice(balance = 0) {
  await world.put('organisations', organisation('acme', { defaultPayment: 'visa', balance }))
  await world.put('paymentMethods', {
    id: 'visa',
    organisation: 'acme',
    token: 'tok_test_1',
    brand: 'Visa',
    last4: '4242',
    expiry: '2028-05',
  })
  await world.put('products', product('shop', { warranty: true }))
  await world.put('invoices', {
    id: charge.invoice,
    organisation: 'acme',
    product: 'shop',
    cents: 9900,
    issued: '2026-11-22',
    state: 'open',
    paidWith: 'visa',
  })
}

const invoice = () => world.get('invoices', charge.invoice)

describe('charges', () => {
  it('PAY-4 a paid charge settles its invoice, under the invoice’s own id', async () => {
    await openInvoice()
    const asked: unknown[] = []
    const provider: PaymentProvider = {
      charge: async request => {
        asked.push(request)
        return 'paid'
      },
    }
    await carryCharge(world.domain, provider)(charge, 'entry')
    expect(asked).toEqual([{ id: charge.invoice, token: 'tok_test_1', cents: 9900, currency: 'CHF' }])
    expect(await invoice()).toMatchObject({ state: 'paid', paidWith: 'visa' })
    expect((await world.audit()).at(-1)).toMatchObject({
      action: 'settle-invoice',
      actor: 'scheduler',
      from: 'scheduler',
    })
  })

  it('PAY-4 a declined charge falls back to the balance', async () => {
    await openInvoice(10000)
    await carryCharge(world.domain, openTestProvider('https://help.example.org'))(
      { ...charge, token: 'tok_declined_1' },
      'entry',
    )
    expect(await invoice()).toMatchObject({ state: 'paid', paidWith: 'balance' })
    expect(await world.get('organisations', 'acme')).toMatchObject({ balance: 100 })
  })

  it('PAY-4 ACT-5 a charge that is carried again changes nothing more and tells nobody twice', async () => {
    await openInvoice()
    const carry = carryCharge(world.domain, openTestProvider('https://help.example.org'))
    for (const entry of ['entry', 'entry']) await carry({ ...charge, token: 'tok_declined_1' }, entry)
    expect(await invoice()).toMatchObject({ state: 'open' })
    expect(await world.outbox()).toMatchObject([
      { kind: 'mail', to: 'owner@example.org', template: 'invoice-open' },
    ])
  })

  it('ACT-5 a provider that cannot tell leaves all as it was, and is asked again', async () => {
    await openInvoice()
    const provider: PaymentProvider = { charge: () => Promise.reject(new Error('timeout')) }
    await expect(carryCharge(world.domain, provider)(charge, 'entry')).rejects.toThrow('timeout')
    expect(await invoice()).toMatchObject({ state: 'open', paidWith: 'visa' })
    expect(await world.audit()).toEqual([])
  })

  it('ACT-5 charges nothing for an invoice that is not there', async () => {
    const provider = openTestProvider('https://help.example.org')
    await expect(carryCharge(world.domain, provider)(charge, 'entry')).rejects.toThrow('no invoice')
    expect(provider.charged.size).toBe(0)
  })
})

describe('the provider for tests', () => {
  it('PAY-4 pays test tokens, declines all else, and charges an id once', async () => {
    const provider = openTestProvider('https://help.example.org')
    const ask = (id: string, token: string) => provider.charge({ id, token, cents: 1, currency: 'CHF' })
    expect(await ask('a', 'tok_test_1')).toBe('paid')
    expect(await ask('b', 'tok_declined_1')).toBe('declined')
    expect(await ask('c', '4111')).toBe('declined')
    expect(await ask('a', 'tok_declined_1')).toBe('paid')
    expect(await ask('b', 'tok_test_1')).toBe('declined')
    expect([...provider.charged]).toEqual([
      ['a', 'paid'],
      ['b', 'declined'],
      ['c', 'declined'],
    ])
  })
})
