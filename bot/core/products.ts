import type { Membership, Product } from './model.ts'
import type { Tables } from './store.ts'

/** The products that an organisation has; a cancelled one is no longer among them. */
export async function productsOf(tables: Tables, organisation: string): Promise<Product[]> {
  return (await tables.products.find({ organisation })).filter(({ state }) => state !== 'cancelled')
}

/** An external user's rights are limited to the products that the permissions name (ROLE-6). */
export const mayReach = (membership: Membership | undefined, { id }: Product): boolean =>
  membership?.role !== 'external-user' || membership.products.includes(id)
