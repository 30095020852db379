import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Locale } from '../../core/catalogue.ts'
import type { Domain } from '../../core/context.ts'
import type { User } from '../../core/model.ts'
import { hash, newToken } from '../../core/secrets.ts'
import { sessionOf } from '../../core/sessions.ts'
import type { Person } from '../../desk/desk.ts'
import type { Visit, WebEnv } from './env.ts'

/** Who visits a page. */
export interface Visitor {
  /** The account, where somebody is signed in. */
  user: Readonly<User> | undefined
  /** The id of the session, where somebody is signed in. */
  session: string | undefined
  /**
   * What a form must hand back, so that no other site can send it: a hash of a cookie that no script reads. Whoever has no such cookie
   * gets one when this is first read: a page without such a form leaves none behind.
   */
  readonly csrf: string
  /** Whether the mark was read: the page is then this visitor's own. */
  readonly isMarked?: boolean
}

const sessionCookie = 'session'
const visitCookie = 'visit'
const attributes = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const

/** Reads who visits, afresh for every request. */
export const meet =
  ({ store, now }: Domain): MiddlewareHandler<WebEnv> =>
  async (context, next) => {
    const token = getCookie(context, sessionCookie)
    const signedIn = token
      ? await store.read(async tables => {
          const session = await sessionOf(tables, token, now())
          const user = session && (await tables.users.get(session.user))
          return user && { user, session: session.id }
        })
      : undefined
    let mark: string | undefined
    context.set('visitor', {
      user: signedIn?.user,
      session: signedIn?.session,
      get csrf() {
        mark ??= hash(`csrf ${signedIn && token ? token : visitOf(context)}`)
        return mark
      },
      get isMarked() {
        return mark !== undefined
      },
    })
    await next()
  }

/** Random, and known to this browser alone, for forms of whoever is not signed in. */
function visitOf(context: Visit): string {
  const known = getCookie(context, visitCookie)
  if (known && known.length >= 40) return known
  const made = newToken()
  setCookie(context, visitCookie, made, attributes)
  return made
}

/** Keeps a sign-in in the browser until it ends. What the browser was known by before counts no more. */
export function keepSession(context: Visit, token: string, until: Date): void {
  setCookie(context, sessionCookie, token, { ...attributes, expires: until })
  deleteCookie(context, visitCookie, attributes)
  deleteCookie(context, pendingCookie, attributes)
}

export const dropSession = (context: Visit): void => void deleteCookie(context, sessionCookie, attributes)

const pendingCookie = 'pending'
const secondsPending = 10 * 60

/** Keeps that the password was given, until the code follows: as a token that is no session. */
export const keepPending = (context: Visit, token: string): void =>
  setCookie(context, pendingCookie, token, { ...attributes, maxAge: secondsPending })

export const pendingIn = (context: Visit): string | undefined => getCookie(context, pendingCookie)

/** A visitor as the desk knows people. */
export const personOf = ({ user, session }: Visitor, locale: Locale): Person => ({
  user: user?.id,
  locale,
  settled: true,
  from: 'web',
  ...(session !== undefined && { session }),
})
