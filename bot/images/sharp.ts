import sharp from 'sharp'
import type { Images, MeasuredImage } from '../core/ports.ts'
import { encoded, limitInputPixels } from './encode.ts'
import { render } from './render.ts'

/** Measures, re-encodes and draws pictures with sharp. */
export const sharpImages: Images = { read, preview }

/** A picture as it is seen, turned upright, and its PNG without metadata. `undefined` for anything that is not one, however hostile (BRAND-4). */
async function read(bytes: Buffer): Promise<MeasuredImage | undefined> {
  try {
    if (isMarkup(bytes)) return await render(bytes)
    return isBitmap(bytes) ? await readBitmap(bytes) : undefined
  } catch {
    // The decoder says no in many ways. What it cannot read is not a picture to us: told by the answer.
    return undefined
  }
}

const isMarkup = (bytes: Buffer): boolean => /^\uFEFF?\s*</.test(bytes.subarray(0, 1000).toString('utf8'))

/** PNG, JPEG and WebP by their first bytes (hex), so that no other of the decoder's many formats is ever tried. */
const bitmaps = [/^89504e470d0a1a0a/, /^ffd8ff/, /^52494646.{8}57454250/]

const isBitmap = (bytes: Buffer): boolean => bitmaps.some(magic => magic.test(bytes.toString('hex', 0, 12)))

async function readBitmap(bytes: Buffer): Promise<MeasuredImage> {
  const picture = sharp(bytes, { limitInputPixels, failOn: 'error' })
  const { autoOrient } = await picture.metadata()
  return { ...autoOrient, png: await encoded(picture.autoOrient()) }
}

type Parts = Parameters<Images['preview']>[0]

/** The manager's upper left corner above an application's header, with the given parts, PNG (BRAND-5). */
async function preview({ initials, square, rectangular }: Parts): Promise<Buffer> {
  const corner = square ? pictured(square, 20, 20, 60, 60) : monogram(initials ?? '')
  const beside = rectangular ? pictured(rectangular, 92, 26, 240, 48) : ''
  const header = rectangular ? pictured(rectangular, 20, 140, 200, 40) : ''
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240">
    <rect width="640" height="240" fill="#eef1f5"/>
    <rect width="640" height="100" fill="#fff"/>${corner}${beside}
    <path d="M520 42h100M520 58h70" stroke="#c5ccd6" stroke-width="6" stroke-linecap="round"/>
    <rect y="120" width="640" height="80" fill="#fff"/>${header}
    <rect x="260" y="144" width="280" height="32" rx="16" fill="#eef1f5"/>
    <circle cx="600" cy="160" r="18" fill="#c5ccd6"/>
  </svg>`
  return sharp(Buffer.from(drawing)).png().toBuffer()
}

const pictured = (png: Buffer, x: number, y: number, width: number, height: number): string =>
  `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="xMinYMid"
    href="data:image/png;base64,${png.toString('base64')}"/>`

const monogram = (initials: string): string =>
  `<rect x="20" y="20" width="60" height="60" rx="10" fill="#0b3d91"/>
  <text x="50" y="57" font-family="sans-serif" font-size="20" font-weight="bold" fill="#fff" text-anchor="middle">${escaped(initials)}</text>`

const escaped = (text: string): string => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
