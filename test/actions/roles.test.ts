import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type Role, roles } from '../../bot/core/model.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  await world?.close()
  world = await openWorld()
})
afterAll(() => world.close())

/** People by role; a second one of each, so that every who × whom exists twice: self and another. */
const people: Record<string, Role> = {
  owner: 'legal-representative',
  owner2: 'legal-representative',
  admin: 'administrator',
  admin2: 'administrator',
  collaborator: 'collaborator',
  collaborator2: 'collaborator',
  external: 'external-user',
  external2: 'external-user',
}

const height = (role: Role) => roles.indexOf(role)

/** The rules as the spec words them, written anew: what must be refused, and why. */
function expectedRules(who: string, whom: string, role: Role): string[] {
  const actor = people[who]
  // Whoever does not belong to it is told nothing of what is inside.
  if (!actor) return ['ROLE-1']
  const old = people[whom] as Role
  const manages = actor === 'administrator' || actor === 'legal-representative'
  const ownership = old !== role && (old === 'legal-representative' || role === 'legal-representative')
  return [
    ...(manages ? [] : ['ROLE-1']),
    ...(ownership && actor !== 'legal-representative' ? ['ROLE-2'] : []),
    ...(who === whom && height(role) > height(old) ? ['ROLE-8'] : []),
  ]
}

describe('who × whom × what: ROLE-1, ROLE-2, ROLE-7, ROLE-8', () => {
  for (const who of [...Object.keys(people), 'stranger'])
    it(`ROLE-1 ROLE-2 ROLE-7 ROLE-8 ${who} on everybody, to every role`, async () => {
      for (const [id, role] of Object.entries(people).filter(([id]) => id.endsWith('2'))) {
        await world.put('users', {
          ...(await world.get('users', id.slice(0, -1)))!,
          id,
          email: `${id}@example.org`,
        })
        await world.join(id, role)
      }
      for (const whom of Object.keys(people))
        for (const role of roles) {
          const outcome = await preview(who, whom, role)
          const expected = expectedRules(who, whom, role)
          const status = expected.length ? 'refused' : people[whom] === role ? 'unchanged' : 'preview'
          expect({ who, whom, role, ...outcome }).toEqual({ who, whom, role, status, rules: expected })
        }
    })
})

async function preview(who: string, member: string, role: Role) {
  const wish = {
    actor: { user: who },
    action: 'change-role',
    input: { member, role },
    from: 'test',
    organisation: 'acme',
  }
  const { preview } = await import('../../bot/core/perform.ts')
  const outcome = await preview(world.domain, wish)
  return {
    status: outcome.status,
    rules: outcome.status === 'refused' ? outcome.refusals.map(({ rule }) => rule) : [],
  }
}
