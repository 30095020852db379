import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { look } from '../../bot/core/perform.ts'
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
