import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentMethod } from '../../bot/core/model.ts'
import type { Card } from '../../bot/core/ports.ts'
import { applied, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, organisation, product, type World } from '../support/world.ts'

let world: World
/** What the provider says of each reference. */
let cards: Record<string, Card>
beforeEach(async () => {
  await world?.close()
  cards = {}
  world = await openWorld({ payments: { start: to => to, card: async reference => cards[reference] } })
})
afterAll(() => world.close())

const visa: PaymentMethod = {
  id: 'visa',
  organisation: 'acme',
  token: 'tok_visa',
  brand: 'Visa',
  last4: '4242',
  expiry: '2028-05',
}
const amex: PaymentMethod = { ...visa, id: 'amex', token: 'tok_amex', brand: 'Amex', last4: '0005' }
const old: PaymentMethod = { ...visa, id: 'old', token: 'tok_old', last4: '1111', expiry: '2026-10' }
const putCards = async (defaultPayment: string | null, ...cards: PaymentMethod[]) => {
  await world.put('paymentMethods', ...cards)
  await world.put('organisations', organisation('acme', { defaultPayment, balance: 500 }))
}
const typed = { token: 'tok_new', brand: 'Mastercard', last4: '4444', expiry: '2029-01' }
const add = (card: Partial<Card> = {}, more: object = {}, who = 'owner') => {
  cards.ref_new = { ...typed, ...card }
  return world.perform(who, 'add-payment-method', { card: 'ref_new', ...more })
}
const methods = () => world.store.read(tables => tables.paymentMethods.find({ organisation: 'acme' }))
const defaultPayment = async () => (await world.get('organisations', 'acme'))?.defaultPayment
const everything = () =>
  world.store.read(async tables =>
    JSON.stringify([
      // But for the hashes, which may hold any digits.
      (await tables.audit.find({ organisation: 'acme' })).map(entry => ({
        ...entry,
        hash: '',
        previous: '',
      })),
      await tables.outbox.until('9999'),
      await tables.proposals.until('9999'),
      await tables.paymentMethods.find({ organisation: 'acme' }),
    ]),
  )
const bills = () =>
  world.put('memberships', {
    id: 'acme:collaborator',
    organisation: 'acme',
    user: 'collaborator',
    role: 'collaborator',
    products: [],
    contacts: ['billing'],
  })

describe('list-payment-methods and list-invoices', () => {
  it('PAY-1 PAY-2 shows each card without its token, the prepaid balance, and which is the default', async () => {
    await putCards('visa', visa, old)
    expect(rows(await world.perform('owner', 'list-payment-methods'))).toEqual([
      { title: 'Visa •••• 1111', id: 'old', facts: { expiryMonth: '2026-10', default: false } },
      { title: 'Visa •••• 4242', id: 'visa', facts: { expiryMonth: '2028-05', default: true } },
      { title: 'Acme', id: 'balance', facts: { method: 'balance', balance: 500, default: false } },
    ])
  })

  it('PAY-1 invoices: newest first, open ones if asked', async () => {
    await putCards('visa', visa)
    await world.put('products', product('shop'))
    const invoice = { organisation: 'acme', product: 'shop', cents: 100, paidWith: null } as const
    await world.put('invoices', {
      ...invoice,
      id: 'a',
      issued: '2026-01-01',
      state: 'paid',
      paidWith: 'visa',
    })
    await world.put('invoices', { ...invoice, id: 'b', issued: '2026-03-01', state: 'open' })
    await world.put('invoices', {
      ...invoice,
      id: 'c',
      issued: '2026-02-01',
      state: 'paid',
      paidWith: 'balance',
    })
    await world.put('invoices', { ...invoice, id: 'd', issued: '2026-02-02', state: 'open', product: 'gone' })
    expect(rows(await world.perform('owner', 'list-invoices')).map(({ facts }) => facts)).toEqual([
      { invoice: 'b', price: 100, issued: '2026-03-01', invoiceState: 'open', method: null },
      { invoice: 'd', price: 100, issued: '2026-02-02', invoiceState: 'open', method: null },
      { invoice: 'c', price: 100, issued: '2026-02-01', invoiceState: 'paid', method: 'balance' },
      { invoice: 'a', price: 100, issued: '2026-01-01', invoiceState: 'paid', method: 'Visa •••• 4242' },
    ])
    const open = rows(await world.perform('owner', 'list-invoices', { state: 'open' }))
    expect(open.map(({ title }) => title)).toEqual(['shop.example', 'gone'])
  })

  it('PAY-1 only for who manages or bills', async () => {
    for (const action of ['list-payment-methods', 'list-invoices']) {
      for (const user of ['collaborator', 'external'])
        expect(reasons(await world.perform(user, action))).toEqual(['PAY-1.role'])
      expect(reasons(await world.perform('stranger', action, {}, 'acme'))).toEqual(['PAY-1.role'])
    }
    await bills()
    expect((await world.perform('collaborator', 'list-invoices')).status).toBe('answer')
  })
})

describe('add-payment-method', () => {
  it('PAY-1 PAY-3 keeps a token, brand, last digits and expiry; the first one becomes the default', async () => {
    const { changes, undoable } = applied(await add())
    const [kept] = await methods()
    expect(kept).toEqual({ ...typed, id: changes[0]?.id, organisation: 'acme' })
    expect(changes).toMatchObject([
      { of: 'Mastercard •••• 4444', before: {}, after: { expiryMonth: '2029-01', default: true } },
    ])
    expect(undoable).toBe(false)
    expect(await defaultPayment()).toBe(kept?.id)
  })

  it('PAY-3 the token is in no audit entry and in nothing that leaves', async () => {
    const outcome = await add()
    await world.store.transact(async tables => {
      for (const { id } of await tables.paymentMethods.find({ organisation: 'acme' }))
        await tables.paymentMethods.remove(id)
    })
    expect(await everything()).not.toContain('tok_new')
    expect(JSON.stringify(outcome)).not.toContain('tok_new')
  })

  it('PAY-1 a further one leaves the default as it is, unless told otherwise', async () => {
    await putCards('visa', visa)
    applied(await add())
    expect(await defaultPayment()).toBe('visa')
    const { changes } = applied(await add({ token: 'tok_third' }, { makeDefault: true }))
    expect(changes).toMatchObject([
      { after: { default: true } },
      { of: 'Visa •••• 4242', before: { default: true }, after: { default: false } },
    ])
    expect(await defaultPayment()).toBe(changes[0]?.id)
  })

  it('PAY-2 the prepaid balance stays the default when a first card comes', async () => {
    await putCards('balance')
    applied(await add())
    expect(await defaultPayment()).toBe('balance')
    const { changes } = applied(await add({ token: 'tok_2' }, { makeDefault: true }))
    expect(changes[1]).toMatchObject({ of: 'Acme', after: { method: 'balance', default: false } })
  })

  it('PAY-1 replaces a card, and takes over from it as the default', async () => {
    await putCards('old', old, visa)
    const { changes } = applied(await add({}, { replaces: '1111' }))
    expect(changes).toMatchObject([
      { of: 'Mastercard •••• 4444', after: { default: true } },
      { of: 'Visa •••• 1111', before: { expiryMonth: '2026-10', default: true }, after: {} },
    ])
    expect((await methods()).map(({ id }) => id).sort()).toEqual([changes[0]?.id, 'visa'].sort())
    expect(await defaultPayment()).toBe(changes[0]?.id)
  })

  it('PAY-1 replacing one that is not the default leaves the default', async () => {
    await putCards('visa', old, visa)
    applied(await add({}, { replaces: 'old' }))
    expect(await defaultPayment()).toBe('visa')
  })

  it('PAY-1 the same token and date with another brand or other digits is kept, and told', async () => {
    const first = applied(await add())
    const { changes } = applied(await add({ brand: 'Visa', last4: '9999' }))
    expect(changes).toMatchObject([
      {
        of: 'Visa •••• 9999',
        before: { method: 'Mastercard •••• 4444' },
        after: { method: 'Visa •••• 9999' },
      },
    ])
    expect(await methods()).toMatchObject([{ id: first.changes[0]?.id, brand: 'Visa', last4: '9999' }])
  })

  it('PAY-1 the same token again: nothing new; with a later date the card is updated in place', async () => {
    await putCards('visa', visa)
    const same = { token: 'tok_visa', brand: 'Visa', last4: '4242' }
    expect((await add({ ...same, expiry: '2028-05' })).status).toBe('unchanged')
    const { changes } = applied(await add({ ...same, expiry: '2031-05' }, { replaces: 'visa' }))
    expect(changes).toMatchObject([
      { id: 'visa', before: { expiryMonth: '2028-05' }, after: { expiryMonth: '2031-05', default: true } },
    ])
    expect(await methods()).toEqual([{ ...visa, expiry: '2031-05' }])
  })

  it('PAY-1 an expired card is refused; one of this month is not', async () => {
    const refused = await add({ expiry: '2026-10' })
    expect(reasons(refused)).toEqual(['PAY-1.expired'])
    expect(refused).toMatchObject({ refusals: [{ facts: { expiryMonth: '2026-10' } }] })
    expect(await methods()).toEqual([])
    applied(await add({ expiry: '2026-11' }))
  })

  it('PAY-1 only who manages or bills', async () => {
    expect(reasons(await add({}, {}, 'external'))).toEqual(['PAY-1.role'])
    await bills()
    applied(await add({}, {}, 'collaborator'))
  })

  it('what is no card cannot be meant', async () => {
    await putCards('visa', visa)
    expect(problems(await add({}, { card: 'ref_of_nobody' }))).toEqual(['card unknown-card'])
    expect(problems(await add({}, { card: '' }))).toEqual(['card required'])
    expect(problems(await add({}, { card: 5 }))).toEqual(['card not-a-card'])
    expect(problems(await add({}, { replaces: 'balance' }))).toEqual(['replaces balance-is-no-card'])
    expect(problems(await add({}, { replaces: '9999' }))).toEqual(['replaces unknown-method'])
    expect(problems(await add({}, { cvc: '123' }))).toEqual(['cvc unknown-field'])
    expect(await methods()).toEqual([visa])
  })
})

describe('PAY-3 card numbers and security codes', () => {
  // Test numbers that payment providers publish: Luhn-valid, of no account.
  const numbers = [
    '4242424242424242',
    '5555 5555 5555 4444',
    '3782-822463-10005',
    '４２４２ ４２４２ ４２４２ ４２４２',
  ]

  for (const field of ['card', 'replaces', 'cvc', 'makeDefault'])
    it(`PAY-3 a card number in ${field} is refused, kept nowhere and repeated nowhere`, async () => {
      for (const number of numbers) {
        const outcome = await add({}, { [field]: `Visa ${number}` })
        expect(reasons(outcome)).toEqual(['PAY-3.typed'])
        expect(JSON.stringify(outcome)).not.toContain(number)
        expect(await everything()).not.toContain(number)
      }
      expect(await methods()).toEqual([])
      expect((await world.audit()).map(({ outcome, rules }) => [outcome, rules])).toEqual(
        numbers.map(() => ['refused', ['PAY-3']]),
      )
    })

  it('PAY-3 as a number, in a list, or in any other action too', async () => {
    expect(reasons(await add({}, { card: 4242424242424242 }))).toEqual(['PAY-3.typed'])
    expect(reasons(await add({}, { card: ['4242424242424242'] }))).toEqual(['PAY-3.typed'])
    const order = { service: 'domain', name: '4242 4242 4242 4242' }
    expect(reasons(await world.propose('owner', 'order-product', order))).toEqual(['PAY-3.typed'])
    expect(await everything()).not.toContain('4242 4242')
  })

  it('PAY-3 a security code is refused, alone or named, and kept nowhere', async () => {
    for (const card of ['123', ' 1234', '987', 'Visa CVC 987', 'tok_1 cvv2: 987']) {
      expect({ card, reasons: reasons(await add({}, { card })) }).toEqual({
        card,
        reasons: ['PAY-3.security-code'],
      })
      expect(await everything()).not.toContain('987')
    }
    expect(await methods()).toEqual([])
  })
})

describe('set-default-payment-method', () => {
  const set = (method: string, who = 'owner') => world.propose(who, 'set-default-payment-method', { method })

  it('PAY-1 by last digits, with the old and the new one shown, and an exact way back', async () => {
    await putCards('visa', visa, amex)
    const seen = await set('0005')
    expect(applied(seen, 'preview').changes).toEqual([
      {
        id: 'amex',
        of: 'Amex •••• 0005',
        before: { method: 'Amex •••• 0005', default: false },
        after: { method: 'Amex •••• 0005', default: true },
      },
      {
        id: 'visa',
        of: 'Visa •••• 4242',
        before: { method: 'Visa •••• 4242', default: true },
        after: { method: 'Visa •••• 4242', default: false },
      },
    ])
    expect(applied(await world.confirm('owner', proposalOf(seen))).undoable).toBe(true)
    expect(await defaultPayment()).toBe('amex')
    await world.confirm('owner', proposalOf(await world.undo('owner', proposalOf(seen))))
    expect(await defaultPayment()).toBe('visa')
  })

  it('PAY-2 the prepaid balance can be the default, and be taken back to', async () => {
    await putCards('visa', visa)
    const toBalance = proposalOf(await set('balance'))
    await world.confirm('owner', toBalance)
    expect(await defaultPayment()).toBe('balance')
    await world.confirm('owner', proposalOf(await world.undo('owner', toBalance)))
    expect(await defaultPayment()).toBe('visa')
    await putCards('balance', visa)
    const toCard = proposalOf(await set('visa'))
    await world.confirm('owner', toCard)
    await world.confirm('owner', proposalOf(await world.undo('owner', toCard)))
    expect(await defaultPayment()).toBe('balance')
  })

  it('PAY-1 where there was none before there is no way back', async () => {
    await putCards(null, visa)
    expect(applied(await set('visa'), 'preview').undoable).toBe(false)
  })

  it('PAY-1 the default again changes nothing', async () => {
    await putCards('visa', visa)
    expect((await set('visa')).status).toBe('unchanged')
    await putCards('balance', visa)
    expect((await set('balance')).status).toBe('unchanged')
  })

  it('PAY-1 neither an expired card, nor by somebody without the right', async () => {
    await putCards('visa', visa, old)
    expect(reasons(await set('old'))).toEqual(['PAY-1.expired'])
    expect(reasons(await set('visa', 'collaborator'))).toEqual(['PAY-1.role'])
    expect(await defaultPayment()).toBe('visa')
  })

  it('PAY-1 a card of another organisation is unknown', async () => {
    await putCards('visa', visa, { ...amex, organisation: 'other' })
    expect(problems(await set('amex'))).toEqual(['method unknown-method'])
  })
})

describe('remove-payment-method', () => {
  const remove = (input: object, who = 'owner') => world.perform(who, 'remove-payment-method', input)

  it('PAY-5 the default stays while products renew from it, and they are named', async () => {
    await putCards('visa', visa, amex)
    await world.put(
      'products',
      product('b', { warranty: true }),
      product('a', { warranty: true }),
      product('plain'),
      product('expired', { warranty: true, state: 'expired' }),
      product('cancelled', { warranty: true, state: 'cancelled' }),
      product('foreign', { warranty: true, organisation: 'other' }),
    )
    const refused = await remove({ method: 'visa' })
    expect(reasons(refused)).toEqual(['PAY-5'])
    expect(refused).toMatchObject({ refusals: [{ facts: { products: ['a.example', 'b.example'] } }] })
    expect(await methods()).toHaveLength(2)
  })

  it('PAY-5 with another one in the same step both happen, together', async () => {
    await putCards('visa', visa, amex)
    await world.put('products', product('shop', { warranty: true }))
    const { changes, undoable } = applied(await remove({ method: 'visa', newDefault: '0005' }))
    expect(changes).toMatchObject([
      { of: 'Visa •••• 4242', before: { expiryMonth: '2028-05', default: true }, after: {} },
      { of: 'Amex •••• 0005', before: { default: false }, after: { default: true } },
    ])
    expect(undoable).toBe(false)
    expect(await methods()).toEqual([amex])
    expect(await defaultPayment()).toBe('amex')
  })

  it('PAY-5 PAY-2 the balance may take its place; an expired card, or itself, may not', async () => {
    await putCards('visa', visa, old)
    await world.put('products', product('shop', { warranty: true }))
    expect(reasons(await remove({ method: 'visa', newDefault: 'old' }))).toEqual(['PAY-1.expired'])
    expect(problems(await remove({ method: 'visa', newDefault: 'visa' }))).toEqual(['newDefault same-method'])
    expect(await methods()).toHaveLength(2)
    applied(await remove({ method: 'visa', newDefault: 'balance' }))
    expect(await defaultPayment()).toBe('balance')
  })

  it('PAY-5 without such products it goes, and there is no default any more', async () => {
    await putCards('visa', visa)
    await world.put('products', product('shop'))
    applied(await remove({ method: 'visa' }))
    expect(await methods()).toEqual([])
    expect(await defaultPayment()).toBeNull()
  })

  it('PAY-5 one that is not the default goes at once', async () => {
    await putCards('visa', visa, old)
    await world.put('products', product('shop', { warranty: true }))
    applied(await remove({ method: 'old' }))
    expect(await defaultPayment()).toBe('visa')
  })

  it('PAY-1 only who manages or bills, and the balance is no card to remove', async () => {
    await putCards('visa', visa)
    expect(reasons(await remove({ method: 'visa' }, 'external'))).toEqual(['PAY-1.role'])
    expect(problems(await remove({ method: 'balance' }))).toEqual(['method balance-is-no-card'])
  })
})
