import { Hono } from 'hono'
import type { Web, WebEnv, WebParts } from '../env.ts'

/** Signing in and out. */
export function signInPages(_parts: WebParts): Web {
  return new Hono<WebEnv>()
}
