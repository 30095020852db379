import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { prices, services } from '../../bot/core/catalogue.ts'
import { perform } from '../../bot/core/perform.ts'
import type { Store, Tables } from '../../bot/core/store.ts'
import { applied, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, organisation, person, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
  await world.put('products', product('shop'), product('nas', { service: 'synology', expiry: '2027-01-05' }))
})
afterAll(() => world.close())

const warrantyOf = async (id: string) => (await world.get('products', id))?.warranty
const bills = (user: string) =>
  world.put('memberships', {
    id: `acme:${user}`,
    organisation: 'acme',
    user,
    role: 'collaborator',
    products: [],
    contacts: ['billing'],
  })
const ownProducts = () => world.store.read(tables => tables.products.find({ organisation: 'acme' }))
const invoices = () => world.store.read(tables => tables.invoices.find({ organisation: 'acme' }))

describe('list-products', () => {
  it('WARR-1 names service, expiry, warranty and state, soonest expiry first', async () => {
    await world.put('products', product('gone', { state: 'cancelled', expiry: '2027-03-01' }))
    expect(rows(await world.perform('collaborator', 'list-products'))).toEqual([
      {
        title: 'nas.example',
        id: 'nas',
        facts: { service: 'synology', expiry: '2027-01-05', warranty: false, productState: 'active' },
      },
      {
        title: 'shop.example',
        id: 'shop',
        facts: { service: 'hosting', expiry: '2027-01-31', warranty: false, productState: 'active' },
      },
      {
        title: 'gone.example',
        id: 'gone',
        facts: { service: 'hosting', expiry: '2027-03-01', warranty: false, productState: 'cancelled' },
      },
    ])
  })

  it('WARR-1 shows only those with, or without, the warranty if asked', async () => {
    await world.put('products', product('shop', { warranty: true }))
    const titles = async (warranty: boolean) =>
      rows(await world.perform('owner', 'list-products', { warranty })).map(({ title }) => title)
    expect(await titles(true)).toEqual(['shop.example'])
    expect(await titles(false)).toEqual(['nas.example'])
  })

  it('ROLE-6 an external user sees the products of the permissions only, a stranger none', async () => {
    expect(rows(await world.perform('external', 'list-products'))).toEqual([])
    await world.put('memberships', {
      ...(await world.get('memberships', 'acme:external'))!,
      products: ['nas'],
    })
    expect(rows(await world.perform('external', 'list-products')).map(({ title }) => title)).toEqual([
      'nas.example',
    ])
    expect(reasons(await world.perform('stranger', 'list-products', {}, 'acme'))).toEqual(['ROLE-6'])
  })
})

describe('set-renewal-warranty', () => {
  it('WARR-1 is switched on for one product by name, and for no other', async () => {
    const outcome = applied(
      await world.perform('owner', 'set-renewal-warranty', { product: 'SHOP.example', on: true }),
    )
    expect(outcome.changes).toEqual([
      { id: 'shop', of: 'shop.example', before: { warranty: false }, after: { warranty: true } },
    ])
    expect([await warrantyOf('shop'), await warrantyOf('nas')]).toEqual([true, false])
    expect(await world.outbox()).toEqual([])
  })

  it('WARR-1 WARR-5 "all" says product by product what changes and what stays, and leaves out what was cancelled', async () => {
    await world.put('products', product('shop', { warranty: true }), product('old', { state: 'cancelled' }))
    const outcome = applied(
      await world.perform('owner', 'set-renewal-warranty', { product: 'all', on: true }),
    )
    expect(outcome.changes.map(({ id, before, after }) => [id, before.warranty, after.warranty])).toEqual([
      ['nas', false, true],
      ['shop', true, true],
    ])
    expect(await warrantyOf('old')).toBe(false)
    const [entry] = (await world.audit()).slice(-1)
    expect(entry).toMatchObject({ action: 'set-renewal-warranty', outcome: 'done' })
    expect(entry?.changes).toHaveLength(2)
  })

  it('WARR-5 a product that fails leaves all as they were, without an audit entry that says otherwise', async () => {
    const store: Store = {
      ...world.store,
      transact: work => world.store.transact(tables => work(failingOnSecondPut(tables))),
    }
    const wish = {
      actor: { user: 'owner' },
      action: 'set-renewal-warranty',
      input: { product: 'all', on: true },
      from: 'test',
    }
    await expect(perform({ ...world.domain, store }, wish)).rejects.toThrow('disk')
    expect([await warrantyOf('shop'), await warrantyOf('nas')]).toEqual([false, false])
    expect(await world.audit()).toEqual([])
  })

  it('WARR-2 every service can have it after purchase, a Synology NAS too', async () => {
    await world.put('products', ...services.map(service => product(service, { service })))
    for (const service of services)
      expect(
        (await world.perform('owner', 'set-renewal-warranty', { product: service, on: true })).status,
      ).toBe('done')
    expect(await warrantyOf('synology')).toBe(true)
  })

  it('WARR-4 managers and members with billing permission may, others are told who', async () => {
    const by = async (user: string) =>
      world.preview(user, 'set-renewal-warranty', { product: 'shop', on: true })
    for (const user of ['owner', 'admin']) expect((await by(user)).status).toBe('preview')
    for (const user of ['collaborator', 'external']) expect(reasons(await by(user))).toEqual(['WARR-4'])
    expect(await by('collaborator')).toMatchObject({ refusals: [{ who: ['Admin', 'Owner'] }] })
    await bills('collaborator')
    expect((await by('collaborator')).status).toBe('preview')
    expect(await warrantyOf('shop')).toBe(false)
    expect((await world.audit()).every(({ outcome }) => outcome === 'refused')).toBe(true)
  })

  it('WARR-1 the state that it has already changes nothing and says so', async () => {
    expect(
      (await world.perform('owner', 'set-renewal-warranty', { product: 'shop', on: false })).status,
    ).toBe('unchanged')
  })

  it('ACT-2 undo takes one back', async () => {
    const proposal = proposalOf(
      await world.propose('owner', 'set-renewal-warranty', { product: 'shop', on: true }),
    )
    expect(applied(await world.confirm('owner', proposal)).undoable).toBe(true)
    await world.confirm('owner', proposalOf(await world.undo('owner', proposal)))
    expect(await warrantyOf('shop')).toBe(false)
  })

  it('WARR-5 undo of "all" exists only where all were alike', async () => {
    const alike = applied(
      await world.preview('owner', 'set-renewal-warranty', { product: 'all', on: true }),
      'preview',
    )
    expect(alike.undoable).toBe(true)
    await world.put('products', product('shop', { warranty: true }))
    const mixed = applied(
      await world.preview('owner', 'set-renewal-warranty', { product: 'all', on: true }),
      'preview',
    )
    expect(mixed.undoable).toBe(false)
  })
})

/** Tables whose second put of a product fails, as a full disk would. */
function failingOnSecondPut(tables: Tables): Tables {
  let puts = 0
  const products = new Proxy(tables.products, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        if (name === 'put' && ++puts === 2) throw new Error('disk')
        return Reflect.apply(value, target, given)
      }
    },
  })
  return { ...tables, products }
}

describe('order-product', () => {
  const order = (input: object, who = 'owner') => world.perform(who, 'order-product', input)

  it('WARR-2 with the warranty: the product, its first expiry and one invoice', async () => {
    const outcome = applied(await order({ service: 'domain', name: 'acme.ch', warranty: true }))
    const [ordered] = outcome.changes
    expect(ordered).toMatchObject({
      of: 'acme.ch',
      before: {},
      after: { service: 'domain', expiry: '2027-11-22', warranty: true, price: prices.domain.cents },
    })
    expect(await world.get('products', ordered!.id)).toMatchObject({
      organisation: 'acme',
      dueDay: 22,
      months: 12,
      warranty: true,
      state: 'active',
      suite: null,
      offer: null,
    })
    expect(await invoices()).toMatchObject([
      { id: `order:${ordered!.id}`, product: ordered!.id, cents: 1500, issued: '2026-11-22', state: 'open' },
    ])
    expect(outcome.undoable).toBe(false)
  })

  it('WARR-2 without a word about it there is no warranty', async () => {
    const outcome = applied(await order({ service: 'public-cloud', name: 'cloud' }))
    expect(outcome.changes[0]?.after).toMatchObject({ warranty: false, expiry: '2026-12-22' })
  })

  it('WARR-2 a Synology NAS cannot have it at ordering, and nothing is ordered; without it, it can', async () => {
    const refused = await order({ service: 'synology', name: 'box', warranty: true })
    expect(reasons(refused)).toEqual(['WARR-2'])
    expect(refused).toMatchObject({ refusals: [{ facts: { service: 'synology' } }] })
    expect(await ownProducts()).toHaveLength(2)
    expect(await invoices()).toEqual([])
    applied(await order({ service: 'synology', name: 'box' }))
  })

  it('WARR-4 only who manages or bills orders', async () => {
    expect(reasons(await order({ service: 'domain', name: 'a.ch' }, 'collaborator'))).toEqual(['WARR-4'])
    await bills('collaborator')
    applied(await order({ service: 'domain', name: 'a.ch' }, 'collaborator'))
  })

  it('a name stands for one product, whatever its case; the name of a cancelled one is free again', async () => {
    for (const name of ['Shop.Example', 'all'])
      expect(problems(await order({ service: 'domain', name }))).toEqual(['name name-taken'])
    expect(await invoices()).toEqual([])
    await world.put('products', product('shop', { state: 'cancelled' }))
    applied(await order({ service: 'domain', name: 'shop.example' }))
    applied(await world.perform('owner', 'set-renewal-warranty', { product: 'shop.example', on: true }))
    expect(await warrantyOf('shop')).toBe(false)
  })

  it('a suite starts with the offer that it is priced by', async () => {
    const { changes } = applied(await order({ service: 'ksuite', name: 'Suite' }))
    expect(await world.get('products', changes[0]!.id)).toMatchObject({
      cents: 7200,
      offer: { id: 'standard', personal: false },
    })
  })

  it('ACT-2 what was previewed is what is ordered, once', async () => {
    await world.put('organisations', organisation('acme', { balance: 5000, defaultPayment: 'balance' }))
    const seen = await world.propose('owner', 'order-product', { service: 'domain', name: 'acme.ch' })
    expect(await ownProducts()).toHaveLength(2)
    const receipts = [
      await world.confirm('owner', proposalOf(seen)),
      await world.confirm('owner', proposalOf(seen)),
    ]
    expect(receipts.map(({ status }) => status)).toEqual(['done', 'done'])
    expect(await ownProducts()).toHaveLength(3)
    expect(await invoices()).toHaveLength(1)
    expect(await world.get('organisations', 'acme')).toMatchObject({ balance: 3500 })
  })
})

describe('move-product', () => {
  const move = (who: string, id = 'shop', to = 'other') =>
    world.perform(who, 'move-product', { product: id, to })

  it('ROLE-1 who manages both organisations moves it, and permissions in the old one end', async () => {
    await world.join('owner', 'administrator', 'other')
    await world.put('memberships', {
      ...(await world.get('memberships', 'acme:external'))!,
      products: ['shop', 'nas'],
    })
    const { changes } = applied(await move('owner'))
    expect(changes).toEqual([
      { id: 'shop', of: 'shop.example', before: { organisation: 'Acme' }, after: { organisation: 'Other' } },
    ])
    expect(await world.get('products', 'shop')).toMatchObject({ organisation: 'other', expiry: '2027-01-31' })
    expect((await world.get('memberships', 'acme:external'))?.products).toEqual(['nas'])
  })

  it('ROLE-1 who manages only one of them does not', async () => {
    await world.join('owner', 'collaborator', 'other')
    await world.join('collaborator', 'legal-representative', 'other')
    expect(reasons(await move('owner'))).toEqual(['ROLE-1'])
    expect(reasons(await move('collaborator'))).toEqual(['ROLE-1'])
    expect(await world.get('products', 'shop')).toMatchObject({ organisation: 'acme' })
    expect((await world.audit()).map(({ rules }) => rules)).toEqual([['ROLE-1'], ['ROLE-1']])
  })

  it('an organisation of others is unknown, and a name taken there is refused', async () => {
    expect(problems(await move('owner'))).toEqual(['to unknown-organisation'])
    await world.join('owner', 'administrator', 'other')
    await world.put('products', product('twin', { organisation: 'other', name: 'shop.example' }))
    expect(problems(await move('owner'))).toEqual(['product name-taken'])
  })

  it('to where it is already changes nothing', async () => {
    expect((await move('owner', 'shop', 'acme')).status).toBe('unchanged')
  })

  it('SUITE-2 a suite stays, and SUITE-3 so does each product in it, whoever asks', async () => {
    await world.join('owner', 'legal-representative', 'other')
    await putSuite()
    const suite = await move('owner', 'suite')
    expect(reasons(suite)).toEqual(['SUITE-2'])
    const part = await move('owner', 'drive')
    expect(reasons(part)).toEqual(['SUITE-3'])
    expect(part).toMatchObject({
      refusals: [{ facts: { product: 'drive.example', suite: 'suite.example' } }],
    })
    for (const id of ['suite', 'drive'])
      expect(await world.get('products', id)).toMatchObject({ organisation: 'acme' })
  })
})

const putSuite = () =>
  world.put(
    'products',
    product('suite', { service: 'ksuite', offer: { id: 'standard', personal: false, users: [] } }),
    product('drive', { service: 'kdrive', suite: 'suite' }),
    product('chat', { service: 'kchat', suite: 'suite', state: 'cancelled' }),
  )

describe('cancel-product', () => {
  const cancel = (who: string, id = 'shop') => world.perform(who, 'cancel-product', { product: id })

  it('ROLE-1 a manager cancels a product of its own, with no way back by a button', async () => {
    expect(reasons(await cancel('collaborator'))).toEqual(['ROLE-1'])
    const outcome = applied(await cancel('admin'))
    expect(outcome).toMatchObject({
      undoable: false,
      changes: [{ before: { productState: 'active' }, after: { productState: 'cancelled' } }],
    })
    expect(await world.get('products', 'shop')).toMatchObject({ state: 'cancelled' })
    expect(problems(await cancel('admin'))).toEqual(['product unknown-product'])
  })

  it('SUITE-3 a product in a suite is not cancelled by itself', async () => {
    await putSuite()
    expect(reasons(await cancel('owner', 'drive'))).toEqual(['SUITE-3'])
    expect(await world.get('products', 'drive')).toMatchObject({ state: 'active' })
  })

  it('SUITE-3 a suite goes with all that is in it', async () => {
    await putSuite()
    expect(applied(await cancel('owner', 'suite')).changes.map(({ id }) => id)).toEqual(['suite', 'drive'])
    expect(await world.get('products', 'drive')).toMatchObject({ state: 'cancelled' })
  })
})

it('ACT-4 a product of another organisation is not told from one that does not exist', async () => {
  await world.put('users', person('stranger', { currentOrganisation: 'other' }))
  const outcome = await world.perform('stranger', 'set-renewal-warranty', { product: 'shop', on: true })
  expect(problems(outcome)).toEqual(['product unknown-product'])
})
