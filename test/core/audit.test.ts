import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, record, verify } from '../../bot/core/audit.ts'
import { draftOf, type Readable, tableNames } from '../../bot/core/draft.ts'
import type { AuditEntry } from '../../bot/core/model.ts'
import { hash } from '../../bot/core/secrets.ts'
import type { Tables } from '../../bot/core/store.ts'

const nothing = { get: async () => undefined, find: async () => [], until: async () => [] }
const emptyTables = (): Tables =>
  draftOf(Object.fromEntries(tableNames.map(name => [name, nothing])) as unknown as Readable).tables

type Written = Omit<AuditEntry, 'id' | 'previous' | 'hash'>
const entry: fc.Arbitrary<Written> = fc.record({
  at: fc.constant('2026-11-22T10:00:00.000Z'),
  actor: fc.string(),
  actorName: fc.string(),
  action: fc.constantFrom('change-role', 'sign-in'),
  organisation: fc.string(),
  subject: fc.string(),
  subjectName: fc.string(),
  from: fc.constantFrom('slack', 'web'),
  outcome: fc.constantFrom('done', 'unchanged', 'refused'),
  rules: fc.array(fc.constantFrom('ROLE-1', 'TFA-5')),
  changes: fc.array(
    fc.record({
      of: fc.string(),
      id: fc.string({ minLength: 1 }),
      before: fc.dictionary(
        fc.string().filter(key => key !== '__proto__'),
        fc.constantFrom('a', 1, null, true),
      ),
      after: fc.dictionary(
        fc.string().filter(key => key !== '__proto__'),
        fc.constantFrom('b', [2], false),
      ),
    }),
    { maxLength: 2 },
  ),
})
const chain = fc.array(entry, { minLength: 1, maxLength: 6 })

async function written(entries: readonly Written[]): Promise<{ tables: Tables; chain: AuditEntry[] }> {
  const tables = emptyTables()
  const chain: AuditEntry[] = []
  for (const one of entries) chain.push(await record(tables, one))
  return { tables, chain }
}

const rehashed = ({ hash: _, ...rest }: AuditEntry): AuditEntry => ({ ...rest, hash: hash(canonical(rest)) })
const at = <Item>(items: readonly Item[], place: number): Item => items[place % items.length] as Item

/** Every way to edit one field of an entry. */
const edits: ((entry: AuditEntry) => AuditEntry)[] = [
  entry => ({ ...entry, at: '2026-11-22T10:00:00.001Z' }),
  entry => ({ ...entry, actor: `${entry.actor}x` }),
  entry => ({ ...entry, actorName: `${entry.actorName}x` }),
  entry => ({ ...entry, action: `${entry.action}x` }),
  entry => ({ ...entry, organisation: `${entry.organisation}x` }),
  entry => ({ ...entry, subject: `${entry.subject}x` }),
  entry => ({ ...entry, subjectName: `${entry.subjectName}x` }),
  entry => ({ ...entry, from: `${entry.from}x` }),
  entry => ({ ...entry, outcome: entry.outcome === 'done' ? 'refused' : 'done' }),
  entry => ({ ...entry, rules: [...entry.rules, 'X-1'] }),
  entry => ({ ...entry, changes: [...entry.changes, { of: 'x', id: 'x', before: {}, after: {} }] }),
  entry => ({ ...entry, previous: hash(entry.previous) }),
  entry => ({ ...entry, hash: hash(entry.hash) }),
]

describe('ACT-3 the audit chain', () => {
  it('ACT-3 as it was written it is whole, whatever was written; an empty one too', async () => {
    expect(await verify(emptyTables())).toEqual({ entries: 0, brokenAt: undefined })
    const whole = fc.asyncProperty(chain, async entries => {
      const { tables } = await written(entries)
      expect(await verify(tables)).toEqual({ entries: entries.length, brokenAt: undefined })
    })
    await fc.assert(whole)
  })

  it('ACT-3 an edit of any field of any entry is found, at its place', async () => {
    const found = fc.asyncProperty(chain, fc.nat(), fc.nat(), async (entries, place, edit) => {
      const { tables, chain } = await written(entries)
      const edited = at(edits, edit)(at(chain, place))
      await tables.audit.put(edited)
      expect((await verify(tables)).brokenAt).toBe(edited.id)
    })
    await fc.assert(found, { numRuns: 300 })
  })

  it('ACT-3 an edit with its hash made anew is found, at the latest where the next one does not follow', async () => {
    const found = fc.asyncProperty(chain, fc.nat(), fc.nat({ max: 10 }), async (entries, place, edit) => {
      const { tables, chain } = await written(entries)
      const edited = rehashed(at(edits, edit)(at(chain, place)))
      await tables.audit.put(edited)
      expect(Number((await verify(tables)).brokenAt)).toBe(Number(edited.id) + 1)
    })
    await fc.assert(found, { numRuns: 300 })
  })

  it('ACT-3 a gap is found', async () => {
    const found = fc.asyncProperty(chain, fc.nat(), async (entries, place) => {
      const { tables, chain } = await written(entries)
      const { id } = at(chain, place)
      await tables.audit.remove(id)
      expect((await verify(tables)).brokenAt).toBe(id)
    })
    await fc.assert(found)
  })

  it('ACT-3 a gap that is closed up is found', async () => {
    const found = fc.asyncProperty(chain, fc.nat(), async (entries, place) => {
      const { tables, chain } = await written(entries)
      const from = place % chain.length
      for (const [offset, next] of chain.slice(from + 1).entries())
        await tables.audit.put({ ...next, id: at(chain, from + offset).id })
      await tables.audit.remove(at(chain, chain.length - 1).id)
      expect((await verify(tables)).brokenAt).toBe(at(chain, from).id)
    })
    await fc.assert(found)
  })

  it('ACT-3 two that changed places are found', async () => {
    const found = fc.asyncProperty(
      fc.array(entry, { minLength: 2, maxLength: 6 }),
      fc.nat(),
      fc.integer({ min: 1, max: 5 }),
      async (entries, place, distance) => {
        const { tables, chain } = await written(entries)
        const one = at(chain, place)
        const other = at(chain, place + 1 + (distance % (chain.length - 1)))
        fc.pre(one.id !== other.id)
        await tables.audit.put({ ...one, id: other.id })
        await tables.audit.put({ ...other, id: one.id })
        expect((await verify(tables)).brokenAt).toBe([one.id, other.id].sort()[0])
      },
    )
    await fc.assert(found)
  })

  it('ACT-3 a cut of the end is found, and one that sets back the counter alone or appends an entry', async () => {
    const found = fc.asyncProperty(chain, fc.nat(), async (entries, keep) => {
      const { tables, chain } = await written(entries)
      const kept = keep % chain.length
      const end = await tables.counters.get('audit')
      const last = kept ? at(chain, kept - 1).hash : '0'.repeat(64)
      await tables.counters.put({ id: 'audit', value: kept, hash: last })
      expect(Number((await verify(tables)).brokenAt)).toBe(kept + 1)
      await tables.counters.put({ ...(end as NonNullable<typeof end>) })
      for (const { id } of chain.slice(kept)) await tables.audit.remove(id)
      expect(Number((await verify(tables)).brokenAt)).toBe(kept + 1)
    })
    await fc.assert(found)
  })

  it('ACT-3 an entry slipped in after the end is found', async () => {
    const found = fc.asyncProperty(chain, async entries => {
      const { tables, chain } = await written(entries)
      const last = at(chain, chain.length - 1)
      const id = String(chain.length + 1).padStart(12, '0')
      await tables.audit.put(rehashed({ ...last, id, previous: last.hash }))
      expect((await verify(tables)).brokenAt).toBe(id)
    })
    await fc.assert(found)
  })

  it('ACT-3 the order of keys that a store gives back does not matter', () => {
    expect(canonical({ b: [{ d: 1, c: null }], a: 'é' })).toBe(canonical({ a: 'é', b: [{ c: null, d: 1 }] }))
    expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}')
    const apart = fc.property(fc.json(), fc.json(), (a, b) => {
      const [one, other] = [JSON.parse(a), JSON.parse(b)]
      expect(JSON.parse(canonical(one))).toEqual(one)
      if (canonical(one) === canonical(other)) expect(one).toEqual(other)
    })
    fc.assert(apart)
  })
})
