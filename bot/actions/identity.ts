import { z } from 'zod'
import { action, type Context, change, InvalidInput, type Policy } from '../core/action.ts'
import { kindOf } from '../core/documents.ts'
import { documents, email, longText, requestOf, secret, text, tick } from '../core/fields.ts'
import type { Parcel, RecoveryRequest, User } from '../core/model.ts'
import { all, inTurn, refusedIf, supports } from '../core/policy.ts'
import { maskEmail, newId } from '../core/secrets.ts'
import { countedUnseen, wrong } from './attempts.ts'
import { tellHolder } from './holder.ts'
import { canBeKept, keepDocuments, shred } from './identity-documents.ts'
import { isOwnLogin, whoSignsIn } from './sign-in.ts'
import { switchOff } from './two-factor.ts'

const mayAsk: Policy<unknown> = async (_, { tables, actor }) => {
  const requests = await tables.recoveryRequests.find({ user: actor.id })
  return [
    ...refusedIf(actor.twoFactor === null, { rule: 'TFA-4', because: 'off' }),
    ...refusedIf(
      requests.some(({ state }) => state === 'waiting'),
      { rule: 'TFA-4', because: 'waiting' },
    ),
  ]
}

export const requestRecovery = action({
  id: 'request-2fa-recovery',
  guide: 'remove-2fa',
  risk: 'secret',
  scope: 'person',
  input: z.object({ login: email(), password: secret(), documents: documents() }),
  actor: whoSignsIn,
  nobody: wrong,
  allow: inTurn(countedUnseen(isOwnLogin), mayAsk, canBeKept),
  async effect({ documents: files }, context) {
    const { tables, actor, now } = context
    await tables.recoveryRequests.put({
      id: newId(),
      user: actor.id,
      state: 'waiting',
      documents: await keepDocuments(files, context),
      reason: null,
      at: now.toISOString(),
    })
    return {
      changes: [change(actor, {}, { requestState: 'waiting' })],
      parcels: tellHolder(actor, 'recovery-requested', { when: now.toISOString() }),
    }
  },
})

export const listRecoveryRequests = action({
  id: 'list-2fa-requests',
  guide: 'remove-2fa',
  risk: 'read',
  scope: 'person',
  forAgents: true,
  input: z.object({}),
  allow: supports('TFA-4'),
  async answer(_, { tables }) {
    const waiting = await tables.recoveryRequests.find({ state: 'waiting' })
    const oldestFirst = [...waiting].sort((a, b) => (a.at < b.at ? -1 : 1))
    const rows = oldestFirst.map(async ({ id, user, at, documents }) => {
      const holder = await tables.users.get(user)
      return {
        title: holder?.name ?? '',
        id,
        facts: {
          request: id,
          email: maskEmail(holder?.email ?? ''),
          when: at,
          documents: documents.length,
        },
        files: documents,
      }
    })
    return { rows: await Promise.all(rows) }
  },
})

interface Decision {
  request: string
  approve: boolean
  reason?: string | undefined
}

/** A request and who made it: `readInput` has looked that it is there. */
async function requestIn(
  { tables }: Context,
  id: string,
): Promise<{ request: RecoveryRequest; holder: User }> {
  const request = await tables.recoveryRequests.get(id)
  const holder = request && (await tables.users.get(request.user))
  if (!holder) throw new InvalidInput({ field: 'request', problem: 'unknown-request', facts: { text: id } })
  return { request, holder }
}

const notOwn: Policy<{ request: string }> = async ({ request: id }, context) => {
  const { holder } = await requestIn(context, id)
  return refusedIf(holder.id === context.actor.id, { rule: 'TFA-4', because: 'own' })
}

export const showDocument = action({
  id: 'show-2fa-document',
  guide: 'remove-2fa',
  risk: 'read',
  scope: 'person',
  isStep: true,
  forAgents: true,
  recorded: true,
  input: z.object({ request: requestOf(), document: text() }),
  allow: inTurn(supports('TFA-4'), notOwn),
  async answer({ request: id, document: name }, context) {
    const { request, holder } = await requestIn(context, id)
    const kind = kindOf(name)
    // What was decided meanwhile has none any more.
    if (!kind || !context.ports.documents || !request.documents.includes(name))
      throw new InvalidInput({ field: 'document', problem: 'unknown-document', facts: { text: name } })
    const bytes = await context.ports.documents.read(name)
    return { rows: [{ title: holder.name, id: name, facts: { request: id } }], file: { kind, bytes } }
  },
})

const mayDecide: Policy<Decision> = async ({ request: id, approve, reason }, context) => {
  const { request } = await requestIn(context, id)
  return [
    ...refusedIf(request.state !== 'waiting', {
      rule: 'TFA-4',
      because: 'decided',
      facts: { requestState: request.state },
    }),
    ...refusedIf(!approve && reason === undefined, { rule: 'TFA-4', because: 'reason', field: 'reason' }),
  ]
}

export const decideRecovery = action({
  id: 'decide-2fa-recovery',
  guide: 'remove-2fa',
  risk: 'change',
  scope: 'person',
  forAgents: true,
  input: z.object({ request: requestOf(), approve: tick(), reason: longText(500).optional() }),
  allow: inTurn(supports('TFA-4'), all(notOwn, mayDecide)),
  async effect({ request: id, approve, reason = null }, context) {
    const { request, holder } = await requestIn(context, id)
    const state = approve ? 'approved' : 'refused'
    await context.tables.recoveryRequests.put({ ...request, state, documents: [], reason })
    const twoFactor = holder.twoFactor !== null
    const before = { requestState: request.state, twoFactor }
    // Not the reason: it is the holder's alone, and the audit is for ever.
    const after = { requestState: state, twoFactor: twoFactor && !approve }
    return {
      changes: [change(holder, before, after)],
      parcels: [...shred(request.documents), ...(await tell(context, holder, approve, reason))],
    }
  },
})

/** An approval takes 2FA away as its holder would (TFA-6), a refusal says why (TFA-4). */
async function tell(
  context: Context,
  holder: User,
  approve: boolean,
  reason: string | null,
): Promise<Parcel[]> {
  if (!approve) return tellHolder(holder, 'recovery-refused', { reason: reason ?? '' })
  return holder.twoFactor ? switchOff(context, holder) : []
}
