import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Mail, Parcel } from '../bot/core/model.ts'
import { post } from '../bot/core/outbox.ts'
import { confirm, propose } from '../bot/core/proposals.ts'
import type { Store } from '../bot/core/store.ts'
import type { Carriers } from '../bot/post/courier.ts'
import { carryCharge } from '../bot/post/payment.ts'
import { openScheduler } from '../bot/scheduler.ts'
import { openTestProvider } from '../bot/test-provider/provider.ts'
import { openTestLog } from './post/support.ts'
import { oncePage } from './stores/rows.ts'
import { proposalOf, reasons } from './support/outcomes.ts'
import { openWorld, organisation, product, type World } from './support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  vi.useRealTimers()
  await world.close()
})

/** A scheduler with the provider for tests, whose mails are noted. */
function open(domain = world.domain) {
  const mails: Mail[] = []
  const provider = openTestProvider('https://help.example.org')
  const state = { isDown: false, gate: Promise.resolve(), entered: 0 }
  const carriers: Carriers = {
    mail: async mail => {
      state.entered += 1
      await state.gate
      if (state.isDown) throw new Error('down')
      mails.push(mail)
    },
    feedback: async () => {},
    post: async () => {},
    charge: carryCharge(domain, provider),
    shred: async () => {},
  }
  const log = openTestLog()
  return { ...openScheduler(domain, carriers, log), mails, provider, log, state }
}

async function openShop(token: string, balance = 0) {
  await world.put('organisations', organisation('acme', { defaultPayment: 'visa', balance }))
  await world.put('paymentMethods', {
    id: 'visa',
    organisation: 'acme',
    token,
    brand: 'Visa',
    last4: '4242',
    expiry: '2028-05',
  })
  await world.put('products', product('shop', { warranty: true, expiry: '2026-11-22', dueDay: 22 }))
}

const invoices = () => world.store.read(tables => tables.invoices.find({ product: 'shop' }))

const mail: Parcel = { kind: 'mail', to: 'a@example.org', locale: 'fr', template: 'x', facts: {} }
const postMail = () => world.store.transact(tables => post(tables, mail, world.clock.now))

describe('renewals', () => {
  it('WARR-3 PAY-4 a due product is renewed, invoiced and charged once, however often the day is run', async () => {
    await openShop('tok_test_1')
    const { tick, provider, mails } = open()
    await tick()
    await tick()
    await open().tick()
    expect(await world.get('products', 'shop')).toMatchObject({ expiry: '2027-11-22', state: 'active' })
    expect(await invoices()).toMatchObject([
      { id: 'renewal:shop:2026-11-22', state: 'paid', paidWith: 'visa' },
    ])
    expect([...provider.charged]).toEqual([['renewal:shop:2026-11-22', 'paid']])
    expect(mails).toEqual([])
  })

  it('WARR-3 a due product without the warranty expires, and what is not due yet stays', async () => {
    await world.put(
      'products',
      product('shop', { expiry: '2026-11-22' }),
      product('later', { expiry: '2026-11-23' }),
    )
    await open().tick()
    expect(await world.get('products', 'shop')).toMatchObject({ state: 'expired', expiry: '2026-11-22' })
    expect(await world.get('products', 'later')).toMatchObject({ state: 'active' })
    expect(await invoices()).toEqual([])
  })

  it('PAY-4 a declined charge falls back to the balance', async () => {
    await openShop('tok_declined_1', 10_000)
    await open().tick()
    expect(await invoices()).toMatchObject([{ state: 'paid', paidWith: 'balance' }])
    expect(await world.get('organisations', 'acme')).toMatchObject({ balance: 100 })
  })

  it('PAY-4 where the balance does not cover it either, the invoice stays open and billing contacts are told in the same tick', async () => {
    await openShop('tok_declined_1', 100)
    await world.put('memberships', {
      id: 'acme:collaborator',
      organisation: 'acme',
      user: 'collaborator',
      role: 'collaborator',
      products: [],
      contacts: ['billing'],
    })
    const { tick, mails } = open()
    await tick()
    expect(mails).toHaveLength(1)
    await tick()
    expect(await invoices()).toMatchObject([{ state: 'open' }])
    expect(await world.get('organisations', 'acme')).toMatchObject({ balance: 100 })
    expect(mails).toMatchObject([{ to: 'collaborator@example.org', locale: 'de', template: 'invoice-open' }])
  })

  it('WARR-3 a scheduler that slept catches up, one invoice per due day', async () => {
    await openShop('tok_test_1')
    await world.put('products', product('shop', { warranty: true, expiry: '2026-08-31', months: 1 }))
    await open().tick()
    expect((await invoices()).map(({ id }) => id)).toEqual([
      'renewal:shop:2026-08-31',
      'renewal:shop:2026-09-30',
      'renewal:shop:2026-10-31',
    ])
    expect(await world.get('products', 'shop')).toMatchObject({ expiry: '2026-11-30' })
  })
})

describe('expiries', () => {
  async function proposed() {
    const outcome = await world.propose('admin', 'change-role', {
      member: 'collaborator',
      role: 'administrator',
    })
    return 'proposal' in outcome ? outcome.proposal! : ''
  }

  it('ACT-2 ACT-3 a proposal is forgotten a day after its end; until then pressing it says why, and is audited', async () => {
    const { tick } = open()
    const id = await proposed()
    world.later(11)
    await tick()
    expect(await world.confirm('admin', id)).toMatchObject({
      status: 'refused',
      refusals: [{ rule: 'ACT-2', because: 'expired' }],
    })
    expect((await world.audit()).at(-1)).toMatchObject({
      action: 'change-role',
      outcome: 'refused',
      rules: ['ACT-2'],
    })
    world.later(24 * 60)
    await tick()
    expect(await world.get('proposals', id)).toBeUndefined()
    expect(await world.get('memberships', 'acme:collaborator')).toMatchObject({ role: 'collaborator' })
  })

  it('ACT-2 BRAND-4 what was uploaded for a proposal goes with its ten minutes, and pressing it still says why', async () => {
    const images = {
      ...world.domain.ports.images,
      read: async () => ({ width: 10, height: 10, png: Buffer.from('png') }),
    }
    const domain = { ...world.domain, ports: { ...world.domain.ports, images } }
    const wish = {
      actor: { user: 'owner' },
      action: 'set-branding',
      input: { logo: 'bG9nbw==' },
      from: 'test',
    }
    const { tick } = open(domain)
    const id = proposalOf(await propose(domain, wish))
    world.later(5)
    await world.put(
      'organisations',
      organisation('acme', { branding: { square: { kind: 'initials', text: 'X' }, rectangular: null } }),
    )
    const renewed = proposalOf(await confirm(domain, id, { user: 'owner' }, 'test'))
    const inputs = async () =>
      Promise.all([id, renewed].map(async each => (await world.get('proposals', each))?.input))
    world.later(6)
    await tick()
    expect(await inputs()).toEqual([wish.input, wish.input])
    world.later(5)
    await tick()
    expect(await inputs()).toEqual([{}, {}])
    expect(reasons(await confirm(domain, id, { user: 'owner' }, 'test'))).toEqual(['ACT-2.expired'])
  })

  it('ACT-2 a proposal that was applied answers with its receipt for a day', async () => {
    const { tick } = open()
    const id = await proposed()
    await world.confirm('admin', id)
    world.later(24 * 60)
    await tick()
    expect(await world.confirm('admin', id)).toMatchObject({ status: 'done', proposal: id })
    world.later(11)
    await tick()
    expect(await world.get('proposals', id)).toBeUndefined()
  })

  it('RECO-2 RECO-5 TFA-6 ACT-7 tickets, sessions and one-time pages are removed once they have run out', async () => {
    const ticket = {
      user: 'owner',
      purpose: 'recovery-email',
      codeHash: null,
      email: 'o@example.com',
    } as const
    await world.put('tickets', { ...ticket, id: 'old', expires: '2026-11-22T09:59:00.000Z' })
    await world.put('tickets', { ...ticket, id: 'new', expires: '2026-11-22T10:01:00.000Z' })
    await world.put('sessions', { id: 'old', user: 'owner', expires: '2026-11-22T09:59:00.000Z' })
    await world.put('sessions', { id: 'new', user: 'owner', expires: '2026-11-22T10:01:00.000Z' })
    await world.put('oncePages', oncePage('old', '2026-11-22T09:59:00.000Z'))
    await world.put('oncePages', oncePage('new', '2026-11-22T10:01:00.000Z'))
    await open().tick()
    for (const table of ['tickets', 'sessions', 'oncePages'] as const) {
      expect(await world.get(table, 'old')).toBeUndefined()
      expect(await world.get(table, 'new')).toBeDefined()
    }
  })
})

describe('deliveries', () => {
  it('ACT-5 flush delivers at once what a confirmed change left', async () => {
    const { flush, mails } = open()
    await world.perform('admin', 'change-role', { member: 'collaborator', role: 'administrator' })
    await flush()
    expect(mails).toMatchObject([{ to: 'collaborator@example.org', template: 'role-changed' }])
    expect(await world.outbox()).toEqual([])
  })

  it('FEED-3 ACT-5 what fails waits, and goes with a later tick', async () => {
    const { tick, mails, state, log } = open()
    state.isDown = true
    await postMail()
    await tick()
    expect(await world.outbox()).toEqual([mail])
    state.isDown = false
    world.later(1)
    await tick()
    expect(mails).toEqual([mail])
    expect(log.lines).toHaveLength(1)
  })

  it('ticks never overlap, and a mail that is under way is not sent by a flush as well', async () => {
    const { tick, flush, mails, state } = open()
    const { promise, resolve } = Promise.withResolvers<void>()
    state.gate = promise
    await postMail()
    const first = tick()
    expect(tick()).toBe(first)
    await vi.waitFor(() => expect(state.entered).toBe(1))
    const flushed = flush()
    await world.outbox()
    resolve()
    await Promise.all([first, flushed])
    expect(mails).toEqual([mail])
  })

  it('an error in one step is logged, and the others and the next tick go on', async () => {
    await postMail()
    await openShop('tok_test_1')
    const broken = { isBroken: true }
    const store: Store = {
      read: work => world.store.read(work),
      transact: work =>
        broken.isBroken ? Promise.reject(new Error('disk of zoe@example.org')) : world.store.transact(work),
      close: () => world.store.close(),
    }
    const { tick, mails, log } = open({ ...world.domain, store })
    await tick()
    const events = log.lines.map(line => JSON.parse(line))
    expect(events).toMatchObject([
      { level: 'error', event: 'renewal failed', id: 'shop', due: '2026-11-22' },
      { level: 'error', event: 'step failed', step: 'expiries', detail: 'Error: disk of [address]' },
      { level: 'error', event: 'step failed', step: 'outbox' },
    ])
    broken.isBroken = false
    await tick()
    expect(mails).toEqual([mail])
    expect(await world.get('products', 'shop')).toMatchObject({ expiry: '2027-11-22' })
  })

  it('ticks at the start and every minute, looks into the outbox in between, and stops', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { start, stop, mails } = open()
    await postMail()
    start()
    await vi.waitFor(() => expect(mails).toHaveLength(1))
    await postMail()
    vi.advanceTimersByTime(5000)
    await vi.waitFor(() => expect(mails).toHaveLength(2))
    await world.put('products', product('shop', { expiry: '2026-11-22' }))
    vi.advanceTimersByTime(60_000)
    await vi.waitFor(async () =>
      expect(await world.get('products', 'shop')).toMatchObject({ state: 'expired' }),
    )
    await stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stop waits for what is under way', async () => {
    const { flush, stop, mails, state } = open()
    const { promise, resolve } = Promise.withResolvers<void>()
    state.gate = promise
    await postMail()
    void flush()
    const stopped = stop()
    resolve()
    await stopped
    expect(mails).toEqual([mail])
    expect(await world.outbox()).toEqual([])
  })
})
