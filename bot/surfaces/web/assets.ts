import { createHash } from 'node:crypto'
import { build } from 'esbuild'

/** What pages fetch: by path its bytes and kind. The name holds a hash of what is in it, so a browser may keep it for good. */
export interface Assets {
  style: string
  script: string
  files: ReadonlyMap<string, { type: string; text: string }>
}

const types: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** Bundles the style and the script of the pages, from the same TypeScript as everything else. */
export async function bundleAssets(): Promise<Assets> {
  const { outputFiles } = await build({
    entryPoints: ['style.css', 'script.ts'].map(
      name => new URL(`./browser/${name}`, import.meta.url).pathname,
    ),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    write: false,
    logLevel: 'silent',
  })
  const files = new Map<string, { type: string; text: string }>()
  const named = outputFiles.map(({ path, text }) => {
    const kind = path.split('.').at(-1)!
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 10)
    const address = `/assets/${digest}.${kind}`
    files.set(address, { type: types[kind]!, text })
    return address
  })
  const ending = (kind: string) => named.find(address => address.endsWith(kind))!
  return { style: ending('.css'), script: ending('.js'), files }
}
