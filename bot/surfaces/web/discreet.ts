import type { MiddlewareHandler } from 'hono'

const secret = /^\/([a-z]{2}\/)?(once|sign-in|sign-out|password)(\/|$)/

/** Pages on which something secret is typed, or whose address is one person's own: told to nobody. */
export const discreet: MiddlewareHandler = async (context, next) => {
  await next()
  if (secret.test(context.req.path)) context.res.headers.set('Referrer-Policy', 'no-referrer')
}
