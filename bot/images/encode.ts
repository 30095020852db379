import type { Sharp } from 'sharp'

/** Pixels that are ever decoded, so that a small file cannot fill the memory. */
export const limitInputPixels = 50_000_000

/** The longer side of what is kept: enough for a header on a dense screen. */
export const longestSide = 1200

/** A picture as it is kept: PNG without metadata, no larger than it is ever shown. Throws on what cannot be decoded. */
export const encoded = (picture: Sharp): Promise<Buffer> =>
  picture
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .png({ compressionLevel: 9 })
    .timeout({ seconds: 10 })
    .toBuffer()
