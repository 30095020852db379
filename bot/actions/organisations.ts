import { z } from 'zod'
import {
  action,
  type Context,
  change,
  InvalidInput,
  mailTo,
  type Policy,
  type Refusal,
} from '../core/action.ts'
import { choice, organisationOf, text } from '../core/fields.ts'
import type { Change, Organisation, Parcel } from '../core/model.ts'
import { usersOf } from '../core/people.ts'
import { anyone, owns, refusedIf } from '../core/policy.ts'
import { productsOf } from '../core/products.ts'
import { holdsAddress } from './mail-services.ts'
import { isLastOwner, permissions } from './members.ts'

type Named = Readonly<Pick<Organisation, 'id' | 'name'>>

/** An organisation of the actor, who is known to belong to it: `readInput` has looked. */
async function ownOrganisation({ tables }: Context, id: string): Promise<Readonly<Organisation>> {
  const organisation = await tables.organisations.get(id)
  if (!organisation)
    throw new InvalidInput({ field: 'organisation', problem: 'unknown-organisation', facts: { text: id } })
  return organisation
}

/** The name of the actor's own suite in an organisation, if any (ORG-6). */
async function personalSuite({ tables, actor }: Context, organisation: string): Promise<string | undefined> {
  const products = await productsOf(tables, organisation)
  return products.find(({ offer }) => offer?.personal && offer.users.includes(actor.id))?.name
}

export const listOrganisations = action({
  id: 'list-organisations',
  guide: 'switch-organisation',
  risk: 'read',
  scope: 'person',
  input: z.object({ in: choice(['manager', 'suite'], 'views').optional() }),
  allow: anyone,
  async answer({ in: view }, context) {
    const { tables, actor } = context
    const memberships = await tables.memberships.find({ user: actor.id })
    const found = memberships.map(async ({ organisation, role }) => {
      const { name } = await ownOrganisation(context, organisation)
      const suite = view === 'suite' ? await personalSuite(context, organisation) : undefined
      return {
        title: name,
        id: organisation,
        facts: { role, current: organisation === actor.currentOrganisation, ...(suite && { suite }) },
      }
    })
    const rows = await Promise.all(found)
    const personalFirst = (row: (typeof rows)[number]) => (row.facts.suite ? 0 : 1)
    return {
      rows: rows.sort(
        (a, b) => personalFirst(a) - personalFirst(b) || a.title.localeCompare(b.title, actor.locale),
      ),
    }
  },
})

/** Makes an organisation the actor's current one; both organisations' sides of it. */
async function makeCurrent({ tables, actor }: Context, next: Named): Promise<Change[]> {
  if (next.id === actor.currentOrganisation) return [change(next, { current: true }, { current: true })]
  const last = await tables.organisations.get(actor.currentOrganisation)
  await tables.users.put({ ...actor, currentOrganisation: next.id })
  const left = last ? [change(last, { current: true }, { current: false })] : []
  return [change(next, { current: false }, { current: true }), ...left]
}

export const switchOrganisation = action({
  id: 'switch-organisation',
  guide: 'switch-organisation',
  risk: 'change',
  scope: ({ organisation }) => organisation,
  input: z.object({ organisation: organisationOf() }),
  allow: anyone,
  async effect({ organisation }, context) {
    return { changes: await makeCurrent(context, await ownOrganisation(context, organisation)) }
  },
  undo: (_, [, left]) => left && { organisation: left.id },
})

export const renameOrganisation = action({
  id: 'rename-organisation',
  guide: 'switch-organisation',
  risk: 'change',
  input: z.object({ name: text(100) }),
  allow: owns('ORG-2'),
  async effect({ name }, { tables, organisation }) {
    await tables.organisations.put({ ...organisation, name })
    return { changes: [change(organisation, { name: organisation.name }, { name })] }
  },
  undo: (_, [renamed]) => ({ name: renamed?.before.name }),
})

/** Every reason that keeps the actor, each with the guide that removes it (ORG-3, ORG-4). */
const mayLeave: Policy<{ organisation: string }> = async ({ organisation: id }, context) => {
  const { tables, actor } = context
  const organisation = await ownOrganisation(context, id)
  const products = await productsOf(tables, id)
  const suites = products.filter(({ offer }) => offer?.users.includes(actor.id))
  const mails = products.filter(product => holdsAddress(product, actor.email))
  const memberships = await tables.memberships.find({ user: actor.id }, { limit: 2 })
  const reason = (because: string, guide: string, product?: string): Refusal => ({
    rule: 'ORG-3',
    because,
    facts: { organisation: organisation.name, ...(product && { product }) },
    guide,
  })
  return [
    ...suites.map(({ name }) => reason('suite', 'upgrade-suite', name)),
    ...mails.map(({ name }) => reason('mail', 'switch-organisation', name)),
    ...refusedIf(await isLastOwner({ ...context, organisation }, actor.id), reason('last', 'change-role')),
    ...refusedIf(memberships.length === 1, reason('only', 'switch-organisation')),
  ]
}

export const leaveOrganisation = action({
  id: 'leave-organisation',
  guide: 'switch-organisation',
  risk: 'change',
  scope: ({ organisation }) => organisation,
  input: z.object({ organisation: organisationOf() }),
  allow: mayLeave,
  async effect({ organisation: id }, context) {
    const { tables, actor } = context
    const organisation = await ownOrganisation(context, id)
    const membership = await tables.memberships.get(`${id}:${actor.id}`)
    if (!membership) return { changes: [] }
    await tables.memberships.remove(membership.id)
    const before = { role: membership.role, ...(await permissions(context, membership)) }
    const changes = [change(organisation, before, {}), ...(await makeAnotherCurrent(context, id))]
    return { changes, parcels: await tellOwners(context, organisation) }
  },
})

/** Once the actor has left the current organisation, another of theirs is the current one (ORG-5). */
async function makeAnotherCurrent(context: Context, left: string): Promise<Change[]> {
  const { tables, actor } = context
  if (actor.currentOrganisation !== left) return []
  const [next] = await tables.memberships.find({ user: actor.id }, { limit: 1 })
  const organisation = next && (await tables.organisations.get(next.organisation))
  return organisation ? (await makeCurrent(context, organisation)).slice(0, 1) : []
}

async function tellOwners({ tables, actor, now }: Context, organisation: Named): Promise<Parcel[]> {
  const owners = await tables.memberships.find({
    organisation: organisation.id,
    role: 'legal-representative',
  })
  const facts = { organisation: organisation.name, member: actor.name, when: now.toISOString() }
  return (await usersOf(tables, owners)).map(user => mailTo(user, 'member-left', facts))
}
