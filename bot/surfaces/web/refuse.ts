import type { Visit, WebParts } from './env.ts'
import { problemPage } from './parts/problem.ts'

/** Refuses whoever failed too often, and says when to come back; `undefined` for everybody else. */
export async function tooMany(parts: WebParts, context: Visit): Promise<Response | undefined> {
  const seconds = parts.brake.wait(context)
  if (!seconds) return undefined
  context.header('Retry-After', String(seconds))
  return problemPage(parts, context, 429)
}
