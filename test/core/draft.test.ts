import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftOf, type Readable } from '../../bot/core/draft.ts'
import { tables } from '../../bot/core/store.ts'
import { Memory } from '../../bot/stores/memory.ts'
import { expectSame, type Model, modelAfter, step, take } from '../stores/model.ts'
import { counter, membership, product, ticket } from '../stores/rows.ts'

const empty = () => draftOf(new Memory().tables)

/** Tables that note what they are asked. */
function watched(base: Readable) {
  const asked: string[] = []
  const spies = Object.entries(base).map(([name, table]) => [
    name,
    new Proxy(table, {
      get:
        (target, method: 'get' | 'find' | 'until') =>
        (...given: unknown[]) => {
          asked.push(`${name}.${method}(${given.map(value => JSON.stringify(value)).join()})`)
          return Reflect.apply(target[method], target, given)
        },
    }),
  ])
  return { asked, base: Object.fromEntries(spies) as Readable }
}

describe('a draft', () => {
  test('sees its own writes and leaves what it lies on as it is', async () => {
    const base = empty()
    await base.tables.memberships.put(membership('acme', 'ada'))
    const { tables } = draftOf(base.tables)
    await tables.memberships.put(membership('acme', 'ada', 'administrator'))
    await tables.memberships.put(membership('acme', 'ben'))

    expect((await tables.memberships.get('acme:ada'))?.role).toBe('administrator')
    expect(await tables.memberships.find({ organisation: 'acme' })).toHaveLength(2)
    expect(await tables.memberships.find({ organisation: 'acme', role: 'collaborator' })).toEqual([
      membership('acme', 'ben'),
    ])
    expect(await base.tables.memberships.find({ organisation: 'acme' })).toEqual([membership('acme', 'ada')])
  })

  test('tells what changed, the last state of each row', async () => {
    const { tables, changes } = empty()
    await tables.counters.put(counter('a', 1))
    await tables.counters.put(counter('a', 2))
    await tables.tickets.put(ticket('t', '2027-01-01T00:00:00.000Z'))
    await tables.tickets.remove('t')
    expect(changes()).toEqual([
      { table: 'tickets', id: 't', row: undefined },
      { table: 'counters', id: 'a', row: counter('a', 2) },
    ])
  })

  test('asks what it lies on for the asked rows only, and no more of them than it may need', async () => {
    const { asked, base } = watched(
      new Memory({ counters: [counter('a', 1)], products: [product('p')] }).tables,
    )
    const { tables, changes } = draftOf(base)
    await tables.counters.get('a')
    await tables.counters.put(counter('b', 1))
    await tables.counters.get('b')
    await tables.products.put(product('q'))
    await tables.products.find({ organisation: 'acme' }, { limit: 10 })
    await tables.products.until('2027-01-31', 10)
    changes()
    expect(asked).toEqual([
      'counters.get("a")',
      'products.find({"organisation":"acme"},{"limit":11})',
      'products.until("2027-01-31",11)',
    ])
  })

  test.each(Object.keys(tables))('refuses a row of %s that its schema refuses', async name => {
    const { tables, changes } = empty()
    const table = tables[name as 'users']
    await expect(table.put({ id: '' } as Parameters<typeof table.put>[0])).rejects.toThrow()
    expect(changes()).toEqual([])
  })

  test('throws on a field set that is not declared, and on a value that is missing', async () => {
    const { tables } = empty()
    await expect(tables.memberships.find({ user: 'ada', role: 'collaborator' })).rejects.toThrow(
      /memberships.*user, role/,
    )
    await expect(tables.memberships.find({})).rejects.toThrow(/no index/)
    await expect(tables.users.find({ email: undefined } as never)).rejects.toThrow(/undefined/)
    await expect(tables.memberships.find({ organisation: 'acme', role: undefined } as never)).rejects.toThrow(
      /undefined/,
    )
    await expect(tables.counters.until('2027-01-01')).rejects.toThrow(/counters/)
  })

  test('keeps a row as it was put, whatever becomes of the object that was put or handed out', async () => {
    const { tables } = empty()
    const row = membership('acme', 'ada')
    await tables.memberships.put(row)
    row.role = 'legal-representative'
    row.contacts.push('technical')
    const handed = (await tables.memberships.get('acme:ada')) as typeof row
    expect(() => handed.contacts.push('commercial')).toThrow(TypeError)
    expect(() => Object.assign(handed, { role: 'administrator' })).toThrow(TypeError)
    expect(await tables.memberships.get('acme:ada')).toEqual(membership('acme', 'ada'))
  })

  test('that is sealed refuses late writes and reads instead of losing them', async () => {
    const { tables, changes, seal } = empty()
    await tables.counters.put(counter('a', 1))
    seal()
    await expect(tables.counters.put(counter('a', 2))).rejects.toThrow(/forgotten/)
    await expect(tables.counters.remove('a')).rejects.toThrow(/forgotten/)
    await expect(tables.counters.get('a')).rejects.toThrow(/forgotten/)
    expect(changes()).toEqual([{ table: 'counters', id: 'a', row: counter('a', 1) }])
  })

  test('on a draft on a draft answers like a plain map, whatever is written in each', async () => {
    const steps = fc.array(step, { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 4 }), async layers => {
        let model: Model = new Map()
        let { tables } = empty()
        for (const layer of layers) {
          const beneath = { tables, model }
          tables = draftOf(tables).tables
          await take(tables, layer)
          model = modelAfter(model, layer)
          await expectSame(tables, model)
          await expectSame(beneath.tables, beneath.model)
        }
      }),
    )
  })
})
