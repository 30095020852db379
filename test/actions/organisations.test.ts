import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { applied, mails, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, person, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const suite = (id: string, organisation: string, users: string[], personal = false) =>
  product(id, { organisation, service: 'ksuite', offer: { id: 'standard', personal, users } })
const mailService = (id: string, addresses: string[]) =>
  product(id, { service: 'mail', mail: { domain: 'acme.example', addresses } })

describe('list-organisations', () => {
  it('ORG-1 shows every organisation of the asker with the role in each and which is current, and no other', async () => {
    await world.join('admin', 'external-user', 'other')
    const facts = rows(await world.perform('admin', 'list-organisations'))
    expect(facts).toEqual([
      { title: 'Acme', id: 'acme', facts: { role: 'administrator', current: true } },
      { title: 'Other', id: 'other', facts: { role: 'external-user', current: false } },
    ])
    expect(rows(await world.perform('owner', 'list-organisations')).map(({ title }) => title)).toEqual([
      'Acme',
    ])
  })

  it('ORG-1 what is current is the person’s own choice, not where the question was asked', async () => {
    await world.join('admin', 'external-user', 'other')
    const facts = rows(await world.perform('admin', 'list-organisations', {}, 'other'))
    expect(facts.map(row => row.facts.current)).toEqual([true, false])
  })

  it('ORG-6 the personal suite comes first in the suite’s list, and in that one only', async () => {
    await world.join('admin', 'collaborator', 'other')
    await world.put('products', suite('team', 'acme', ['admin']), suite('mine', 'other', ['admin'], true))
    const inSuite = rows(await world.perform('admin', 'list-organisations', { in: 'suite' }))
    expect(inSuite.map(({ title }) => title)).toEqual(['Other', 'Acme'])
    expect(inSuite.map(({ facts }) => facts.suite)).toEqual(['mine.example', undefined])
    const inManager = rows(await world.perform('admin', 'list-organisations', { in: 'manager' }))
    expect(inManager.map(({ title }) => title)).toEqual(['Acme', 'Other'])
  })

  it('ORG-6 somebody else’s personal suite, and a cancelled one, does not come first', async () => {
    await world.join('admin', 'collaborator', 'other')
    await world.put('products', suite('theirs', 'other', ['stranger'], true))
    await world.put('products', { ...suite('gone', 'other', ['admin'], true), state: 'cancelled' })
    const inSuite = rows(await world.perform('admin', 'list-organisations', { in: 'suite' }))
    expect(inSuite.map(({ title }) => title)).toEqual(['Acme', 'Other'])
  })
})

describe('switch-organisation', () => {
  beforeEach(() => world.join('admin', 'collaborator', 'other'))

  it('ORG-1 switching is immediate: what is done next is done there', async () => {
    const shown = await world.propose('admin', 'switch-organisation', { organisation: 'other' })
    expect((await world.get('users', 'admin'))?.currentOrganisation).toBe('acme')
    const { changes } = applied(await world.confirm('admin', proposalOf(shown)))
    expect(changes).toEqual([
      { id: 'other', of: 'Other', before: { current: false }, after: { current: true } },
      { id: 'acme', of: 'Acme', before: { current: true }, after: { current: false } },
    ])
    expect((await world.get('users', 'admin'))?.currentOrganisation).toBe('other')
    const next = rows(await world.perform('admin', 'list-members'))
    expect(next.map(({ title }) => title)).toContain('Stranger')
  })

  it('ORG-1 undo goes back to exactly the former one, even of two with the same name', async () => {
    await world.put('organisations', { ...(await world.get('organisations', 'other'))!, name: 'Acme' })
    const done = await world.confirm(
      'admin',
      proposalOf(await world.propose('admin', 'switch-organisation', { organisation: 'other' })),
    )
    const back = await world.undo('admin', proposalOf(done, 'done'))
    applied(await world.confirm('admin', proposalOf(back)))
    expect((await world.get('users', 'admin'))?.currentOrganisation).toBe('acme')
  })

  it('ORG-1 the current one again changes nothing and says so', async () => {
    const outcome = await world.propose('admin', 'switch-organisation', { organisation: 'acme' })
    expect(outcome.status).toBe('unchanged')
  })

  it('ORG-1 an organisation that the asker does not belong to is unknown, as if it did not exist', async () => {
    const theirs = await world.perform('owner', 'switch-organisation', { organisation: 'other' })
    const none = await world.perform('owner', 'switch-organisation', { organisation: 'nowhere' })
    expect([problems(theirs), problems(none)]).toEqual(Array(2).fill(['organisation unknown-organisation']))
    expect((await world.get('users', 'owner'))?.currentOrganisation).toBe('acme')
  })

  it('ORG-1 a current organisation that is gone does not stand in the way', async () => {
    await world.put('users', person('lost', { currentOrganisation: 'gone' }))
    await world.join('lost', 'collaborator')
    const outcome = await world.perform('lost', 'switch-organisation', { organisation: 'acme' }, 'acme')
    expect(applied(outcome)).toMatchObject({ changes: [{ id: 'acme' }], undoable: false })
  })
})

describe('rename-organisation', () => {
  it('ORG-2 a legal representative renames it, and takes it back', async () => {
    const done = await world.confirm(
      'owner',
      proposalOf(await world.propose('owner', 'rename-organisation', { name: ' Acme & Töchter ' })),
    )
    expect((await world.get('organisations', 'acme'))?.name).toBe('Acme & Töchter')
    const back = await world.undo('owner', proposalOf(done, 'done'))
    applied(await world.confirm('owner', proposalOf(back)))
    expect((await world.get('organisations', 'acme'))?.name).toBe('Acme')
  })

  for (const who of ['admin', 'collaborator', 'external', 'stranger'])
    it(`ORG-2 ${who} may not`, async () => {
      const outcome = await world.perform(who, 'rename-organisation', { name: 'Mine' }, 'acme')
      expect(reasons(outcome)).toEqual(['ORG-2'])
      expect((await world.get('organisations', 'acme'))?.name).toBe('Acme')
    })

  it('ORG-2 the same name changes nothing; an empty or endless one is no name', async () => {
    expect((await world.perform('owner', 'rename-organisation', { name: 'Acme' })).status).toBe('unchanged')
    expect(problems(await world.perform('owner', 'rename-organisation', { name: '  ' }))).toEqual([
      'name required',
    ])
    const long = await world.perform('owner', 'rename-organisation', { name: 'x'.repeat(101) })
    expect(problems(long)).toEqual(['name too-long'])
  })
})

describe('leave-organisation', () => {
  beforeEach(() => world.join('collaborator', 'external-user', 'other'))
  const leave = (who: string, organisation = 'acme') =>
    world.perform(who, 'leave-organisation', { organisation })

  it('ORG-5 takes away membership, permissions and contact preferences; the current one falls back; the owners are told', async () => {
    await world.put('products', product('site'))
    await world.put('users', person('second', { locale: 'it' }))
    await world.join('second', 'legal-representative')
    await world.put('memberships', {
      id: 'acme:collaborator',
      organisation: 'acme',
      user: 'collaborator',
      role: 'collaborator',
      products: ['site'],
      contacts: ['billing'],
    })
    const shown = await world.propose('collaborator', 'leave-organisation', { organisation: 'Acme' })
    expect(applied(shown, 'preview')).toMatchObject({ undoable: false })
    expect(await world.get('memberships', 'acme:collaborator')).toBeDefined()
    const { changes } = applied(await world.confirm('collaborator', proposalOf(shown)))
    const before = { role: 'collaborator', products: ['site.example'], contacts: ['billing'] }
    expect(changes).toEqual([
      { id: 'acme', of: 'Acme', before, after: {} },
      { id: 'other', of: 'Other', before: { current: false }, after: { current: true } },
    ])
    expect(await world.get('memberships', 'acme:collaborator')).toBeUndefined()
    expect(await world.get('memberships', 'other:collaborator')).toBeDefined()
    expect((await world.get('users', 'collaborator'))?.currentOrganisation).toBe('other')
    expect(mails(await world.outbox())).toEqual([
      'member-left → owner@example.org (fr)',
      'member-left → second@example.org (it)',
    ])
  })

  it('ORG-5 the current organisation stays where another one is left', async () => {
    const { changes } = applied(await leave('collaborator', 'other'))
    expect(changes.map(({ id }) => id)).toEqual(['other'])
    expect((await world.get('users', 'collaborator'))?.currentOrganisation).toBe('acme')
  })

  it('ORG-5 a legal representative who leaves others behind is not told of the own leaving', async () => {
    await world.join('owner', 'legal-representative', 'other')
    applied(await leave('owner', 'other'))
    expect(mails(await world.outbox())).toEqual(['member-left → stranger@example.org (fr)'])
  })

  it('ORG-3 a refused while the user belongs to its suite', async () => {
    await world.put('products', suite('team', 'acme', ['collaborator']))
    const outcome = await leave('collaborator')
    expect(reasons(outcome)).toEqual(['ORG-3.suite'])
    expect(outcome).toMatchObject({
      refusals: [{ guide: 'upgrade-suite', facts: { organisation: 'Acme', product: 'team.example' } }],
    })
    expect(await world.get('memberships', 'acme:collaborator')).toBeDefined()
    expect(await world.outbox()).toEqual([])
  })

  it('ORG-3 b refused while the login address is in one of its Mail Services, in whatever case', async () => {
    await world.put('products', mailService('post', ['info@acme.example', 'Collaborator@Example.org']))
    expect(reasons(await leave('collaborator'))).toEqual(['ORG-3.mail'])
  })

  it('ORG-3 a b a suite or Mail Service of others, or a cancelled one, keeps nobody', async () => {
    await world.put('products', suite('team', 'acme', ['admin']), mailService('post', ['info@acme.example']))
    await world.put('products', { ...suite('old', 'acme', ['collaborator']), state: 'cancelled' })
    await world.put('products', suite('far', 'other', ['collaborator']))
    applied(await leave('collaborator'))
  })

  it('ORG-3 c ROLE-3 refused to the last legal representative', async () => {
    await world.join('owner', 'collaborator', 'other')
    const outcome = await leave('owner')
    expect(reasons(outcome)).toEqual(['ORG-3.last'])
    expect(outcome).toMatchObject({ refusals: [{ guide: 'change-role' }] })
  })

  it('ORG-3 c is about the organisation that is left, not the current one', async () => {
    await world.join('owner', 'legal-representative', 'other')
    applied(await leave('owner', 'other'))
    await world.join('owner', 'legal-representative', 'other')
    await world.put('users', { ...(await world.get('users', 'owner'))!, currentOrganisation: 'other' })
    expect(reasons(await leave('owner', 'acme'))).toEqual(['ORG-3.last'])
  })

  it('ORG-3 everyone belongs to at least one organisation: the only one cannot be left', async () => {
    const outcome = await leave('external')
    expect(reasons(outcome)).toEqual(['ORG-3.only'])
    expect((await world.audit()).map(({ outcome, rules }) => ({ outcome, rules }))).toEqual([
      { outcome: 'refused', rules: ['ORG-3'] },
    ])
  })

  it('ORG-4 a refusal names every reason that holds, each with its guide', async () => {
    await world.put('products', suite('team', 'acme', ['owner']), mailService('post', ['owner@example.org']))
    const outcome = await leave('owner')
    expect(reasons(outcome)).toEqual(['ORG-3.suite', 'ORG-3.mail', 'ORG-3.last', 'ORG-3.only'])
    expect(outcome.status === 'refused' && outcome.refusals.map(({ guide }) => guide)).toEqual([
      'upgrade-suite',
      'switch-organisation',
      'change-role',
      'switch-organisation',
    ])
  })
})
