import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

/** Our one HTTP server, shared by the surfaces that are spoken to by HTTP. */
export interface Http {
  /** Hands requests to exactly this path to a listener. The first one opens the port; rejects where it cannot be had. */
  route(path: string, listener: RequestListener): Promise<void>
  /** Takes nothing more, and waits for what is under way. */
  close(): Promise<void>
}

/** Longer than any chat platform waits for an answer. */
const secondsToAnswer = 10

/** The server on a port; nothing listens until something is to be heard. */
export function openHttp(port: number): Http {
  const listeners = new Map<string, RequestListener>()
  let listening: Promise<Server> | undefined
  const answer: RequestListener = (request, response) => {
    // Not `new URL`, which throws on `//`: what comes in from outside ends no process.
    const [path = ''] = (request.url ?? '').split('?', 1)
    const listener = listeners.get(path)
    if (listener) return listener(request, response)
    response.writeHead(404).end()
  }
  return {
    async route(path, listener) {
      listeners.set(path, listener)
      listening ??= listen(port, answer)
      await listening
    },
    async close() {
      const server = await listening?.catch(() => undefined)
      if (!server) return
      server.close()
      server.closeIdleConnections()
      const forced = setTimeout(() => server.closeAllConnections(), secondsToAnswer * 1000)
      await once(server, 'close')
      clearTimeout(forced)
    },
  }
}

async function listen(port: number, answer: RequestListener): Promise<Server> {
  const server = createServer({ requestTimeout: secondsToAnswer * 1000 }, answer)
  server.listen(port)
  await once(server, 'listening')
  return server
}
