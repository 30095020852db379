import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

/** Our one HTTP server, shared by the surfaces that are spoken to by HTTP. */
export interface Http {
  /** Hands requests to exactly this path to a listener, or to all that begin so where it ends in a slash: `/x/`. The first one opens the port; rejects where it cannot be had. */
  route(path: string, listener: RequestListener): Promise<void>
  /** Hands every other request to a listener. Opens the port like `route`; says which one it is. */
  otherwise(listener: RequestListener): Promise<number>
  /** Takes nothing more, and waits for what is under way. */
  close(): Promise<void>
}

/** Bytes of a request's head: an address that is far too long is still answered with a page that says so. */
const longestHead = 128 * 1024

/** Longer than any chat platform waits for an answer. */
const secondsToAnswer = 10

/** The server on a port; nothing listens until something is to be heard. */
export function openHttp(port: number): Http {
  const listeners = new Map<string, RequestListener>()
  let rest: RequestListener = (_, response) => response.writeHead(404).end()
  let listening: Promise<Server> | undefined
  const answer: RequestListener = (request, response) => {
    // Not `new URL`, which throws on `//`: what comes in from outside ends no process.
    const [path = ''] = (request.url ?? '').split('?', 1)
    const [first] = /^\/[^/]+\//.exec(path) ?? ['']
    return (listeners.get(path) ?? listeners.get(first) ?? rest)(request, response)
  }
  const open = async () => {
    listening ??= listen(port, answer)
    return listening
  }
  return {
    async route(path, listener) {
      listeners.set(path, listener)
      await open()
    },
    async otherwise(listener) {
      rest = listener
      const address = (await open()).address()
      return typeof address === 'object' && address ? address.port : port
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
  const server = createServer({ requestTimeout: secondsToAnswer * 1000, maxHeaderSize: longestHead }, answer)
  server.listen(port)
  await once(server, 'listening')
  return server
}
