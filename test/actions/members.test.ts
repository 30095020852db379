import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../bot/core/model.ts'
import { applied, factsOf, mails, problems, proposalOf, reasons, rows } from '../support/outcomes.ts'
import { openWorld, person, product, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const change = (who: string, member: string, role: Role) =>
  world.perform(who, 'change-role', { member, role })
const roleOf = async (user: string) => (await world.get('memberships', `acme:${user}`))?.role
const share = (id: string, audience: 'everyone' | string[], owner = 'owner') =>
  world.put('shares', { id, organisation: 'acme', owner, name: id, kind: 'calendar', with: audience })

describe('change-role', () => {
  it('ROLE-3 the last legal representative is demoted by nobody, not even by themself', async () => {
    for (const role of ['administrator', 'collaborator', 'external-user'] as const) {
      const outcome = await change('owner', 'owner', role)
      expect(reasons(outcome)).toEqual(['ROLE-3'])
      expect(outcome).toMatchObject({ refusals: [{ facts: { member: 'Owner', organisation: 'Acme' } }] })
    }
    expect(reasons(await change('admin', 'owner', 'administrator'))).toEqual(['ROLE-2', 'ROLE-3'])
    expect(await roleOf('owner')).toBe('legal-representative')
    expect(await world.outbox()).toEqual([])
  })

  it('ROLE-3 with a second one either may go, and then the one that is left may not', async () => {
    applied(await change('owner', 'admin', 'legal-representative'))
    applied(await change('admin', 'owner', 'collaborator'))
    expect(reasons(await change('admin', 'admin', 'administrator'))).toEqual(['ROLE-3'])
  })

  it('ROLE-3 two who demote each other at the same moment leave one', async () => {
    applied(await change('owner', 'admin', 'legal-representative'))
    const both = await Promise.all([
      change('owner', 'admin', 'administrator'),
      change('admin', 'owner', 'administrator'),
    ])
    expect(both.map(({ status }) => status)).toEqual(['done', 'refused'])
    expect([await roleOf('owner'), await roleOf('admin')]).toContain('legal-representative')
  })

  it('ROLE-3 the same role again is no demotion', async () => {
    expect((await change('owner', 'owner', 'legal-representative')).status).toBe('unchanged')
  })

  it('ROLE-4 who becomes an external user is seen to lose what everyone shares, and gains it on the way back', async () => {
    await share('Team', 'everyone')
    await share('Named', ['collaborator'])
    await share('Others', ['admin'])
    await share('Own', 'everyone', 'collaborator')
    const shown = applied(
      await world.preview('admin', 'change-role', { member: 'collaborator', role: 'external-user' }),
      'preview',
    )
    expect(shown.changes[0]?.before.shares).toEqual(['Named', 'Own', 'Team'])
    expect(shown.changes[0]?.after.shares).toEqual(['Named', 'Own'])
    const up = applied(await change('admin', 'external', 'collaborator'))
    expect(up.changes[0]).toMatchObject({ before: { shares: [] }, after: { shares: ['Own', 'Team'] } })
  })

  for (const locale of ['fr', 'en', 'de', 'it', 'es'] as const)
    it(`ROLE-5 the user whose role changed gets a summary in ${locale}, nobody else any`, async () => {
      await world.put('users', person('collaborator', { locale }))
      applied(await change('owner', 'Collaborator', 'administrator'))
      expect(mails(await world.outbox())).toEqual([`role-changed → collaborator@example.org (${locale})`])
      expect(factsOf(await world.outbox(), 'role-changed')).toEqual({
        organisation: 'Acme',
        oldRole: 'collaborator',
        newRole: 'administrator',
        by: 'Owner',
        when: '2026-11-22T10:00:00.000Z',
      })
    })

  it('ROLE-5 neither a preview nor a refusal sends anything', async () => {
    await world.preview('owner', 'change-role', { member: 'admin', role: 'collaborator' })
    await change('external', 'admin', 'collaborator')
    expect(await world.outbox()).toEqual([])
    expect(await roleOf('admin')).toBe('administrator')
  })

  it('ROLE-1 undo restores exactly the former role, by the same rules', async () => {
    const shown = await world.propose('owner', 'change-role', { member: 'admin', role: 'external-user' })
    const done = await world.confirm('owner', proposalOf(shown))
    const back = await world.undo('owner', proposalOf(done, 'done'))
    expect(applied(back, 'preview').changes[0]?.after.role).toBe('administrator')
    applied(await world.confirm('owner', proposalOf(back)))
    expect(await roleOf('admin')).toBe('administrator')
  })

  it('ROLE-8 who stepped down is offered no way back up', async () => {
    const shown = await world.propose('admin', 'change-role', {
      member: 'admin@example.org',
      role: 'collaborator',
    })
    expect(applied(shown, 'preview').undoable).toBe(false)
    const done = await world.confirm('admin', proposalOf(shown))
    expect(reasons(await world.undo('admin', proposalOf(done, 'done')))).toEqual(['ACT-2.no-way-back'])
  })

  it('ROLE-1 a row whose user is gone is no member', async () => {
    await world.join('ghost', 'collaborator')
    expect(problems(await change('owner', 'ghost', 'administrator'))).toEqual(['member unknown-member'])
  })
})

describe('set-permissions', () => {
  const set = (who: string, input: object) =>
    world.perform(who, 'set-permissions', { member: 'collaborator', ...input })
  const kept = async () => (await world.get('memberships', 'acme:collaborator'))!

  beforeEach(() =>
    world.put('products', product('site'), product('shop'), product('far', { organisation: 'other' })),
  )

  it('ROLE-6 products are named as a person types them: spaces and all, in any case, no cancelled one', async () => {
    await world.put('products', product('aaa', { name: 'My Shop', state: 'cancelled' }))
    await world.put('products', product('bbb', { name: 'My Shop' }), product('ccc', { name: 'Other One' }))
    applied(await set('owner', { products: 'MY SHOP, other one' }))
    expect((await kept()).products).toEqual(['bbb', 'ccc'])
    expect(problems(await set('owner', { products: ['aaa'] }))).toEqual(['products unknown-product'])
    await world.put('products', product('ddd', { name: 'my shop' }))
    expect(problems(await set('owner', { products: ['My Shop'] }))).toEqual(['products ambiguous-product'])
  })

  it('ROLE-6 undo gives back the very same products, whatever they are called by then', async () => {
    applied(await set('owner', { products: ['site'] }))
    const shown = await world.propose('owner', 'set-permissions', {
      member: 'collaborator',
      products: ['shop'],
    })
    const done = await world.confirm('owner', proposalOf(shown))
    await world.put('products', product('site', { name: 'new' }), product('fresh', { name: 'site.example' }))
    const back = await world.undo('owner', proposalOf(done, 'done'))
    applied(await world.confirm('owner', proposalOf(back)))
    expect((await kept()).products).toEqual(['site'])
  })

  it('ROLE-6 products and administrative mail are changed beside the role, and read again', async () => {
    const outcome = applied(
      await set('admin', { products: ['site.example', 'shop', 'site'], contacts: 'billing technical' }),
    )
    expect(outcome.changes[0]).toMatchObject({
      of: 'Collaborator',
      before: { products: [], contacts: [] },
      after: { products: ['shop.example', 'site.example'], contacts: ['billing', 'technical'] },
    })
    expect(await kept()).toMatchObject({ products: ['site', 'shop'], contacts: ['billing', 'technical'] })
    expect(await roleOf('collaborator')).toBe('collaborator')
    const listed = rows(await world.perform('admin', 'list-members', { role: 'collaborator' }))
    expect(listed).toEqual([
      {
        title: 'Collaborator',
        id: 'collaborator',
        facts: {
          role: 'collaborator',
          products: ['shop.example', 'site.example'],
          contacts: ['billing', 'technical'],
        },
      },
    ])
  })

  it('ROLE-6 what is not named stays; an empty list takes all away; and back', async () => {
    await set('admin', { products: ['site'], contacts: ['billing'] })
    applied(await set('admin', { contacts: ['commercial'] }))
    expect(await kept()).toMatchObject({ products: ['site'], contacts: ['commercial'] })
    const shown = await world.propose('admin', 'set-permissions', {
      member: 'collaborator',
      products: [],
      contacts: [],
    })
    const done = await world.confirm('admin', proposalOf(shown))
    expect(await kept()).toMatchObject({ products: [], contacts: [] })
    applied(await world.confirm('admin', proposalOf(await world.undo('admin', proposalOf(done, 'done')))))
    expect(await kept()).toMatchObject({ products: ['site'], contacts: ['commercial'] })
  })

  it('ROLE-6 the same permissions again change nothing', async () => {
    expect((await set('admin', { products: [], contacts: [] })).status).toBe('unchanged')
  })

  it('ROLE-6 an unknown product, or one of another organisation, and an unknown contact kind change nothing', async () => {
    expect(problems(await set('admin', { products: ['far', 'site'] }))).toEqual(['products unknown-product'])
    expect(problems(await set('admin', { contacts: ['billing', 'gossip'] }))).toEqual([
      'contacts not-a-choice',
    ])
    expect(await kept()).toMatchObject({ products: [], contacts: [] })
  })

  it('ROLE-1 ROLE-6 neither the user themself nor a stranger may', async () => {
    for (const who of ['collaborator', 'external'])
      expect(reasons(await set(who, { contacts: ['billing'] }))).toEqual(['ROLE-1'])
  })
})

describe('list-members', () => {
  it('ROLE-6 shows everybody of the organisation to who belongs to it', async () => {
    const listed = rows(await world.perform('external', 'list-members'))
    expect(listed.map(({ title, facts }) => `${title} ${facts.role}`).sort()).toEqual([
      'Admin administrator',
      'Collaborator collaborator',
      'External external-user',
      'Owner legal-representative',
    ])
  })

  it('ROLE-6 an external user sees names and roles, and of permissions only their own', async () => {
    await world.put('memberships', {
      ...(await world.get('memberships', 'acme:admin'))!,
      contacts: ['technical'],
    })
    const seen = rows(await world.perform('external', 'list-members'))
    expect(seen.filter(({ facts }) => facts.contacts !== undefined).map(({ title }) => title)).toEqual([
      'External',
    ])
  })

  it('ROLE-1 not to a stranger, who is told no names either', async () => {
    const outcome = await world.perform('stranger', 'list-members', {}, 'acme')
    expect(outcome).toMatchObject({ refusals: [{ rule: 'ROLE-1', who: [] }] })
  })

  it('ROLE-6 a row whose user is gone has no name', async () => {
    await world.join('ghost', 'external-user')
    expect(rows(await world.perform('owner', 'list-members', { role: 'external-user' }))).toHaveLength(2)
  })
})

describe('list-shares', () => {
  it('ROLE-4 an external user is left out of what is shared with everyone', async () => {
    await share('Team', 'everyone')
    await share('Guests', ['external'])
    await share('Ghost', 'everyone', 'ghost')
    const seen = async (who: string) =>
      rows(await world.perform(who, 'list-shares')).map(({ title }) => title)
    expect(await seen('external')).toEqual(['Guests'])
    expect(await seen('collaborator')).toEqual(['Ghost', 'Team'])
    expect(await seen('owner')).toEqual(['Ghost', 'Guests', 'Team'])
    expect(reasons(await world.perform('stranger', 'list-shares', {}, 'acme'))).toEqual(['ROLE-4'])
  })
})

describe('show-audit', () => {
  it('ACT-3 shows who did what to whom, from where, and when; the newest first', async () => {
    await change('owner', 'collaborator', 'external-user')
    await change('admin', 'collaborator', 'legal-representative')
    const [refused, done] = rows(await world.perform('collaborator', 'show-audit'))
    expect(refused).toEqual({
      title: 'Collaborator',
      facts: {
        action: 'change-role',
        by: 'Admin',
        when: '2026-11-22T10:00:00.000Z',
        from: 'test',
        outcome: 'refused',
        rules: ['ROLE-2'],
      },
    })
    expect(done?.facts).toMatchObject({
      by: 'Owner',
      outcome: 'done',
      oldRole: 'collaborator',
      newRole: 'external-user',
    })
  })

  it('ACT-3 managers see the entries of members of their own organisation, and only what happened there', async () => {
    await world.join('collaborator', 'collaborator', 'other')
    await change('owner', 'collaborator', 'administrator')
    await world.perform('stranger', 'change-role', { member: 'collaborator', role: 'administrator' }, 'other')
    const own = rows(await world.perform('collaborator', 'show-audit'))
    expect(own.map(({ facts }) => facts.by)).toEqual(['Stranger', 'Owner'])
    const seen = rows(await world.perform('admin', 'show-audit', { member: 'Collaborator' }))
    expect(seen.map(({ facts }) => facts.by)).toEqual(['Owner'])
    expect(reasons(await world.perform('external', 'show-audit', { member: 'owner' }))).toEqual(['ROLE-1'])
  })

  it('ACT-3 shows the last twenty', async () => {
    for (let time = 0; time < 22; time++)
      await world.perform('owner', 'rename-organisation', { name: `Acme ${time}` })
    const seen = rows(await world.perform('owner', 'show-audit'))
    expect(seen).toHaveLength(20)
  })
})
