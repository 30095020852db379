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
import { email, pageToken, secret } from '../core/fields.ts'
import type { Ticket } from '../core/model.ts'
import { all, anyone, inTurn, refusedIf } from '../core/policy.ts'
import { productsOf } from '../core/products.ts'
import { hash, maskEmail, newCode } from '../core/secrets.ts'
import { counted } from './attempts.ts'
import { tellHolder } from './holder.ts'
import { dependsOn } from './mail-services.ts'
import { dropTickets, issueTicket, liveTickets, minutesValid, ticketOf } from './tickets.ts'

const masked = (address: string | null): string | null => address && maskEmail(address)

export const showRecoveryEmail = action({
  id: 'show-recovery-email',
  guide: 'set-recovery-email',
  risk: 'read',
  scope: 'person',
  input: z.object({}),
  allow: anyone,
  async answer(_, { actor }) {
    if (!actor.recoveryEmail) return { rows: [] }
    return { rows: [{ title: actor.email, facts: { recoveryEmail: maskEmail(actor.recoveryEmail) } }] }
  },
})

const unfit = (because: string, facts: Refusal['facts'] = {}): Refusal => ({ rule: 'RECO-3', because, facts })

const notLogin: Policy<{ email: string }> = ({ email: typed }, { actor }) =>
  refusedIf(typed.toLowerCase() === actor.email, unfit('login'))

const wellFormed: Policy<{ email: string }> = ({ email: typed }) =>
  refusedIf(!z.email().safeParse(typed).success, unfit('malformed'))

/** An address that fails together with the account cannot recover it. */
const outside: Policy<{ email: string }> = async ({ email: typed }, { tables, actor }) => {
  const memberships = await tables.memberships.find({ user: actor.id })
  const products = await Promise.all(memberships.map(({ organisation }) => productsOf(tables, organisation)))
  const inside = products.flat().find(product => dependsOn(product, typed))
  return refusedIf(inside !== undefined, unfit('inside', { product: inside?.name ?? '' }))
}

export const setRecoveryEmail = action({
  id: 'set-recovery-email',
  guide: 'set-recovery-email',
  risk: 'change',
  scope: 'person',
  next: 'confirm-recovery-email',
  input: z.object({ email: email() }),
  allow: inTurn(wellFormed, all(notLogin, outside)),
  async effect({ email: typed }, context) {
    const { actor, ports } = context
    const before = { recoveryEmail: masked(actor.recoveryEmail) }
    const address = typed.toLowerCase()
    if (address === actor.recoveryEmail) return { changes: [change(actor, before, before)] }
    await dropTickets(context, 'recovery-email')
    const code = newCode()
    const { token } = await issueTicket(context, 'recovery-email', address, code)
    const link = ports.address(`/once/confirm-recovery-email/${token}`)
    return {
      changes: [change(actor, before, { ...before, pendingEmail: maskEmail(address) })],
      parcels: [mailTo(actor, 'recovery-email-confirm', { link, code, minutes: minutesValid }, address)],
      note: { id: 'confirm-in-mail', facts: { minutes: minutesValid } },
    }
  },
})

interface Proof {
  token?: string | undefined
  code?: string | undefined
}

/** The ticket that a link or a code stands for, if it is the actor's and still works. */
async function ticketFor({ token, code }: Proof, context: Context): Promise<Readonly<Ticket> | undefined> {
  const own = await liveTickets(context, 'recovery-email')
  const [wanted, part] =
    token === undefined ? ([hash(code ?? ''), 'codeHash'] as const) : ([hash(token), 'id'] as const)
  return own.find(ticket => ticket[part] === wanted)
}

const spent: Refusal = { rule: 'RECO-2', because: 'spent' }

/** A link is right or spent; a code may be guessed at while one is waited for, so that wrong ones are counted (TFA-5). */
const proven: Policy<Proof> = async (proof, context) => {
  if (proof.token === undefined && proof.code === undefined) return []
  const awaited = (await liveTickets(context, 'recovery-email')).length > 0
  if (proof.token === undefined && awaited) return rightCode(proof, context)
  return refusedIf((await ticketFor(proof, context)) === undefined, spent)
}

const rightCode = counted<Proof>(async (proof, context) => (await ticketFor(proof, context)) !== undefined, {
  rule: 'RECO-2',
  because: 'wrong',
  field: 'code',
})

export const confirmRecoveryEmail = action({
  id: 'confirm-recovery-email',
  guide: 'set-recovery-email',
  risk: 'secret',
  scope: 'person',
  isStep: true,
  input: z.object({ token: pageToken().optional(), code: secret(50).optional() }),
  async actor({ token = '' }, tables) {
    const ticket = await ticketOf(tables, 'recovery-email', token)
    return ticket && tables.users.get(ticket.user)
  },
  nobody: spent,
  allow: proven,
  async effect(proof, context) {
    const { tables, actor, now } = context
    const ticket = await ticketFor(proof, context)
    if (!ticket) throw new InvalidInput({ field: 'code', problem: 'required' })
    // Whoever reads the old address must not reset the password any more (RECO-5).
    await dropTickets(context, 'recovery-email', 'password-reset')
    await tables.users.put({ ...actor, recoveryEmail: ticket.email })
    const after = { recoveryEmail: maskEmail(ticket.email) }
    return {
      changes: [change(actor, { recoveryEmail: masked(actor.recoveryEmail) }, after)],
      parcels: tellHolder(actor, 'recovery-email-changed', { ...after, when: now.toISOString() }),
    }
  },
})
