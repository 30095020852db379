import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { look, withinRole } from '../../bot/core/perform.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const seenBy = (user: string | undefined, action: string, input: unknown = {}, organisation?: string) =>
  look(world.domain, {
    actor: user === undefined ? undefined : { user },
    action,
    input,
    from: 'web',
    ...(organisation !== undefined && { organisation }),
  })

describe('a look at what a read says', () => {
  it('answers whoever may have it, as when it is performed', async () => {
    const performed = await world.perform('admin', 'list-payment-methods')
    expect(await seenBy('admin', 'list-payment-methods')).toEqual(Object(performed).answer)
  })

  it.each([
    ['whoever may not', 'collaborator', 'list-payment-methods', {}, undefined],
    ['nobody', undefined, 'list-members', {}, undefined],
    ['whoever does not belong there', 'stranger', 'list-members', {}, 'acme'],
    ['about what cannot be meant', 'admin', 'list-members', { role: 'king' }, undefined],
    ['about a chat, outside of one', 'admin', 'whoami', {}, undefined],
    ['a change', 'admin', 'rename-organisation', { name: 'Other' }, undefined],
    ['what there is not', 'admin', 'nothing', {}, undefined],
  ] as const)(
    'ACT-3 answers not: %s, and leaves nothing behind',
    async (_, user, action, input, organisation) => {
      expect(await seenBy(user, action, input, organisation)).toBeUndefined()
      expect(await world.audit()).toEqual([])
    },
  )
})

describe('what somebody may have done as far as who they are decides', () => {
  const may = (user: string | undefined) =>
    withinRole(world.domain, { actor: user === undefined ? undefined : { user }, from: 'web' })
  const kept = ['rename-organisation', 'change-role', 'set-renewal-warranty', 'remove-payment-method']

  it.each([
    ['owner', kept],
    ['admin', kept.slice(1)],
    ['collaborator', []],
  ] as const)('ROLE-1 WARR-4 PAY-1 ORG-2 %s', async (user, expected) => {
    const found = await may(user)
    expect(kept.filter(id => found.has(id))).toEqual(expected)
    expect(found.has('set-newsletters')).toBe(true)
    expect(found.has('decide-2fa-recovery')).toBe(false)
  })

  it('WARR-4 whoever bills may, without a role', async () => {
    const membership = (await world.get('memberships', 'acme:collaborator'))!
    await world.put('memberships', { ...membership, contacts: ['billing'] })
    const found = await may('collaborator')
    expect(kept.filter(id => found.has(id))).toEqual(kept.slice(2))
  })

  it('ACT-3 leaves nothing behind, and is nothing for nobody', async () => {
    await may('collaborator')
    expect([...(await may(undefined))]).toEqual([])
    expect(await world.audit()).toEqual([])
  })
})
