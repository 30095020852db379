import { z } from 'zod'
import { action, type Context, change } from '../core/action.ts'
import { anyone } from '../core/policy.ts'
import { signOut as endSessions, openSessions, sinceOf } from '../core/sessions.ts'

const openNow = ({ tables, actor, now }: Context) => openSessions(tables, actor.id, now)

export const listSessions = action({
  id: 'list-sessions',
  guide: 'remove-2fa',
  risk: 'read',
  scope: 'person',
  input: z.object({}),
  allow: anyone,
  async answer(_, context) {
    const { actor, session: current } = context
    const newestFirst = [...(await openNow(context))].sort((a, b) => (a.expires < b.expires ? 1 : -1))
    const rows = newestFirst.map(session => ({
      title: actor.email,
      facts: {
        when: sinceOf(session),
        until: session.expires,
        ...(current !== undefined && { current: session.id === current }),
      },
    }))
    return { rows }
  },
})

export const signOutEverywhere = action({
  id: 'sign-out-everywhere',
  guide: 'remove-2fa',
  risk: 'change',
  scope: 'person',
  input: z.object({}),
  allow: anyone,
  async effect(_, context) {
    const { tables, actor } = context
    const sessions = (await openNow(context)).length
    await endSessions(tables, actor.id)
    return { changes: [change(actor, { sessions }, { sessions: 0 })] }
  },
})

/** Ends the session that the wish came from. */
export const signOut = action({
  id: 'sign-out',
  guide: 'remove-2fa',
  risk: 'change',
  atOnce: true,
  scope: 'person',
  isStep: true,
  input: z.object({}),
  allow: anyone,
  async effect(_, context) {
    const { tables, actor, session } = context
    const sessions = await openNow(context)
    const left = sessions.filter(({ id }) => id !== session).length
    if (session !== undefined) await tables.sessions.remove(session)
    return { changes: [change(actor, { sessions: sessions.length }, { sessions: left })] }
  },
})
