import sharp from 'sharp'
import { favicon } from './favicon.ts'

/** Where the picture stands that others show beside a link to us (Open Graph asks for one, and takes no SVG). */
export const pictureAddress = '/picture.png'

const size = { width: 1200, height: 630 }
const ground = '#e3f0ef'

let drawn: Promise<Buffer> | undefined

/** That picture, our sign on a plain ground: drawn when it is first asked for. */
export function picture(): Promise<Buffer> {
  drawn ??= draw()
  return drawn
}

async function draw(): Promise<Buffer> {
  const sign = await sharp(Buffer.from(favicon), { density: 900 }).resize({ height: 320 }).png().toBuffer()
  return sharp({ create: { ...size, channels: 3, background: ground } })
    .composite([{ input: sign }])
    .png({ palette: true })
    .toBuffer()
}
