import { inMinutes } from './days.ts'
import type { Session } from './model.ts'
import { hash, newToken } from './secrets.ts'
import type { Tables } from './store.ts'

/** A sign-in lasts twelve hours. */
const minutesOpen = 12 * 60

/** Opens a session of a user. Its token is known to the browser alone; the store keeps a hash. */
export async function openSession(
  tables: Tables,
  user: string,
  now: Date,
): Promise<{ token: string; until: string }> {
  const token = newToken()
  const until = inMinutes(now, minutesOpen)
  await tables.sessions.put({ id: hash(token), user, expires: until })
  return { token, until }
}

/** The session that a token opens, as long as it lasts; its `id` is what a wish names as its session. */
export async function sessionOf(
  tables: Tables,
  token: string,
  now: Date,
): Promise<Readonly<Session> | undefined> {
  const session = await tables.sessions.get(hash(token))
  return session && isOpen(session, now) ? session : undefined
}

/** When a session was opened: as long before its end as every session lasts. */
export const sinceOf = ({ expires }: Readonly<Session>): string => inMinutes(new Date(expires), -minutesOpen)

/** The sessions of a user that are open now. */
export async function openSessions(
  tables: Tables,
  user: string,
  now: Date,
): Promise<readonly Readonly<Session>[]> {
  return (await tables.sessions.find({ user })).filter(session => isOpen(session, now))
}

/** Signs a user out of every session but `kept`, an id (TFA-6). */
export async function signOut(tables: Tables, user: string, kept?: string): Promise<void> {
  for (const { id } of await tables.sessions.find({ user })) if (id !== kept) await tables.sessions.remove(id)
}

const isOpen = ({ expires }: Readonly<Session>, now: Date): boolean => expires > now.toISOString()
