import { z } from 'zod'
import { action, type Context, change, InvalidInput, mailTo, type Policy } from '../core/action.ts'
import { type ContactKind, contactKinds } from '../core/catalogue.ts'
import { choice, choices, memberOf } from '../core/fields.ts'
import { byIdOrName } from '../core/input.ts'
import { type Membership, type Product, type Role, roles, type User } from '../core/model.ts'
import { seesWhole } from '../core/people.ts'
import { all, belongs, height, inTurn, isManager, manages, refusedIf } from '../core/policy.ts'
import { productsOf } from '../core/products.ts'
import { audienceOf } from './shares.ts'

interface RoleChange {
  member: string
  role: Role
}

/** A member of the organisation, who is known to be one: `readInput` has looked. */
async function memberIn(
  { tables, organisation }: Context,
  id: string,
): Promise<{ user: User; membership: Membership }> {
  const user = await tables.users.get(id)
  const membership = await tables.memberships.get(`${organisation.id}:${id}`)
  if (!user || !membership)
    throw new InvalidInput({ field: 'member', problem: 'unknown-member', facts: { text: id } })
  return { user, membership }
}

const ownersGrantOwnership: Policy<RoleChange> = async ({ member, role }, context) => {
  const { membership } = await memberIn(context, member)
  const ownership = [membership.role, role].includes('legal-representative')
  const may = context.membership?.role === 'legal-representative'
  return refusedIf(ownership && membership.role !== role && !may, {
    rule: 'ROLE-2',
    able: ['legal-representative'],
  })
}

const neverRaisesSelf: Policy<RoleChange> = async ({ member, role }, { actor, membership }) =>
  refusedIf(member === actor.id && height(role) > height(membership?.role ?? 'external-user'), {
    rule: 'ROLE-8',
  })

// Its reason names people, so it is told to those alone who could change a role at all.
const keepsAnOwner: Policy<RoleChange> = async ({ member, role }, context) => {
  if (!isManager(context)) return []
  const { user, membership } = await memberIn(context, member)
  const leaves = membership.role === 'legal-representative' && role !== 'legal-representative'
  return refusedIf(leaves && (await isLastOwner(context, member)), {
    rule: 'ROLE-3',
    facts: { member: user.name, organisation: context.organisation.name },
  })
}

/** Whether the organisation would have no legal representative without this user (ROLE-3). */
export async function isLastOwner({ tables, organisation }: Context, user: string): Promise<boolean> {
  const where = { organisation: organisation.id, role: 'legal-representative' } as const
  const owners = await tables.memberships.find(where, { limit: 2 })
  return owners.length === 1 && owners[0]?.user === user
}

export const changeRole = action({
  id: 'change-role',
  guide: 'change-role',
  risk: 'change',
  input: z.object({ member: memberOf(), role: choice(roles, 'roles') }),
  allow: inTurn(
    belongs('ROLE-1'),
    all(manages('ROLE-1'), ownersGrantOwnership, neverRaisesSelf, keepsAnOwner),
  ),
  async effect({ member, role }, context) {
    const { tables, organisation, actor, now } = context
    const { user, membership } = await memberIn(context, member)
    const seen = {
      before: await audienceOf(context, membership),
      after: await audienceOf(context, { ...membership, role }),
    }
    const changes = [change(user, { role: membership.role, ...seen.before }, { role, ...seen.after })]
    if (membership.role === role) return { changes }
    await tables.memberships.put({ ...membership, role })
    const facts = {
      organisation: organisation.name,
      oldRole: membership.role,
      newRole: role,
      by: actor.name,
      when: now.toISOString(),
    }
    return { changes, parcels: [mailTo(user, 'role-changed', facts)] }
  },
  // Nobody raises themself, so whoever stepped down cannot step back up (ROLE-8).
  undo: ({ member }, [changed], actor) =>
    member === actor ? undefined : { member, role: changed?.before.role },
})

export const setPermissions = action({
  id: 'set-permissions',
  guide: 'change-role',
  risk: 'change',
  input: z.object({
    member: memberOf(),
    products: choices([], 'products').optional(),
    contacts: choices(contactKinds, 'contactKinds').optional(),
  }),
  allow: manages('ROLE-1'),
  async effect({ member, products, contacts }, context) {
    const { user, membership } = await memberIn(context, member)
    const own = await productsOf(context.tables, context.organisation.id)
    const next: Membership = {
      ...membership,
      products: products ? productIds(own, products) : membership.products,
      contacts: contacts ? contactsIn(contacts) : membership.contacts,
    }
    await context.tables.memberships.put(next)
    return {
      changes: [change(user, await permissions(context, membership), await permissions(context, next))],
      // By ids: a name may mean another product by then. What was cancelled cannot be granted again.
      back: {
        member,
        products: own.map(({ id }) => id).filter(id => membership.products.includes(id)),
        contacts: membership.contacts,
      },
    }
  },
})

/** ROLE-6: the products that a user may reach, and the administrative mail that the user gets. */
export async function permissions({ tables }: Context, { products, contacts }: Membership) {
  const found = await Promise.all(products.map(id => tables.products.get(id)))
  return { products: found.flatMap(product => product?.name ?? []).sort(), contacts: [...contacts].sort() }
}

/** The ids of the products that were typed as names or ids, each once. Throws where one means none, or several. */
function productIds(own: readonly Product[], typed: readonly string[]): string[] {
  const found = typed.map(text => ({ text, ids: byIdOrName(own, text) }))
  const problemIf = (problem: string, isSo: (ids: readonly string[]) => boolean) => {
    const text = found.filter(({ ids }) => isSo(ids)).map(each => each.text)
    if (text.length) throw new InvalidInput({ field: 'products', problem, facts: { text: text.join(', ') } })
  }
  problemIf('unknown-product', ids => ids.length === 0)
  problemIf('ambiguous-product', ids => ids.length > 1)
  return [...new Set(found.flatMap(({ ids }) => ids))]
}

function contactsIn(typed: string[]): ContactKind[] {
  const unknown = typed.filter(kind => !contactKinds.includes(kind as ContactKind))
  if (unknown.length)
    throw new InvalidInput({
      field: 'contacts',
      problem: 'not-a-choice',
      facts: { known: [...contactKinds], words: 'contactKinds' },
    })
  return [...new Set(typed as ContactKind[])]
}

export const listMembers = action({
  id: 'list-members',
  guide: 'change-role',
  risk: 'read',
  input: z.object({ role: choice(roles, 'roles').optional() }),
  allow: belongs('ROLE-1'),
  async answer({ role }, context) {
    const where = { organisation: context.organisation.id, ...(role && { role }) }
    const memberships = await context.tables.memberships.find(where, { limit: mostListed })
    const rows = memberships.map(async membership => {
      const user = await context.tables.users.get(membership.user)
      const seen = seesWhole(context.membership, membership) ? await permissions(context, membership) : {}
      return { title: user?.name ?? '', id: membership.user, facts: { role: membership.role, ...seen } }
    })
    return { rows: await Promise.all(rows) }
  },
})

/** What a person can take in, and a chat can show. */
const mostListed = 200
