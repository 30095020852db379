import type { Context, Policy, Refusal } from './action.ts'
import { type Role, roles } from './model.ts'

/** All policies together: a refusal names every reason that holds, not only the first (ORG-4). */
export const all = <Input>(...policies: Policy<NoInfer<Input>>[]): Policy<Input> =>
  composed(policies, async (input, context) =>
    (await Promise.all(policies.map(policy => policy(input, context)))).flat(),
  )

/** The policies one after the other, up to the first that refuses: so that one attempt is counted once (TFA-5). */
export const inTurn = <Input>(...policies: Policy<NoInfer<Input>>[]): Policy<Input> =>
  composed(policies, async (input, context) => {
    for (const policy of policies) {
      const refusals = await policy(input, context)
      if (refusals.length) return refusals
    }
    return []
  })

const composed = <Input>(parts: readonly Policy<Input>[], whole: Policy<Input>): Policy<Input> =>
  Object.assign(whole, { byRole: parts.flatMap(({ byRole }) => byRole ?? []) })

const byRole = (policy: Policy<unknown>): Policy<unknown> => Object.assign(policy, { byRole: [policy] })

/** Whether a policy lets a person have it done, as far as who they are decides: nothing needs to be filled in. */
export async function isWithinRole({ byRole = [] }: Policy<never>, context: Context): Promise<boolean> {
  const refusals = await Promise.all(byRole.map(policy => policy({}, context)))
  return refusals.flat().length === 0
}

/** One reason if `holds`, none if not. */
export const refusedIf = (holds: boolean, refusal: Refusal): Refusal[] => (holds ? [refusal] : [])

/** Everybody who is linked, in whatever role. */
export const anyone: Policy<unknown> = () => []

/** How high a role stands: 0 for an external user, 3 for a legal representative. */
export const height = (role: Role): number => roles.indexOf(role)

export const managers: readonly Role[] = ['administrator', 'legal-representative']
export const owners: readonly Role[] = ['legal-representative']

/** Whether the person manages the organisation. */
export const isManager = (context: Context): boolean => holds(context, managers)

const holds = ({ membership }: Context, able: readonly Role[]): boolean =>
  membership !== undefined && able.includes(membership.role)

/** Only an administrator or a legal representative of the organisation. `because` where the rule has other sentences too. */
export const manages = (rule: string, because?: string): Policy<unknown> =>
  byRole((_, context) =>
    refusedIf(!holds(context, managers), { rule, ...(because && { because }), able: managers }),
  )

/** Only a legal representative of the organisation. */
export const owns = (rule: string): Policy<unknown> =>
  byRole((_, context) => refusedIf(!holds(context, owners), { rule, able: owners }))

const bills = ({ membership }: Context): boolean =>
  membership !== undefined && membership.role !== 'external-user' && membership.contacts.includes('billing')

/** A manager, or a member who has the billing permission; an external user is no member (WARR-4). `because` where the rule has other sentences too. */
export const managesOrBills = (rule: string, because?: string): Policy<unknown> =>
  byRole((_, context) =>
    refusedIf(!holds(context, managers) && !bills(context), {
      rule,
      ...(because && { because }),
      able: managers,
    }),
  )

/** Anybody who belongs to the organisation. */
export const belongs = (rule: string): Policy<unknown> =>
  byRole((_, context) => refusedIf(context.membership === undefined, { rule, able: managers }))

/** Support agents only. */
export const supports = (rule: string): Policy<unknown> =>
  byRole((_, { actor }) => refusedIf(!actor.supportAgent, { rule, because: 'agents' }))

/** The scheduler only: nobody can ask for it. */
export const scheduled =
  (rule: string): Policy<unknown> =>
  (_, { system }) =>
    refusedIf(!system, { rule, because: 'scheduled' })
