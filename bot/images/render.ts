import { execFile } from 'node:child_process'
import { join } from 'node:path'

/**
 * Sanitises and renders an SVG to PNG in a process of its own, without our environment; `undefined` for what is none, or takes too
 * long. Small drawings can be made to take for ever (masks within masks), and no timeout reaches into a renderer: only its end does.
 */
export function render(svg: Buffer): Promise<Buffer | undefined> {
  const limits = { timeout: 5000, killSignal: 'SIGKILL', maxBuffer: 32 * 2 ** 20 } as const
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'renderer.ts')],
      { ...limits, encoding: 'buffer', env: {} },
      (error, png) => resolve(error ? undefined : png),
    )
    // A renderer that ends before it has read all says so by its exit.
    child.stdin?.on('error', () => {})
    child.stdin?.end(svg)
  })
}
