import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { MeasuredImage } from '../core/ports.ts'

// A logo is drawn in well under a tenth of a second; starting the process takes longer than that, and longer still on a busy machine.
const mostForDrawing = 1000
const mostForAll = 3000

/**
 * Sanitises, measures and renders an SVG to PNG in a process of its own, without our environment; `undefined` for what is none, or
 * takes too long. Small drawings can be made to take for ever (masks within masks), and no timeout reaches into a renderer: only its
 * end does.
 */
export function render(svg: Buffer): Promise<MeasuredImage | undefined> {
  const limits = { timeout: mostForAll, killSignal: 'SIGKILL', maxBuffer: 32 * 2 ** 20 } as const
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'renderer.ts')],
      { ...limits, encoding: 'buffer', env: {} },
      (error, told) => resolve(error ? undefined : measured(told)),
    )
    // It tells the sizes first, and then begins to draw.
    child.stdout?.once('data', () => {
      const drawing = setTimeout(() => child.kill('SIGKILL'), mostForDrawing)
      child.once('exit', () => clearTimeout(drawing))
    })
    // A renderer that ends before it has read all says so by its exit.
    child.stdin?.on('error', () => {})
    child.stdin?.end(svg)
  })
}

/** What a renderer told: width and height in a line, then the PNG. */
function measured(told: Buffer): MeasuredImage {
  const end = told.indexOf('\n')
  const [width = 0, height = 0] = told.toString('latin1', 0, end).split(' ').map(Number)
  return { width, height, png: told.subarray(end + 1) }
}
