import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { cardPage } from './page.ts'

/** The page as a listener for HTTP requests. */
export function openCardPage(...parts: Parameters<typeof cardPage>): RequestListener {
  const listener = getRequestListener(cardPage(...parts).fetch, { overrideGlobalObjects: false })
  return (request, response) => void listener(request, response)
}
