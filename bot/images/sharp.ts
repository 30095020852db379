import sharp from 'sharp'
import type { Images, MeasuredImage, Shape } from '../core/ports.ts'
import { encoded, limitInputPixels } from './encode.ts'
import { preview } from './preview.ts'
import { render } from './render.ts'

/** Measures, re-encodes and draws pictures with sharp. */
export const sharpImages: Images = { read, crop, photograph, preview }

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

const isBitmap = (bytes: Buffer, known = bitmaps): boolean =>
  known.some(magic => magic.test(bytes.toString('hex', 0, 12)))
const isPhotograph = (bytes: Buffer): boolean => isBitmap(bytes, bitmaps.slice(0, 2))

async function readBitmap(bytes: Buffer): Promise<MeasuredImage> {
  const { width, height } = (await sharp(bytes, { limitInputPixels: false }).metadata()).autoOrient
  if (width * height > limitInputPixels) return { width, height, png: undefined }
  const picture = sharp(bytes, { limitInputPixels, failOn: 'error' })
  return { width, height, png: await encoded(picture.autoOrient()) }
}

/** Cuts what is too wide or too high for a shape off both sides alike. */
async function crop(png: Buffer, { least, greatest }: Shape): Promise<Buffer> {
  const picture = sharp(png, { limitInputPixels })
  const from = await picture.metadata()
  const width = Math.max(1, Math.min(from.width, Math.floor(from.height * greatest)))
  const height = Math.max(1, Math.min(from.height, Math.floor(from.width / least)))
  const [left, top] = [(from.width - width) >> 1, (from.height - height) >> 1]
  return encoded(picture.extract({ left, top, width, height }))
}

/** Enough to read the small print of a passport. */
const longestOfPhotograph = 3000

/** A photograph as a picture and nothing else, whatever the file was besides (TFA-4). */
async function photograph(bytes: Buffer): Promise<Buffer | undefined> {
  if (!isPhotograph(bytes)) return undefined
  const size = { width: longestOfPhotograph, height: longestOfPhotograph }
  return sharp(bytes, { limitInputPixels, failOn: 'error' })
    .autoOrient()
    .resize({ ...size, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .timeout({ seconds: 5 })
    .toBuffer()
    .catch(() => undefined)
}
