import { z } from 'zod'
import { action, type Context } from '../core/action.ts'
import type { Membership, Share } from '../core/model.ts'
import { belongs } from '../core/policy.ts'

/** Whether a member sees a share: one with everyone leaves external users out (ROLE-4). */
function reaches({ with: audience, owner }: Readonly<Share>, { user, role }: Membership): boolean {
  if (owner === user) return true
  return audience === 'everyone' ? role !== 'external-user' : audience.includes(user)
}

async function sharesFor({ tables }: Context, membership: Membership): Promise<readonly Readonly<Share>[]> {
  const shares = await tables.shares.find({ organisation: membership.organisation })
  return shares.filter(share => reaches(share, membership))
}

/** The calendars and address books that a member sees, as facts of a change of role. */
export async function audienceOf(context: Context, membership: Membership): Promise<{ shares: string[] }> {
  return { shares: (await sharesFor(context, membership)).map(share => share.name).sort() }
}

export const listShares = action({
  id: 'list-shares',
  guide: 'change-role',
  risk: 'read',
  input: z.object({}),
  allow: belongs('ROLE-4'),
  async answer(_, context) {
    const shares = context.membership ? await sharesFor(context, context.membership) : []
    const rows = shares.map(async ({ name, kind, owner }) => ({
      title: name,
      facts: { shareKind: kind, by: (await context.tables.users.get(owner))?.name ?? '' },
    }))
    return { rows: await Promise.all(rows) }
  },
})
