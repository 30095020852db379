import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { encoded, limitInputPixels, longestSide } from './encode.ts'
import { sanitise } from './svg.ts'

// The process behind `render`: an SVG comes in, its own size and its PNG go out; what cannot be rendered ends it with an error. It is
// rendered as large as it is kept, whatever its size.
const text = new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin))
const clean = Buffer.from(sanitise(text))
const { width, height } = await naturalSize()
process.stdout.write(`${width} ${height}\n`)
const density = (72 * longestSide) / Math.max(width, height)
const picture = sharp(clean, { limitInputPixels, density: Math.min(Math.max(density, 1), 100_000) })
process.stdout.write(await encoded(picture))

/** The size that the drawing says. The renderer rounds to whole pixels, so a small one is measured at a multiple; nothing is drawn. */
async function naturalSize(): Promise<{ width: number; height: number }> {
  const rounded = await sharp(clean, { limitInputPixels }).metadata()
  const longest = Math.max(rounded.width, rounded.height)
  const times = [1000, 100, 10].find(factor => longest * factor <= 30_000) ?? 1
  const multiple = await sharp(clean, { limitInputPixels: false, density: 72 * times }).metadata()
  return { width: multiple.width / times, height: multiple.height / times }
}
