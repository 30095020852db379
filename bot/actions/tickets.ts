import type { Context } from '../core/action.ts'
import { inMinutes } from '../core/days.ts'
import type { Ticket } from '../core/model.ts'
import { hash, newToken } from '../core/secrets.ts'
import type { Tables } from '../core/store.ts'

/** A link or code works for thirty minutes, once (RECO-2, RECO-5). */
export const minutesValid = 30

type Purpose = Ticket['purpose']

/** Issues a ticket for the actor. The link's token is known to the mail alone; the store keeps hashes. */
export async function issueTicket(
  { tables, actor, now }: Context,
  purpose: Purpose,
  email: string,
  code?: string,
): Promise<{ token: string }> {
  const token = newToken()
  await tables.tickets.put({
    id: hash(token),
    user: actor.id,
    purpose,
    codeHash: code === undefined ? null : hash(code),
    email,
    expires: inMinutes(now, minutesValid),
  })
  return { token }
}

/** The ticket that a token opens, an expired one too: a spent one is gone. */
export async function ticketOf(
  tables: Tables,
  purpose: Purpose,
  token: string,
): Promise<Readonly<Ticket> | undefined> {
  const ticket = await tables.tickets.get(hash(token))
  return ticket?.purpose === purpose ? ticket : undefined
}

/** The actor's tickets that still work. */
export async function liveTickets(
  { tables, actor, now }: Context,
  purpose: Purpose,
): Promise<Readonly<Ticket>[]> {
  const tickets = await tables.tickets.find({ user: actor.id, purpose })
  return tickets.filter(ticket => ticket.expires > now.toISOString())
}

/** Makes the actor's tickets for these purposes worthless. */
export async function dropTickets({ tables, actor }: Context, ...purposes: Purpose[]): Promise<void> {
  for (const purpose of purposes)
    for (const { id } of await tables.tickets.find({ user: actor.id, purpose }))
      await tables.tickets.remove(id)
}
