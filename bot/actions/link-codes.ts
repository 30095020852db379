import type { Context, Nobody, Refusal } from '../core/action.ts'
import type { Chat } from '../core/context.ts'
import { inMinutes } from '../core/days.ts'
import type { Ticket } from '../core/model.ts'
import { hash, newCode } from '../core/secrets.ts'
import type { Tables } from '../core/store.ts'
import { chatOf } from './chat.ts'

/** A code that links a chat account is valid ten minutes and five tries (CHAT-2). */
export const minutesValid = 10
const mostTries = 5
// Three an hour to one account, whoever asks; a few more from one chat account, so that nobody tries their luck with everybody's.
const hour = 60
const mostToAccount = 3
const mostFromChat = 5

/** One ticket a chat account: a newer one takes its place. */
const ticketId = ({ account }: Chat): string => hash(`link:${account}`)
const hashOf = (chat: Chat, code: string): string => hash(`${ticketId(chat)} ${code.replace(/\D/g, '')}`)

const putTicket = ({ tables, now, chat }: Nobody, whose: Pick<Ticket, 'user' | 'codeHash' | 'email'>) =>
  tables.tickets.put({
    id: ticketId(chatOf({ chat })),
    purpose: 'chat-link',
    tries: 0,
    expires: inMinutes(now, minutesValid),
    ...whose,
  })

/** Issues a code for the actor, and counts it. The store keeps its hash. */
export async function issueCode(context: Context): Promise<string> {
  const { actor } = context
  const chat = chatOf(context)
  const code = newCode()
  await putTicket(context, { user: actor.id, codeHash: hashOf(chat, code), email: actor.email })
  await countSent(context, actor.id)
  await countSent(context, chat.account)
  return code
}

/** As if a code had been issued: one is awaited, and none is right. So nobody can tell from the tries whose login is known. */
export const issueNone = (about: Nobody): Promise<void> =>
  putTicket(about, { user: 'nobody', codeHash: null, email: '' })

/** Whether the actor, or whoever asks, got as many codes as there are in an hour. */
export async function hasEnough(context: Context): Promise<boolean> {
  const sent = await sentTo(context, context.actor.id)
  const asked = await sentTo(context, chatOf(context).account)
  return sent.length >= mostToAccount || asked.length >= mostFromChat
}

/** When codes were sent within the last hour. */
const sentTo = async ({ tables, now }: Context, id: string): Promise<string[]> =>
  ((await tables.attempts.get(`link:${id}`))?.failures ?? []).filter(at => at > inMinutes(now, -hour))

const countSent = async (context: Context, id: string): Promise<void> =>
  context.tables.attempts.put({
    id: `link:${id}`,
    failures: [...(await sentTo(context, id)), context.now.toISOString()],
    closedUntil: null,
  })

/** Whose code was last issued in a chat: an id, of nobody's too. */
export const issuedTo = async (tables: Tables, chat: Chat): Promise<string | undefined> =>
  (await tables.tickets.get(ticketId(chat)))?.user

async function awaited({ tables, now, chat }: Nobody): Promise<Readonly<Ticket> | undefined> {
  const ticket = chat && (await tables.tickets.get(ticketId(chat)))
  return ticket && ticket.expires > now.toISOString() ? ticket : undefined
}

/** Whether a code, however it is spaced, is the one that the actor was sent. */
export async function isRight(code: string, context: Context): Promise<boolean> {
  const ticket = await awaited(context)
  return ticket?.user === context.actor.id && ticket.codeHash === hashOf(chatOf(context), code)
}

/** Makes the code of a chat worthless. */
export const dropCode = ({ tables, chat }: Nobody): Promise<void> =>
  tables.tickets.remove(ticketId(chatOf({ chat })))

const spent: Refusal = { rule: 'CHAT-2', because: 'spent' }

/** Why a wrong code is refused, and how it is counted: the last one ends the ticket. */
export async function wrongCode(about: Nobody): Promise<{ refusal: Refusal; count: () => Promise<void> }> {
  const ticket = await awaited(about)
  if (!ticket) return { refusal: spent, count: async () => {} }
  const tries = (ticket.tries ?? 0) + 1
  if (tries >= mostTries) return { refusal: spent, count: () => dropCode(about) }
  return {
    refusal: { rule: 'CHAT-2', because: 'wrong', field: 'code', facts: { left: mostTries - tries } },
    count: () => about.tables.tickets.put({ ...ticket, tries }),
  }
}
