import type { Domain } from '../core/context.ts'
import type { Invoice, Product } from '../core/model.ts'
import { perform } from '../core/perform.ts'
import type { Tables } from '../core/store.ts'
import { invoiceOf } from './renewals.ts'

/** What became of one due day of one product. */
export type Renewal = Pick<Product, 'name' | 'organisation' | 'expiry'> & { product: string } & (
    | { outcome: 'renewed'; invoice: string; state: Invoice['state'] }
    | { outcome: 'expired' }
    | { outcome: 'failed'; error: unknown }
  )

/** Every active product that has reached its expiry by `day` (WARR-3). */
export async function dueProducts(tables: Tables, day: string): Promise<Product[]> {
  return (await tables.products.until(day)).filter(({ state }) => state === 'active')
}

/**
 * Renews or lets expire all that is due by `day`, each due day of each product in its own transaction (WARR-3): who comes three
 * months late finds three invoices of a monthly product. One that fails is named with its error and does not stop the others.
 */
export async function renewDay(domain: Domain, day: string): Promise<Renewal[]> {
  const renewals: Renewal[] = []
  for (const { id } of await domain.store.read(tables => dueProducts(tables, day)))
    renewals.push(...(await catchUp(domain, id, day)))
  return renewals
}

async function catchUp(domain: Domain, id: string, day: string): Promise<Renewal[]> {
  const renewals: Renewal[] = []
  for (;;) {
    const due = await domain.store.read(tables => tables.products.get(id))
    if (due?.state !== 'active' || due.expiry > day) return renewals
    const renewal = await renewOnce(domain, due)
    renewals.push(renewal)
    if (renewal.outcome !== 'renewed') return renewals
  }
}

async function renewOnce(domain: Domain, due: Product): Promise<Renewal> {
  const { id: product, organisation, name } = due
  const wish = { actor: 'scheduler', action: 'renew-product', organisation, from: 'scheduler' } as const
  try {
    const outcome = await perform(domain, { ...wish, input: { product, due: due.expiry } })
    if (outcome.status !== 'done')
      throw new Error(`renew-product of ${product} for ${due.expiry}: ${outcome.status}`)
    return await domain.store.read(async tables => {
      const { expiry, state } = (await tables.products.get(product))!
      const known = { product, name, organisation, expiry }
      const invoice = await tables.invoices.get(invoiceOf(product, due.expiry))
      if (state === 'expired' || !invoice) return { ...known, outcome: 'expired' }
      return { ...known, outcome: 'renewed', invoice: invoice.id, state: invoice.state }
    })
  } catch (error) {
    return { product, name, organisation, expiry: due.expiry, outcome: 'failed', error }
  }
}
