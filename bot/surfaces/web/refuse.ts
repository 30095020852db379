import type { Handler } from 'hono'
import type { Visit, WebEnv, WebParts } from './env.ts'
import { problemPage } from './parts/problem.ts'

/** Refuses whoever failed too often, and says when to come back; `undefined` for everybody else. */
export async function tooMany(parts: WebParts, context: Visit): Promise<Response | undefined> {
  const seconds = parts.brake.wait(context)
  if (!seconds) return undefined
  context.header('Retry-After', String(seconds))
  return problemPage(parts, context, 429)
}

/** Refuses every other method of a page. */
export const only =
  (parts: WebParts, ...methods: string[]): Handler<WebEnv> =>
  context => {
    context.header('Allow', methods.join(', '))
    return problemPage(parts, context, 405)
  }
