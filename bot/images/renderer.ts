import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { encoded, limitInputPixels, longestSide } from './encode.ts'
import { sanitise } from './svg.ts'

// The process behind `render`: an SVG comes in, its PNG goes out; what cannot be rendered ends it with an error. A drawing has no
// size of its own that matters, so it is rendered as large as it is kept.
const text = new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin))
const clean = Buffer.from(sanitise(text))
const natural = await sharp(clean, { limitInputPixels }).metadata()
const density = (72 * longestSide) / Math.max(natural.width, natural.height)
const picture = sharp(clean, { limitInputPixels, density: Math.min(Math.max(density, 1), 100_000) })
process.stdout.write(await encoded(picture))
