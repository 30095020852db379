import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { action, change } from '../../bot/core/action.ts'
import type { Domain } from '../../bot/core/context.ts'
import { text } from '../../bot/core/fields.ts'
import { perform } from '../../bot/core/perform.ts'
import type { Store, TableName, Tables } from '../../bot/core/store.ts'
import { applied, problems, reasons, rows } from '../support/outcomes.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

const wish = (action: string, input: unknown = {}) => ({
  actor: { user: 'owner' },
  action,
  input,
  from: 'test',
})
const allAudit = () =>
  world.store.read(async tables => {
    const end = (await tables.counters.get('audit'))?.value ?? 0
    const ids = Array.from({ length: end }, (_, place) => String(place + 1).padStart(12, '0'))
    return Promise.all(ids.map(id => tables.audit.get(id)))
  })

/** A store in which one table cannot be written. */
const failing = (store: Store, broken: TableName): Store => ({
  ...store,
  read: work => store.read(work),
  transact: work =>
    store.transact(tables => {
      const table: Tables[TableName] = tables[broken]
      const put = () => Promise.reject(new Error('disk full'))
      return work({
        ...tables,
        [broken]: {
          get: table.get.bind(table),
          find: table.find.bind(table),
          until: table.until.bind(table),
          put,
        },
      })
    }),
})

describe('ACT-1 the actor', () => {
  it('ACT-1 an account that is not linked changes nothing, and is audited', async () => {
    for (const actor of [undefined, { user: 'nobody' }] as const) {
      const outcome = await world.perform(actor, 'change-role', { member: 'admin', role: 'collaborator' })
      expect(outcome).toEqual({
        status: 'refused',
        action: 'change-role',
        refusals: [{ rule: 'ACT-1', who: [] }],
      })
    }
    expect(await world.get('memberships', 'acme:admin')).toMatchObject({ role: 'administrator' })
    expect(await allAudit()).toMatchObject(
      Array(2).fill({
        actor: 'unlinked',
        action: 'change-role',
        from: 'test',
        outcome: 'refused',
        rules: ['ACT-1'],
      }),
    )
  })

  it('ACT-1 a name in the input does not act: who is linked does', async () => {
    const outcome = await world.perform('external', 'change-role', { member: 'owner', role: 'collaborator' })
    expect(reasons(outcome)).toContain('ROLE-1')
    expect(await allAudit()).toMatchObject([{ actor: 'external', subject: 'owner' }])
  })

  it('ACT-1 role and organisation are read afresh each time', async () => {
    applied(await world.perform('admin', 'change-role', { member: 'collaborator', role: 'external-user' }))
    await world.join('admin', 'collaborator')
    const outcome = await world.perform('admin', 'change-role', {
      member: 'collaborator',
      role: 'administrator',
    })
    expect(reasons(outcome)).toEqual(['ROLE-1'])
  })

  it('ACT-1 an organisation that is not there is nowhere to act', async () => {
    expect(reasons(await world.perform('owner', 'list-members', {}, 'nowhere'))).toEqual(['ACT-1'])
  })
})

describe('ACT-3 the trail', () => {
  it('ACT-3 done, unchanged and refused each leave an entry: who, what, on whom, where from, before, after, when', async () => {
    await world.perform('owner', 'change-role', { member: 'admin', role: 'collaborator' })
    world.later(5)
    await world.perform('owner', 'change-role', { member: 'admin', role: 'collaborator' })
    await world.perform('external', 'change-role', { member: 'admin', role: 'collaborator' })
    const common = {
      action: 'change-role',
      organisation: 'acme',
      subject: 'admin',
      subjectName: 'Admin',
      from: 'test',
    }
    expect(await world.audit()).toMatchObject([
      {
        ...common,
        actor: 'owner',
        actorName: 'Owner',
        at: '2026-11-22T10:00:00.000Z',
        outcome: 'done',
        rules: [],
        changes: [{ before: { role: 'administrator' }, after: { role: 'collaborator' } }],
      },
      { ...common, at: '2026-11-22T10:05:00.000Z', outcome: 'unchanged' },
      { ...common, actor: 'external', outcome: 'refused', rules: ['ROLE-1'], changes: [] },
    ])
  })

  it('ACT-3 each entry holds the hash of the one before', async () => {
    for (const role of ['collaborator', 'external-user', 'administrator'])
      await world.perform('owner', 'change-role', { member: 'admin', role })
    const entries = await world.audit()
    expect(entries.map(({ id }) => Number(id))).toEqual([1, 2, 3])
    expect(entries.slice(1).map(({ previous }) => previous)).toEqual(
      entries.slice(0, -1).map(({ hash }) => hash),
    )
  })

  it('ACT-3 a refusal names on whom it was: a product, an organisation, or else the asker', async () => {
    await world.perform('external', 'rename-organisation', { name: 'Mine' })
    await world.perform('external', 'leave-organisation', { organisation: 'acme' })
    await world.perform('stranger', 'set-renewal-warranty', { product: 'all', on: true }, 'acme')
    const subjects = (await world.audit()).map(({ subject, subjectName }) => `${subject} ${subjectName}`)
    expect(subjects).toEqual(['external External', 'acme Acme', 'all all'])
  })

  it('ACT-3 reads and previews that are allowed leave none, nor does input that cannot be meant', async () => {
    rows(await world.perform('owner', 'list-members'))
    applied(await world.preview('owner', 'change-role', { member: 'admin', role: 'collaborator' }), 'preview')
    problems(await world.perform('owner', 'change-role', { member: 'nobody', role: 'collaborator' }))
    expect(await world.audit()).toEqual([])
  })
})

describe('ACT-4 a refusal', () => {
  it('ACT-4 names the rule and up to three people who could, to members only', async () => {
    for (const id of ['anna', 'berta', 'carla']) {
      await world.put('users', {
        ...(await world.get('users', 'admin'))!,
        id,
        name: id,
        email: `${id}@example.org`,
      })
      await world.join(id, 'administrator')
    }
    const input = { member: 'admin', role: 'collaborator' }
    const outcome = await world.perform('external', 'change-role', input)
    expect(outcome).toEqual({
      status: 'refused',
      action: 'change-role',
      refusals: [
        { rule: 'ROLE-1', able: ['administrator', 'legal-representative'], who: ['Admin', 'anna', 'berta'] },
      ],
    })
    const stranger = await world.perform('stranger', 'change-role', input, 'acme')
    expect(stranger).toMatchObject({ refusals: [{ rule: 'ROLE-1', who: [] }] })
  })

  it('ACT-4 every action has a guide that explains it, but those about the chat, or about what the desk has learnt', () => {
    const aboutLearning = ['list-aliases', 'forget-alias']
    for (const { id, guide, inChat } of world.domain.actions.values())
      if (!inChat && !aboutLearning.includes(id))
        expect({ id, guide }).toEqual({ id, guide: expect.stringMatching(/^[a-z0-9-]+$/) })
  })
})

describe('ACT-5 together or not at all', () => {
  for (const broken of ['audit', 'outbox', 'counters'] as const)
    it(`ACT-5 where ${broken} cannot be written, nothing of the change is`, async () => {
      const domain: Domain = { ...world.domain, store: failing(world.store, broken) }
      const lost = perform(domain, wish('change-role', { member: 'admin', role: 'collaborator' }))
      await expect(lost).rejects.toThrow('disk full')
      expect(await world.get('memberships', 'acme:admin')).toMatchObject({ role: 'administrator' })
      expect(await world.audit()).toEqual([])
      expect(await world.outbox()).toEqual([])
    })

  it('ACT-5 an effect that fails half way leaves nothing', async () => {
    const half = action({
      id: 'half',
      guide: 'none',
      risk: 'change',
      input: z.object({ name: text() }),
      allow: () => [],
      async effect({ name }, { tables, organisation }) {
        await tables.organisations.put({ ...organisation, name })
        throw new Error('half way')
      },
    })
    const domain: Domain = { ...world.domain, actions: new Map([['half', half]]) }
    await expect(perform(domain, wish('half', { name: 'New' }))).rejects.toThrow('half way')
    expect(await world.get('organisations', 'acme')).toMatchObject({ name: 'Acme' })
    expect(await world.audit()).toEqual([])
  })

  it('ACT-5 each parcel has an id of its own, and waits from now on', async () => {
    await world.perform('owner', 'change-role', { member: 'admin', role: 'collaborator' })
    await world.perform('owner', 'change-role', { member: 'admin', role: 'external-user' })
    const waiting = await world.store.read(tables => tables.outbox.until('9999'))
    expect(new Set(waiting.map(({ id }) => id)).size).toBe(2)
    expect(waiting).toMatchObject(Array(2).fill({ tries: 0, due: '2026-11-22T10:00:00.000Z' }))
  })

  it('ACT-5 an effect may also take rows away', async () => {
    const forget = action({
      id: 'forget',
      guide: 'none',
      risk: 'change',
      input: z.object({}),
      allow: () => [],
      async effect(_, { tables, actor }) {
        await tables.memberships.remove('acme:external')
        return { changes: [change(actor, { users: 4 }, { users: 3 })], picture: Buffer.from('drawn') }
      },
    })
    const domain: Domain = { ...world.domain, actions: new Map([['forget', forget]]) }
    expect(applied(await perform(domain, wish('forget'))).picture?.toString()).toBe('drawn')
    expect(await world.get('memberships', 'acme:external')).toBeUndefined()
  })
})

describe('the road', () => {
  it('an action that there is not is a mistake of the program', () => {
    expect(() => world.perform('owner', 'fly')).toThrow(TypeError)
  })

  it('WARR-3 PAY-4 what only the scheduler may do is refused to people', async () => {
    const outcome = await world.perform('owner', 'settle-invoice', { invoice: 'none', result: 'paid' })
    expect(outcome.status).toBe('refused')
  })

  it('ACT-7 what is typed as a secret is nowhere on disk afterwards', async () => {
    const secrets = { login: 'owner@example.org', password: 'hunter2-typed', code: '555666' }
    await world.perform(undefined, 'sign-in', secrets)
    await world.perform('owner', 'enable-2fa', { password: 'hunter2-typed' })
    await world.perform('owner', 'remove-2fa', { password: 'hunter2-typed', code: '555666' })
    const written = await readFile(join(world.folder, 'concierge.json'), 'utf8')
    expect(written).not.toMatch(/hunter2|555666/)
    expect(await world.audit()).toHaveLength(3)
  })
})
