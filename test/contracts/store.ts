import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draftOf } from '../../bot/core/draft.ts'
import type { Store, Tables } from '../../bot/core/store.ts'
import { expectSame, type Model, modelAfter, step, take } from '../stores/model.ts'
import {
  auditEntry,
  counter,
  membership,
  oncePage,
  outboxEntry,
  product,
  proposal,
  ticket,
} from '../stores/rows.ts'

export interface StoreUnderTest {
  store: Store
  /** Closes the store and opens it again on what it has kept. */
  reopen(): Promise<Store>
  /** Closes the store and removes what it has kept. */
  end(): Promise<void>
}

/** What every store has to do. In: a name for the titles, and how to open an empty store. */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a store`, () => {
    let opened: StoreUnderTest
    let store: Store

    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(() => opened.end())

    const put = (work: (tables: Tables) => Promise<unknown>) => store.transact(work)
    const countOf = (id: string) => store.read(async tables => (await tables.counters.get(id))?.value)
    const increment = (id: string) =>
      store.transact(async tables => {
        const value = ((await tables.counters.get(id))?.value ?? 0) + 1
        await tables.counters.put(counter(id, value))
        return value
      })

    describe('together or not at all', () => {
      const parts: ((tables: Tables) => Promise<void>)[] = [
        tables => tables.memberships.put(membership('acme', 'ben', 'administrator')),
        tables => tables.audit.put(auditEntry('000000000001')),
        tables => tables.counters.put(counter('audit', 1)),
        tables => tables.outbox.put(outboxEntry('mail')),
        tables => tables.proposals.put(proposal('p', { status: 'done' })),
      ]
      const state = (tables: Tables) =>
        Promise.all([
          tables.memberships.get('acme:ben'),
          tables.audit.get('000000000001'),
          tables.counters.get('audit'),
          tables.outbox.get('mail'),
          tables.proposals.get('p'),
        ])
      const apply = async (tables: Tables, count: number) => {
        for (const part of parts.slice(0, count)) await part(tables)
      }

      beforeEach(() =>
        put(async tables => {
          await tables.memberships.put(membership('acme', 'ben'))
          await tables.proposals.put(proposal('p'))
        }),
      )

      test.each([1, 2, 3, 4, 5])(
        'ACT-5 an action that fails after %i of its writes has written nothing',
        async count => {
          const before = await store.read(state)
          const failed = store.transact(async tables => {
            await apply(tables, count)
            throw new Error('the effect failed')
          })
          await expect(failed).rejects.toThrow('the effect failed')
          expect(await store.read(state)).toEqual(before)
          store = await opened.reopen()
          expect(await store.read(state)).toEqual(before)
        },
      )

      test('ACT-5 an action that succeeds has written its change, audit entry, mail and receipt', async () => {
        await store.transact(tables => apply(tables, parts.length))
        store = await opened.reopen()
        expect(await store.read(state)).toEqual([
          membership('acme', 'ben', 'administrator'),
          auditEntry('000000000001'),
          counter('audit', 1),
          outboxEntry('mail'),
          proposal('p', { status: 'done' }),
        ])
      })

      test('a row that its schema refuses, uncaught, takes the whole transaction with it', async () => {
        const failed = store.transact(async tables => {
          await tables.counters.put(counter('a', 1))
          await tables.counters.put(counter('b', 0.5))
        })
        await expect(failed).rejects.toThrow()
        expect(await countOf('a')).toBeUndefined()
      })

      test('work that throws before it waits for anything is refused with its own error', async () => {
        const problem = new Error('at once')
        const thrown = store.transact(() => {
          throw problem
        })
        await expect(thrown).rejects.toBe(problem)
        expect(await increment('a')).toBe(1)
      })
    })

    describe('apart from each other', () => {
      test('a transaction sees its own writes, nobody else does before it is done', async () => {
        const halfway = Promise.withResolvers<void>()
        const goOn = Promise.withResolvers<void>()
        const writing = store.transact(async tables => {
          await tables.counters.put(counter('a', 1))
          halfway.resolve()
          await goOn.promise
          expect(await tables.counters.get('a')).toEqual(counter('a', 1))
          await tables.counters.put(counter('b', 1))
        })
        await halfway.promise
        const seen = store.read(tables => Promise.all([tables.counters.get('a'), tables.counters.get('b')]))
        goOn.resolve()
        await writing
        expect([
          [undefined, undefined],
          [counter('a', 1), counter('b', 1)],
        ]).toContainEqual(await seen)
      })

      test('fifty increments at once are fifty increments', async () => {
        const values = await Promise.all(Array.from({ length: 50 }, () => increment('a')))
        expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
        store = await opened.reopen()
        expect(await countOf('a')).toBe(50)
      })

      test('a balance that may not be overdrawn is not, however many draw at once', async () => {
        await put(tables => tables.counters.put(counter('balance', 7)))
        const drawn = await Promise.allSettled(
          Array.from({ length: 20 }, () =>
            store.transact(async tables => {
              const { value } = (await tables.counters.get('balance'))!
              if (value === 0) throw new Error('nothing left')
              await tables.counters.put(counter('balance', value - 1))
            }),
          ),
        )
        expect(drawn.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
        expect(await countOf('balance')).toBe(0)
      })

      test('a read may write in its draft, and nothing of it stays', async () => {
        const seen = await store.read(async tables => {
          await tables.counters.put(counter('a', 1))
          return tables.counters.get('a')
        })
        expect(seen).toEqual(counter('a', 1))
        expect(await countOf('a')).toBeUndefined()
      })

      test('a preview in a draft on the draft stays there unless its changes are put', async () => {
        await put(tables => tables.memberships.put(membership('acme', 'ben')))
        await store.transact(async tables => {
          await tables.memberships.put(membership('acme', 'ada', 'administrator'))
          const preview = draftOf(tables)
          await preview.tables.memberships.put(membership('acme', 'ben', 'administrator'))
          await preview.tables.memberships.remove('acme:ada')
          const seen = await preview.tables.memberships.find({ organisation: 'acme', role: 'administrator' })
          expect(seen).toEqual([membership('acme', 'ben', 'administrator')])
        })
        const kept = await store.read(tables => tables.memberships.find({ organisation: 'acme' }))
        expect(kept).toEqual([membership('acme', 'ada', 'administrator'), membership('acme', 'ben')])
      })

      test('a transaction inside a transaction is refused instead of waiting for ever', async () => {
        const inner = [
          () => store.transact(async () => {}),
          () => store.read(async () => {}),
          () => store.close(),
        ]
        for (const ask of inner) {
          await expect(store.transact(ask)).rejects.toThrow(/inside a transaction/)
          await expect(store.read(ask)).rejects.toThrow(/inside a transaction/)
        }
        expect(await increment('a')).toBe(1)
      })

      test('what a transaction set going may ask the store once the transaction is done', async () => {
        const later = Promise.withResolvers<number>()
        const done = Promise.withResolvers<void>()
        await store.transact(async () => {
          void done.promise.then(() => increment('a')).then(later.resolve, later.reject)
        })
        done.resolve()
        expect(await later.promise).toBe(1)
      })

      test('a write that comes after its transaction has ended is refused, not lost in silence', async () => {
        let kept: Tables | undefined
        await put(async tables => {
          kept = tables
        })
        await expect(kept?.counters.put(counter('a', 1))).rejects.toThrow()
        expect(await countOf('a')).toBeUndefined()
      })
    })

    describe('asked for rows', () => {
      test('orders by id as code units do, whatever the language, with limit and reverse', async () => {
        const ids = ['é', '10', 'z', '9', 'B', 'ß', 'a', 'Ünal', 'ñ']
        const ordered = ['10', '9', 'B', 'a', 'z', 'Ünal', 'ß', 'é', 'ñ']
        await put(async tables => {
          for (const id of ids) await tables.products.put(product(id))
        })
        await store.read(async ({ products }) => {
          const found = async (page = {}) =>
            (await products.find({ organisation: 'acme' }, page)).map(row => row.id)
          expect(await found()).toEqual(ordered)
          expect(await found({ limit: 3 })).toEqual(ordered.slice(0, 3))
          expect(await found({ limit: 3, reverse: true })).toEqual(ordered.toReversed().slice(0, 3))
          expect(await found({ reverse: true })).toEqual(ordered.toReversed())
          expect(await found({ limit: 0 })).toEqual([])
          expect(await found({ limit: 0, reverse: true })).toEqual([])
          expect(await found({ limit: 99, reverse: true })).toEqual(ordered.toReversed())
        })
      })

      test('fills a limited page although the draft removed, moved and added rows of it', async () => {
        await put(async tables => {
          for (const id of ['a', 'c', 'e', 'g', 'i']) await tables.products.put(product(id))
        })
        await store.read(async ({ products }) => {
          await products.remove('a')
          await products.put(product('c', { organisation: 'other' }))
          await products.put(product('d'))
          const first = await products.find({ organisation: 'acme' }, { limit: 3 })
          expect(first.map(row => row.id)).toEqual(['d', 'e', 'g'])
          const last = await products.find({ organisation: 'acme' }, { limit: 4, reverse: true })
          expect(last.map(row => row.id)).toEqual(['i', 'g', 'e', 'd'])
        })
      })

      test('finds by several fields and by an absent value', async () => {
        await put(async tables => {
          await tables.memberships.put(membership('acme', 'ada', 'administrator'))
          await tables.memberships.put(membership('acme', 'ben'))
          await tables.memberships.put(membership('other', 'ada'))
          await tables.products.put(product('alone'))
          await tables.products.put(product('named-null', { suite: 'null' }))
        })
        await store.read(async tables => {
          const role = 'administrator'
          expect(await tables.memberships.find({ role, organisation: 'acme' })).toEqual([
            membership('acme', 'ada', role),
          ])
          expect((await tables.memberships.find({ user: 'ada' })).map(row => row.organisation)).toEqual([
            'acme',
            'other',
          ])
          expect((await tables.products.find({ suite: null })).map(row => row.id)).toEqual(['alone'])
          expect((await tables.products.find({ suite: 'null' })).map(row => row.id)).toEqual(['named-null'])
        })
      })

      test('finds a row no more by what it was before', async () => {
        await put(tables => tables.memberships.put(membership('acme', 'ada')))
        await put(tables => tables.tickets.put(ticket('t', '2027-01-01T00:00:00.000Z')))
        await store.read(tables => tables.memberships.find({ organisation: 'acme', role: 'collaborator' }))
        await store.read(tables => tables.tickets.until('2028'))
        await put(async tables => {
          await tables.memberships.put(membership('acme', 'ada', 'administrator'))
          await tables.tickets.put(ticket('t', '2029-01-01T00:00:00.000Z'))
        })
        await store.read(async tables => {
          expect(await tables.memberships.find({ organisation: 'acme', role: 'collaborator' })).toEqual([])
          expect(await tables.memberships.find({ organisation: 'acme' })).toHaveLength(1)
          expect(await tables.tickets.until('2028')).toEqual([])
        })
        await put(tables => tables.memberships.remove('acme:ada'))
        expect(await store.read(tables => tables.memberships.find({ organisation: 'acme' }))).toEqual([])
      })

      test('ACT-7 a one-time page is found by whom it was handed out to, and spent by one of many', async () => {
        const expires = '2027-01-01T00:10:00.000Z'
        await put(async tables => {
          await tables.oncePages.put(oncePage('own', expires))
          await tables.oncePages.put(oncePage('else', expires, { holder: 'slack:T1:U1', user: null }))
        })
        const spend = (outcome: string) =>
          store.transact(async ({ oncePages }) => {
            const page = await oncePages.get('own')
            if (page?.outcome !== null) return false
            await oncePages.put({ ...page, outcome })
            return true
          })
        const spent = await Promise.all(['first', 'second', 'third'].map(spend))
        expect(spent.filter(Boolean)).toHaveLength(1)
        store = await opened.reopen()
        await store.read(async ({ oncePages }) => {
          expect(await oncePages.find({ holder: 'ada' })).toEqual([
            oncePage('own', expires, { outcome: 'first' }),
          ])
          expect(await oncePages.find({ holder: 'slack:T1:U1' })).toHaveLength(1)
          expect(await oncePages.until(expires)).toHaveLength(2)
        })
      })

      test('gives what is due, the earliest first, then by id, the bound included', async () => {
        const at = (minute: number) => `2027-01-01T00:0${minute}:00.000Z`
        await put(async tables => {
          for (const [id, minute] of [
            ['d', 3],
            ['c', 1],
            ['a', 2],
            ['b', 1],
          ] as const)
            await tables.tickets.put(ticket(id, at(minute)))
        })
        await store.read(async ({ tickets }) => {
          const due = async (minute: number, limit?: number) =>
            (await tickets.until(at(minute), limit)).map(row => row.id)
          expect(await due(0)).toEqual([])
          expect(await due(1)).toEqual(['b', 'c'])
          expect(await due(9)).toEqual(['b', 'c', 'a', 'd'])
          expect(await due(9, 3)).toEqual(['b', 'c', 'a'])
          await tickets.remove('b')
          await tickets.put(ticket('c', at(4)))
          expect(await due(9, 2)).toEqual(['a', 'd'])
        })
      })

      test('refuses a field set that is not declared', async () => {
        const asked = store.read(tables => tables.memberships.find({ user: 'ada', role: 'collaborator' }))
        await expect(asked).rejects.toThrow(/index/)
        await expect(store.read(tables => tables.counters.until('2027'))).rejects.toThrow(/until/)
      })

      test('hands out rows that nobody can change in place', async () => {
        const row = membership('acme', 'ada')
        await put(async tables => {
          await tables.memberships.put(row)
          row.products.push('smuggled in after the put')
        })
        for (const current of [async () => store, opened.reopen]) {
          store = await current()
          const handed = (await store.read(tables => tables.memberships.get('acme:ada'))) as typeof row
          expect(() => handed.products.push('smuggled')).toThrow(TypeError)
          expect(await store.read(tables => tables.memberships.get('acme:ada'))).toEqual(
            membership('acme', 'ada'),
          )
        }
      })

      test('answers like a plain map after whatever transactions, done or failed, and reopened', async () => {
        const transactions = fc.array(
          fc.record({ steps: fc.array(step, { maxLength: 8 }), fails: fc.boolean() }),
        )
        await fc.assert(
          fc.asyncProperty(transactions, async each => {
            let model: Model = new Map(
              (await store.read(tables => everything(tables))).map(row => [row.id, row]),
            )
            for (const { steps, fails } of each) {
              const done = store.transact(async tables => {
                await take(tables, steps)
                await expectSame(tables, modelAfter(model, steps))
                if (fails) throw new Error('failed')
              })
              if (fails) await expect(done).rejects.toThrow('failed')
              else await done
              model = fails ? model : modelAfter(model, steps)
            }
            await store.read(tables => expectSame(tables, model))
            store = await opened.reopen()
            await store.read(tables => expectSame(tables, model))
          }),
          { numRuns: 25 },
        )
      })
    })

    describe('opened again', () => {
      test('holds what was committed, in every language and any nesting', async () => {
        const names = [
          'Käthe Größe',
          'Zoë Garçon',
          'Niccolò Città',
          'Íñigo Muñoz',
          '李雷 👩‍👩‍👧',
          'a"\\\n\t</script>\u2028',
        ]
        const gap = (question: string, index: number) =>
          ({ id: `${index}`, locale: 'de', question, count: 1, last: '2027-01-01T00:00:00.000Z' }) as const
        await put(async tables => {
          for (const [index, name] of names.entries()) await tables.gaps.put(gap(name, index))
          await tables.proposals.put(proposal('p', { facts: [{ deep: [null, true, 0.5, ''] }] }))
        })
        store = await opened.reopen()
        await store.read(async tables => {
          expect(await tables.gaps.find({ locale: 'de' })).toEqual(names.map(gap))
          expect(await tables.proposals.get('p')).toEqual(
            proposal('p', { facts: [{ deep: [null, true, 0.5, ''] }] }),
          )
        })
      })

      test('holds no row that was removed', async () => {
        await put(tables => tables.counters.put(counter('a', 1)))
        await put(tables => tables.counters.remove('a'))
        store = await opened.reopen()
        expect(await countOf('a')).toBeUndefined()
      })
    })

    describe('closed', () => {
      test('serves what was asked before, and nothing after', async () => {
        const asked = Array.from({ length: 10 }, () => increment('a'))
        const closing = [store.close(), store.close()]
        await expect(store.transact(async () => {})).rejects.toMatchObject({ problem: 'closed' })
        await expect(store.read(async () => {})).rejects.toMatchObject({ problem: 'closed' })
        expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        await Promise.all(closing)
        store = await opened.reopen()
        expect(await countOf('a')).toBe(10)
      })
    })
  })
}

const everything = async ({ products }: Tables) => products.until('9999-12-31')
