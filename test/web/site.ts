import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openWeb } from '../../bot/surfaces/web/open.ts'
import { type Desk, openDesk } from '../support/desk.ts'

/** The address that pages say they are reached by. */
export const publicUrl = 'https://help.example.org'

/** The web over the demo, on a port of its own. */
export async function openSite(desk?: Desk) {
  const own = desk ?? (await openDesk())
  const server = createServer(await openWeb(own.setting, publicUrl))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    desk: own,
    url,
    /** Asks for a path, follows no redirect. */
    get: (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await own.close()
    },
  }
}

export type Site = Awaited<ReturnType<typeof openSite>>
