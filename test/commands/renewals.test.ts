import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { Invoice, Product } from '../../bot/core/model.ts'
import { command, demoHouse, single } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

interface Renewed {
  date: string
  products: { product: string; expiry: string; outcome: string; invoice?: string; state?: string }[]
}

// Far enough that some of the demo's products are due, whatever day it is made on.
const date = `${new Date().getUTCFullYear() + 1}-12-31`

it('WARR-3 renews what has the warranty, lets the rest expire, and a second run of the day does nothing', async () => {
  const house = await demoHouse()
  const tables = async (): Promise<{ products: Product[]; invoices: Invoice[] }> =>
    JSON.parse(await readFile(join(house.DATA_DIR, 'concierge.json'), 'utf8')).tables
  const { products: before } = await tables()

  const ended = await command('renewals', ['--date', date], house)
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
  const first = single<Renewed>(ended)
  expect(first.date).toBe(date)
  expect(new Set(first.products.map(({ outcome }) => outcome))).toEqual(new Set(['renewed', 'expired']))
  for (const { product, outcome } of first.products) {
    const { warranty } = before.find(({ id }) => id === product)!
    expect({ product, outcome }).toEqual({ product, outcome: warranty ? 'renewed' : 'expired' })
  }

  const after = await tables()
  expect(after.invoices.map(({ id }) => id).sort()).toEqual(
    first.products.flatMap(({ invoice }) => invoice ?? []).sort(),
  )
  for (const { id, state } of after.invoices)
    expect(first.products.find(({ invoice }) => invoice === id)?.state).toBe(state)
  for (const { state, expiry } of after.products) expect(state === 'active' ? expiry > date : true).toBe(true)
  const mails = await readdir(join(house.DATA_DIR, 'mail')).catch(() => [])

  const second = await command('renewals', ['--date', date], house)
  expect(second.code).toBe(0)
  expect(single(second)).toEqual({ date, products: [] })
  expect((await tables()).invoices).toEqual(after.invoices)
  expect(await readdir(join(house.DATA_DIR, 'mail')).catch(() => [])).toEqual(mails)
})

it('a day on which nothing is due does nothing', async () => {
  const ended = await command('renewals', ['--date', '2020-01-31'], await demoHouse())
  expect(ended.code).toBe(0)
  expect(single(ended)).toEqual({ date: '2020-01-31', products: [] })
})
