import { z } from 'zod'
import { action, change, InvalidInput, mailTo, type Policy, type Refusal } from '../core/action.ts'
import { email, pageToken, secret } from '../core/fields.ts'
import type { User } from '../core/model.ts'
import { userWithLogin } from '../core/people.ts'
import { inTurn, refusedIf } from '../core/policy.ts'
import { hash, hashPassword, maskEmail } from '../core/secrets.ts'
import { openSessions, signOut } from '../core/sessions.ts'
import { tellHolder } from './holder.ts'
import { dropTickets, issueTicket, liveTickets, minutesValid, ticketOf } from './tickets.ts'

const refusal = (because: string): Refusal => ({ rule: 'RECO-5', because })

const ownLogin: Policy<{ login: string }> = ({ login }, { actor }) =>
  refusedIf(login.toLowerCase() !== actor.email, refusal('other-person'))

const noAddress = refusal('no-address')
const hasAddress: Policy<unknown> = (_, { actor }) => refusedIf(!actor.recoveryEmail, noAddress)

// Anybody who knows a login can ask, so that nobody's mailbox is filled by it.
const mostLinks = 3
const notTooMany: Policy<unknown> = async (_, context) =>
  refusedIf((await liveTickets(context, 'password-reset')).length >= mostLinks, refusal('enough'))

export const requestPasswordReset = action({
  id: 'request-password-reset',
  page: '/password',
  guide: 'set-recovery-email',
  risk: 'change',
  blind: true,
  scope: 'person',
  input: z.object({ login: email() }),
  actor: ({ login }, tables) => userWithLogin(tables, login),
  nobody: noAddress,
  allow: inTurn(ownLogin, hasAddress, notTooMany),
  async effect(_, context) {
    const { actor, ports } = context
    const address = actor.recoveryEmail ?? ''
    const { token } = await issueTicket(context, 'password-reset', address)
    const link = ports.address(`/once/reset-password/${token}`)
    const holder = { id: actor.id, name: maskEmail(actor.email) }
    return {
      changes: [change(holder, {}, { recoveryEmail: maskEmail(address) })],
      parcels: [mailTo(actor, 'password-reset', { link, minutes: minutesValid }, address)],
    }
  },
})

const spent = refusal('spent')

const ownTicket: Policy<{ token: string }> = async ({ token }, context) => {
  const tickets = await liveTickets(context, 'password-reset')
  return refusedIf(!tickets.some(({ id }) => id === hash(token)), spent)
}

const shortest = 10

function checkPassword(password: string, { email: login, name }: User): void {
  const taken = [login, name].some(known => known.toLowerCase() === password.trim().toLowerCase())
  if (password.length < shortest || taken)
    throw new InvalidInput({ field: 'password', problem: 'weak-password', facts: { minimum: shortest } })
}

export const resetPassword = action({
  id: 'reset-password',
  page: '/password',
  guide: 'set-recovery-email',
  risk: 'secret',
  scope: 'person',
  isStep: true,
  input: z.object({ token: pageToken(), password: secret() }),
  async actor({ token }, tables) {
    const ticket = await ticketOf(tables, 'password-reset', token)
    return ticket && tables.users.get(ticket.user)
  },
  nobody: spent,
  allow: ownTicket,
  async effect({ password }, context) {
    const { tables, actor, now } = context
    checkPassword(password, actor)
    const sessions = (await openSessions(tables, actor.id, now)).length
    await dropTickets(context, 'password-reset', 'recovery-email')
    await signOut(tables, actor.id)
    await tables.users.put({ ...actor, passwordHash: await hashPassword(password) })
    return {
      changes: [change(actor, { sessions }, { sessions: 0 })],
      parcels: tellHolder(actor, 'password-changed', { when: now.toISOString() }),
    }
  },
})
