import type { MiddlewareHandler } from 'hono'
import type { WebEnv, WebParts } from './env.ts'
import { problemPage } from './parts/problem.ts'

const reading = ['GET', 'HEAD', 'OPTIONS']

/** Lets through what changes something only with the mark that this visitor's own pages carry. */
export const guard =
  (parts: WebParts): MiddlewareHandler<WebEnv> =>
  async (context, next) => {
    if (reading.includes(context.req.method)) return next()
    const body = await context.req.parseBody().catch(() => undefined)
    if (!body) return problemPage(parts, context, 400)
    if (body.csrf !== context.get('visitor').csrf) return problemPage(parts, context, 403)
    return next()
  }
