import { openHttp } from '../../bot/http.ts'
import { openWeb } from '../../bot/surfaces/web/open.ts'
import { type Desk, openDesk } from '../support/desk.ts'

/** The address that pages say they are reached by. */
export const publicUrl = 'https://help.example.org'

/** The web over a desk, that of the demo unless another is given, on a port of its own. */
export async function openSite(given?: Desk) {
  const desk = given ?? (await openDesk())
  const http = openHttp(0)
  const port = await http.otherwise(await openWeb(desk.setting, publicUrl))
  const url = `http://localhost:${port}`
  return {
    desk,
    url,
    /** Asks for a path, follows no redirect. */
    get: (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init }),
    close: async () => {
      await http.close()
      await desk.close()
    },
  }
}

export type Site = Awaited<ReturnType<typeof openSite>>
