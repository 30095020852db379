import { z } from 'zod'
import { action, type Context, change, InvalidInput, type Policy } from '../core/action.ts'
import { prices, type Service, services } from '../core/catalogue.ts'
import { addMonths, dayOf } from '../core/days.ts'
import { choice, organisationOf, productOf, text, tick } from '../core/fields.ts'
import { sameName } from '../core/input.ts'
import type { Organisation, Product } from '../core/model.ts'
import { all, belongs, inTurn, managers, manages, managesOrBills, refusedIf } from '../core/policy.ts'
import { mayReach, productsOf } from '../core/products.ts'
import { newId } from '../core/secrets.ts'
import type { Tables } from '../core/store.ts'
import { bill } from './billing.ts'

/** A product of the organisation, which is known to be one: `readInput` has looked. */
export async function productIn({ tables, organisation }: Context, id: string): Promise<Product> {
  const product = await tables.products.get(id)
  if (product?.organisation !== organisation.id)
    throw new InvalidInput({ field: 'product', problem: 'unknown-product', facts: { text: id } })
  return product
}

export const listProducts = action({
  id: 'list-products',
  guide: 'set-renewal-warranty',
  risk: 'read',
  input: z.object({ warranty: tick().optional() }),
  allow: belongs('ROLE-6'),
  async answer({ warranty }, { tables, organisation, membership }) {
    const products = await tables.products.find({ organisation: organisation.id })
    const asked = (product: Product) => warranty === undefined || product.warranty === warranty
    const seen = products.filter(product => asked(product) && mayReach(membership, product))
    return { rows: seen.sort(byExpiry).map(rowOf) }
  },
})

const byExpiry = (a: Product, b: Product): number =>
  a.expiry.localeCompare(b.expiry) || a.name.localeCompare(b.name)

const rowOf = ({ id, name, service, expiry, warranty, state }: Product) => ({
  title: name,
  id,
  facts: { service, expiry, warranty, productState: state },
})

export const setRenewalWarranty = action({
  id: 'set-renewal-warranty',
  guide: 'set-renewal-warranty',
  risk: 'change',
  input: z.object({ product: productOf('all'), on: tick() }),
  allow: managesOrBills('WARR-4'),
  async effect({ product, on }, context) {
    const { tables, organisation } = context
    const chosen =
      product === 'all' ? await productsOf(tables, organisation.id) : [await productIn(context, product)]
    for (const row of chosen) await tables.products.put({ ...row, warranty: on })
    return { changes: chosen.map(row => change(row, { warranty: row.warranty }, { warranty: on })) }
  },
  // For all products only if all were alike: one switch cannot restore a mixture (WARR-5).
  undo({ product }, changes) {
    const before = new Set(changes.map(changed => changed.before.warranty))
    return before.size === 1 ? { product, on: [...before][0] } : undefined
  },
})

const chosenAtOrdering: Policy<{ service: Service; warranty?: boolean | undefined }> = ({
  service,
  warranty,
}) => refusedIf(service === 'synology' && warranty === true, { rule: 'WARR-2', facts: { service } })

export const orderProduct = action({
  id: 'order-product',
  guide: 'set-renewal-warranty',
  risk: 'change',
  input: z.object({ service: choice(services, 'services'), name: text(100), warranty: tick().optional() }),
  allow: all(managesOrBills('WARR-4'), chosenAtOrdering),
  async effect({ service, name, warranty = false }, context) {
    await needsFreeName(context.tables, context.organisation, name, 'name')
    const product = newProduct(context, service, name, warranty)
    await context.tables.products.put(product)
    const { changes, ...billing } = await bill(context, product, `order:${product.id}`, product.cents)
    const ordered = { service, expiry: product.expiry, warranty, price: product.cents }
    return { changes: [change(product, {}, ordered), ...changes], ...billing }
  },
})

function newProduct(
  { organisation, now }: Context,
  service: Service,
  name: string,
  warranty: boolean,
): Product {
  const today = dayOf(now)
  const dueDay = now.getUTCDate()
  const { cents, months } = prices[service]
  return {
    id: newId(),
    organisation: organisation.id,
    service,
    name,
    expiry: addMonths(today, months, dueDay),
    dueDay,
    months,
    cents,
    warranty,
    state: 'active',
    suite: null,
    // A suite starts with the offer that its price in the catalogue is of.
    offer: service === 'ksuite' ? { id: 'standard', personal: false, users: [] } : null,
    mail: null,
  }
}

/** `all` stands for all products where a product is named, so none can be called so. */
async function needsFreeName(
  tables: Tables,
  { id, name }: Organisation,
  wanted: string,
  field: string,
): Promise<void> {
  const taken =
    wanted === 'all' || (await productsOf(tables, id)).some(product => sameName(product.name, wanted))
  if (taken)
    throw new InvalidInput({ field, problem: 'name-taken', facts: { text: wanted, organisation: name } })
}

const suiteStays: Policy<{ product: string }> = async ({ product: id }, { tables }) => {
  const product = await tables.products.get(id)
  return refusedIf(Boolean(product?.offer), { rule: 'SUITE-2', facts: { product: product?.name ?? '' } })
}

const staysInItsSuite: Policy<{ product: string }> = async ({ product: id }, { tables }) => {
  const product = await tables.products.get(id)
  const suite = product?.suite && (await tables.products.get(product.suite))
  return refusedIf(Boolean(product?.suite), {
    rule: 'SUITE-3',
    facts: { product: product?.name ?? '', suite: suite ? suite.name : '' },
  })
}

const managesTheOther: Policy<{ to: string }> = async ({ to }, { tables, actor }) => {
  const membership = await tables.memberships.get(`${to}:${actor.id}`)
  const organisation = (await tables.organisations.get(to))?.name ?? ''
  return refusedIf(!membership || !managers.includes(membership.role), {
    rule: 'ROLE-1',
    facts: { organisation },
  })
}

export const moveProduct = action({
  id: 'move-product',
  guide: 'upgrade-suite',
  risk: 'change',
  input: z.object({ product: productOf(), to: organisationOf() }),
  allow: inTurn(manages('ROLE-1'), all(managesTheOther, suiteStays, staysInItsSuite)),
  async effect({ product: id, to }, context) {
    const { tables, organisation } = context
    const product = await productIn(context, id)
    const target = (await tables.organisations.get(to))!
    const changes = [change(product, { organisation: organisation.name }, { organisation: target.name })]
    if (to === organisation.id) return { changes }
    await needsFreeName(tables, target, product.name, 'product')
    await tables.products.put({ ...product, organisation: to })
    await takePermissions(context, id)
    return { changes }
  },
})

/** Who could reach the product in the organisation that it leaves has no right to it in the other one (ROLE-6). */
async function takePermissions({ tables, organisation }: Context, product: string): Promise<void> {
  for (const membership of await tables.memberships.find({ organisation: organisation.id }))
    if (membership.products.includes(product))
      await tables.memberships.put({
        ...membership,
        products: membership.products.filter(id => id !== product),
      })
}

export const cancelProduct = action({
  id: 'cancel-product',
  guide: 'upgrade-suite',
  risk: 'change',
  input: z.object({ product: productOf() }),
  allow: inTurn(manages('ROLE-1'), staysInItsSuite),
  async effect({ product: id }, context) {
    const product = await productIn(context, id)
    const parts = (await context.tables.products.find({ suite: id })).filter(
      ({ state }) => state !== 'cancelled',
    )
    const ending = [product, ...parts]
    for (const row of ending) await context.tables.products.put({ ...row, state: 'cancelled' })
    return {
      changes: ending.map(row => change(row, { productState: row.state }, { productState: 'cancelled' })),
    }
  },
})
