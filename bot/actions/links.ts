import { z } from 'zod'
import {
  action,
  type Context,
  change,
  type Effect,
  InvalidInput,
  mailTo,
  type Policy,
} from '../core/action.ts'
import type { Chat } from '../core/context.ts'
import { chatAccount, login, text } from '../core/fields.ts'
import { userWithLogin } from '../core/people.ts'
import { anyone, inTurn, refusedIf } from '../core/policy.ts'
import { maskEmail } from '../core/secrets.ts'
import type { Tables } from '../core/store.ts'
import { shortName } from '../core/typed-text.ts'
import { chatOf, surfaceOf, titleOf } from './chat.ts'
import { tellHolder } from './holder.ts'
import {
  dropCode,
  hasEnough,
  isRight,
  issueCode,
  issuedTo,
  issueNone,
  minutesValid,
  wrongCode,
} from './link-codes.ts'

const linkOf = async (tables: Tables, chat: Chat | undefined) => chat && tables.links.get(chat.account)

/** Whoever is linked stays so until they say otherwise. */
const notLinked: Policy<unknown> = async (_, { tables, chat }) => {
  const link = await linkOf(tables, chat)
  const user = link && (await tables.users.get(link.user))
  return refusedIf(user !== undefined, {
    rule: 'CHAT-2',
    because: 'linked',
    facts: { email: maskEmail(user?.email ?? '') },
  })
}

const notTooMany: Policy<unknown> = async (_, context) =>
  refusedIf(await hasEnough(context), {
    rule: 'CHAT-2',
    because: 'enough',
    record: async () => {
      await issueNone(context)
      return []
    },
  })

/** Whoever is signed in on a page of ours links the chat account that it was handed out to. */
export const link = action({
  id: 'link',
  risk: 'secret',
  inChat: true,
  atOnce: true,
  scope: 'person',
  otherwise: 'link-by-code',
  input: z.object({}),
  allow: notLinked,
  effect: (_, context) => bind(context),
})

/** Links the chat account to whoever acts, and tells them. */
async function bind(context: Context): Promise<Effect> {
  const { tables, actor, now } = context
  const chat = chatOf(context)
  await tables.links.put({ id: chat.account, user: actor.id, at: now.toISOString() })
  await dropCode(context)
  const after = { surface: surfaceOf(chat.account), name: shortName(chat.name) }
  return {
    changes: [change(actor, {}, after)],
    parcels: tellHolder(actor, 'chat-linked', { ...after, when: now.toISOString() }),
  }
}

export const linkByCode = action({
  id: 'link-by-code',
  risk: 'change',
  inChat: true,
  atOnce: true,
  blind: true,
  scope: 'person',
  next: 'confirm-link',
  input: z.object({ email: login() }),
  actor: ({ email }, tables) => userWithLogin(tables, email),
  async nobody(about) {
    await issueNone(about)
    return { rule: 'ACT-1' }
  },
  allow: inTurn(notLinked, notTooMany),
  async effect(_, context) {
    const { actor } = context
    const chat = chatOf(context)
    const code = await issueCode(context)
    const where = { surface: surfaceOf(chat.account), name: shortName(chat.name) }
    return {
      changes: [change(actor, {}, where)],
      parcels: [mailTo(actor, 'link-code', { ...where, code, minutes: minutesValid })],
    }
  },
})

const rightCode: Policy<{ code: string }> = async ({ code }, context) => {
  if (await isRight(code, context)) return []
  const { refusal, count } = await wrongCode(context)
  const record = async () => {
    await count()
    return []
  }
  return [{ ...refusal, record }]
}

export const confirmLink = action({
  id: 'confirm-link',
  risk: 'change',
  inChat: true,
  atOnce: true,
  isStep: true,
  scope: 'person',
  input: z.object({ code: text(30) }),
  async actor(_, tables, chat) {
    const id = chat && ((await linkOf(tables, chat))?.user ?? (await issuedTo(tables, chat)))
    return id === undefined ? undefined : tables.users.get(id)
  },
  async nobody(about) {
    const { refusal, count } = await wrongCode(about)
    await count()
    return refusal
  },
  allow: inTurn(notLinked, rightCode),
  effect: (_, context) => bind(context),
})

/** Ends the link of the chat account that it is asked for in, or of the one that a list of one's own names. */
export const unlink = action({
  id: 'unlink',
  risk: 'change',
  inChat: 'or-named',
  scope: 'person',
  input: z.object({ account: chatAccount().optional() }),
  allow: anyone,
  async effect({ account = '' }, context) {
    const { tables, actor, now } = context
    const chat = account ? await ownChat(account, context) : chatOf(context)
    await tables.links.remove(chat.account)
    // Not the name: what others call somebody may change before the confirmation.
    const surface = surfaceOf(chat.account)
    return {
      changes: [change(actor, { surface }, {})],
      parcels: tellHolder(actor, 'chat-unlinked', {
        surface,
        name: shortName(chat.name),
        when: now.toISOString(),
      }),
    }
  },
})

/** A chat account that is linked to whoever acts, called as the list of them calls it. Throws `InvalidInput` for any other. */
async function ownChat(account: string, { tables, actor }: Context): Promise<Pick<Chat, 'account' | 'name'>> {
  const link = await tables.links.get(account)
  if (link?.user !== actor.id) throw new InvalidInput({ field: 'account', problem: 'unlinked-account' })
  return { account, name: titleOf(account) }
}

export const whoAmI = action({
  id: 'whoami',
  risk: 'read',
  inChat: true,
  scope: 'person',
  input: z.object({}),
  allow: anyone,
  async answer(_, context) {
    const { actor, organisation, membership } = context
    const chat = chatOf(context)
    return {
      rows: [
        {
          title: actor.name,
          facts: {
            email: actor.email,
            surface: surfaceOf(chat.account),
            name: shortName(chat.name),
            organisation: organisation.name,
            role: membership?.role ?? null,
            language: actor.locale,
          },
        },
      ],
    }
  },
})
