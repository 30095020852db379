import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Setting } from '../../desk/desk.ts'
import { bundleAssets } from './assets.ts'
import { openBrake } from './brake.ts'
import { siteOf } from './site.ts'

/** The help centre as a listener for HTTP requests. So many proxies of our own stand before it. */
export async function openWeb(setting: Setting, publicUrl: string, proxies = 0): Promise<RequestListener> {
  const brake = openBrake(setting.domain.now, proxies)
  const site = siteOf({ setting, publicUrl, brake, assets: await bundleAssets() })
  const listener = getRequestListener(site.fetch, { overrideGlobalObjects: false })
  return (request, response) => void listener(request, response)
}
