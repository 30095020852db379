import { Hono } from 'hono'
import type { Web, WebEnv, WebParts } from '../env.ts'

/** Style and script, by names that change with them. */
export function assetFiles({ assets }: WebParts): Web {
  const files: Web = new Hono<WebEnv>()
  for (const [path, { type, text }] of assets.files)
    files.get(path, context =>
      context.body(text, 200, {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    )
  return files
}
