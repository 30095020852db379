import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Setting } from '../../desk/desk.ts'
import { bundleAssets } from './assets.ts'
import { siteOf } from './site.ts'

/** The help centre as a listener for HTTP requests. */
export async function openWeb(setting: Setting, publicUrl: string): Promise<RequestListener> {
  const site = siteOf({ setting, publicUrl, assets: await bundleAssets() })
  const listener = getRequestListener(site.fetch, { overrideGlobalObjects: false })
  return (request, response) => void listener(request, response)
}
