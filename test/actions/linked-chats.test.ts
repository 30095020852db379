import { afterEach, beforeEach, expect, it } from 'vitest'
import { reasons, rows } from '../support/outcomes.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

it('ACT-1 ACT-6 one’s own linked chat accounts, oldest first, and nobody else’s', async () => {
  expect(rows(await world.perform('admin', 'list-links'))).toEqual([])
  await world.put(
    'links',
    { id: 'discord:D1', user: 'admin', at: '2026-11-02T00:00:00.000Z' },
    { id: 'slack:T1:U1', user: 'admin', at: '2026-11-01T00:00:00.000Z' },
    { id: 'slack:T1:U2', user: 'owner', at: '2026-11-01T00:00:00.000Z' },
  )
  expect(rows(await world.perform('admin', 'list-links'))).toEqual([
    { title: 'T1 · U1', id: 'slack:T1:U1', facts: { surface: 'slack', when: '2026-11-01T00:00:00.000Z' } },
    { title: 'D1', id: 'discord:D1', facts: { surface: 'discord', when: '2026-11-02T00:00:00.000Z' } },
  ])
  expect(reasons(await world.perform(undefined, 'list-links'))).toEqual(['ACT-1'])
})
