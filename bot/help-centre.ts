import type { RequestListener } from 'node:http'
import type { Config } from './config.ts'
import type { Setting } from './desk/desk.ts'
import type { Http } from './http.ts'

/**
 * Opens the help centre on our server: the address that people reach it by. Its libraries are loaded for the first who asks: a
 * conversation in the terminal does not wait for them. Rejects where the port cannot be had.
 */
export async function openHelpCentre(setting: Setting, config: Config, http: Http): Promise<string> {
  let address = config.publicUrl
  let site: Promise<RequestListener> | undefined
  const load = async () => {
    const { openWeb } = await import('./surfaces/web/open.ts')
    return openWeb(setting, address, config.proxies)
  }
  const port = await http.otherwise((request, response) => {
    site ??= load()
    site.then(
      answer => answer(request, response),
      error => {
        site = undefined
        setting.warn('help centre not open', { reason: String(error) })
        response.writeHead(503).end()
      },
    )
  })
  if (config.port === 0) address = `http://localhost:${port}`
  return address
}
