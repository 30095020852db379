import type { Product } from './model.ts'
import type { Tables } from './store.ts'

/** The products that an organisation has; a cancelled one is no longer among them. */
export async function productsOf(tables: Tables, organisation: string): Promise<Product[]> {
  return (await tables.products.find({ organisation })).filter(({ state }) => state !== 'cancelled')
}
