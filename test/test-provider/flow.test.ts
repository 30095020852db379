import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { perform } from '../../bot/core/perform.ts'
import { openCourier } from '../../bot/post/courier.ts'
import { carryCharge } from '../../bot/post/payment.ts'
import { cardPage } from '../../bot/test-provider/page.ts'
import type { TestProvider } from '../../bot/test-provider/provider.ts'
import { type Desk, openDesk, words } from '../support/desk.ts'
import { applied } from '../support/outcomes.ts'

const publicUrl = 'https://help.example.org'
let desk: Desk
let provider: TestProvider
let logged: string[]
beforeEach(async () => {
  desk = await openDesk()
  provider = desk.setting.domain.ports.payments as TestProvider
  logged = []
  for (const stream of [process.stderr, process.stdout])
    vi.spyOn(stream, 'write').mockImplementation(text => logged.push(String(text)) > 0)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await desk.close()
})

/** Types a card at the provider, and answers with the reference that comes back. */
async function typed(number: string): Promise<string> {
  const address = provider.start(`${publicUrl}/fr/once/token`)
  const body = new URLSearchParams({ number, expiry: '05/34', code: '987' })
  const answer = await cardPage(provider, words, publicUrl).request(address, { method: 'POST', body })
  return new URL(answer.headers.get('Location') ?? '').searchParams.get('card') ?? ''
}
const as = (user: string, action: string, input: object) =>
  perform(desk.setting.domain, { actor: { user }, action, input, from: 'web' })
const none = async () => {}
const charge = async () => {
  const carriers = {
    mail: none,
    feedback: none,
    post: none,
    shred: none,
    charge: carryCharge(desk.setting.domain, provider),
  }
  const log = { error: none, warn: none, info: none, debug: none }
  await openCourier(desk.setting.domain, carriers, log).deliverDue()
}
/** Lets a product that costs something come due. */
async function renew(): Promise<void> {
  const product = (await desk.get('products', 'lumiere-hosting'))!
  const input = { product: product.id, due: product.expiry }
  const wish = {
    actor: 'scheduler',
    action: 'renew-product',
    input,
    organisation: 'lumiere',
    from: 'scheduler',
  } as const
  applied(await perform(desk.setting.domain, wish))
  await charge()
}
const invoice = async () =>
  (await desk.store.read(tables => tables.invoices.find({ organisation: 'lumiere' }))).at(-1)

describe('a card from the provider’s page to the charge', () => {
  it('PAY-3 its number and code are neither in the store nor in any log', async () => {
    applied(
      await as('claire', 'add-payment-method', {
        card: await typed('4242 4242 4242 4242'),
        makeDefault: true,
      }),
    )
    await renew()
    const kept = await desk.bytes()
    const digits = kept.replace(/[\s-]/g, '')
    expect(digits).not.toContain('4242424242424242')
    expect(logged.join('')).not.toMatch(/4242|987/)
    expect(desk.warnings).toEqual([])
    expect(kept).toContain('"last4":"4242"')
  })

  it('PAY-1 PAY-4 a renewal is charged to it by its token', async () => {
    const added = applied(
      await as('claire', 'add-payment-method', { card: await typed('5555555555554444'), makeDefault: true }),
    )
    await renew()
    expect(await invoice()).toMatchObject({ state: 'paid', paidWith: added.changes[0]?.id })
  })

  it('PAY-4 a card that is declined when it is charged: the balance pays, else the invoice stays open and is told of', async () => {
    const { balance } = (await desk.get('organisations', 'lumiere'))!
    applied(
      await as('claire', 'add-payment-method', { card: await typed('4000000000000341'), makeDefault: true }),
    )
    await renew()
    expect(await invoice()).toMatchObject({ state: 'paid', paidWith: 'balance' })
    const left = (await desk.get('organisations', 'lumiere'))!
    expect(left.balance).toBeLessThan(balance)
    await desk.put('organisations', { ...left, balance: 0 })
    await renew()
    const all = await desk.store.read(tables => tables.invoices.find({ organisation: 'lumiere' }))
    expect(all.map(({ state }) => state).sort()).toEqual(['open', 'paid'])
    expect((await desk.mails()).map(({ template }) => template)).toContain('invoice-open')
  })

  it('PAY-1 PAY-2 PAY-5 replaced, made the default, removed in favour of the prepaid balance', async () => {
    const added = applied(
      await as('claire', 'add-payment-method', { card: await typed('4242424242424242'), replaces: 'visa' }),
    )
    const id = added.changes[0]?.id
    expect(await desk.get('paymentMethods', 'visa')).toBeUndefined()
    expect((await desk.get('organisations', 'lumiere'))?.defaultPayment).toBe(id)
    expect((await as('claire', 'remove-payment-method', { method: id })).status).toBe('refused')
    applied(await as('claire', 'remove-payment-method', { method: id, newDefault: 'balance' }))
    expect((await desk.get('organisations', 'lumiere'))?.defaultPayment).toBe('balance')
  })

  it('PAY-1 whoever has no browser names a card that is always there', async () => {
    applied(await as('claire', 'add-payment-method', { card: 'ref_test_mastercard' }))
    applied(await as('claire', 'add-payment-method', { card: 'ref_test_declined', makeDefault: true }))
    await renew()
    expect(await invoice()).toMatchObject({ paidWith: 'balance' })
  })
})
