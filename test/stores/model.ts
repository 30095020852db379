import fc from 'fast-check'
import { expect } from 'vitest'
import type { Product } from '../../bot/core/model.ts'
import type { Tables } from '../../bot/core/store.ts'
import { product } from './rows.ts'

/** The plainest store of products: what every real one is compared with. */
export type Model = ReadonlyMap<string, Product>

export type Step = { put: Product } | { remove: string }

const ids = ['10', '9', 'B', 'a', 'a:b', 'z', 'ß', 'é', 'ñandú', 'Ünal']
const organisations = ['acme', 'größe', 'zürich']
const suites = [null, 'null', 'suite']
const days = ['2026-12-31', '2027-01-01', '2027-01-31']

const products = fc
  .record({
    id: fc.constantFrom(...ids),
    organisation: fc.constantFrom(...organisations),
    suite: fc.constantFrom(...suites),
    expiry: fc.constantFrom(...days),
    name: fc.string({ unit: 'binary' }),
  })
  .map(({ id, ...changes }) => product(id, changes))

/** A put or a removal of one of a few products, so that they often meet. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: products.map(put => ({ put })) },
  { weight: 1, arbitrary: fc.constantFrom(...ids).map(remove => ({ remove })) },
)

/** The model after these steps. */
export function modelAfter(model: Model, steps: readonly Step[]): Model {
  const rows = new Map(model)
  for (const step of steps) {
    if ('put' in step) rows.set(step.put.id, step.put)
    else rows.delete(step.remove)
  }
  return rows
}

/** Takes the steps in real tables. */
export async function take(tables: Tables, steps: readonly Step[]): Promise<void> {
  for (const step of steps)
    await ('put' in step ? tables.products.put(step.put) : tables.products.remove(step.remove))
}

/** Asks tables everything that can be asked of them, and expects what the model holds. */
export async function expectSame({ products }: Tables, model: Model): Promise<void> {
  const rows = [...model.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const id of ids) expect(await products.get(id)).toEqual(model.get(id))
  for (const limit of [0, 1, 2, 100]) {
    for (const organisation of organisations) {
      const own = rows.filter(row => row.organisation === organisation)
      expect(await products.find({ organisation }, { limit })).toEqual(own.slice(0, limit))
      expect(await products.find({ organisation }, { limit, reverse: true })).toEqual(
        own.toReversed().slice(0, limit),
      )
    }
    for (const day of ['2026-01-01', ...days]) {
      const due = rows
        .filter(row => row.expiry <= day)
        .sort((a, b) => (a.expiry < b.expiry ? -1 : a.expiry > b.expiry ? 1 : 0))
      expect(await products.until(day, limit)).toEqual(due.slice(0, limit))
    }
  }
  for (const suite of suites)
    expect(await products.find({ suite })).toEqual(rows.filter(row => row.suite === suite))
}
