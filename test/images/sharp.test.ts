import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sharpImages } from '../../bot/images/sharp.ts'
import { chunk, pngOf } from '../support/png.ts'

const { read, crop, photograph, preview } = sharpImages
const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } })
const svg = (inside: string, sizes = 'viewBox="0 0 100 100"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${sizes}>${inside}</svg>`,
  )
const square = '<rect width="100" height="100" fill="#f00"/>'

/** The colour in the middle of a picture, as `r,g,b`; `none` where it is transparent. */
async function middle(png: Buffer | undefined): Promise<string> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 4
  return data[at + 3] === 0 ? 'none' : [...data.subarray(at, at + 3)].join()
}

describe('formats: BRAND-4', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('BRAND-4 %s is measured and becomes PNG', async format => {
    const picture = await read(await red(300, 200).toFormat(format).toBuffer())
    expect(picture).toMatchObject({ width: 300, height: 200 })
    expect(await sharp(picture?.png).metadata()).toMatchObject({ format: 'png', width: 300, height: 200 })
  })

  it('BRAND-4 SVG is measured by the size that it says, and rendered as large as it is kept', async () => {
    for (const [sizes, width, height, kept] of [
      ['viewBox="0 0 100 100"', 100, 100, 1200],
      ['width="3" height="1"', 3, 1, 400],
      ['width="3000" height="1000"', 3000, 1000, 400],
      ['width="100.5" height="50.25"', 100.5, 50.25, 600],
      ['width="100%" viewBox="0 0 1.02 0.51"', 1.02, 0.51, 600],
    ] as const) {
      const picture = await read(svg(square, sizes))
      expect(picture).toMatchObject({ width, height })
      expect(await sharp(picture?.png).metadata()).toMatchObject({ width: 1200, height: kept })
    }
  })

  it('BRAND-4 SVG with a byte order mark, a declaration, comments and a document type, as drawing programs write it', async () => {
    const head = `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`
    const style = '<style>.a{fill:#00f}</style><rect class="a" width="100" height="100"/>'
    const picture = await read(Buffer.concat([Buffer.from(head), svg(style)]))
    expect(await middle(picture?.png)).toBe('0,0,255')
  })

  it('BRAND-4 no other format, though the decoder knows it', async () => {
    for (const format of ['gif', 'tiff', 'avif'] as const)
      expect(await read(await red(10, 10).toFormat(format).toBuffer())).toBeUndefined()
    for (const text of ['', ' ', '%PDF-1.7', '<html></html>', '<', 'hello', '<?xml version="1.0"?><a/>'])
      expect(await read(Buffer.from(text))).toBeUndefined()
  })

  it('BRAND-4 a picture is told by its bytes, not by what hangs on them: what is no picture is lost', async () => {
    const polyglot = Buffer.concat([await red(10, 10).png().toBuffer(), Buffer.from('PK\x03\x04<script>')])
    const picture = await read(polyglot)
    expect(picture).toMatchObject({ width: 10, height: 10 })
    expect(picture?.png?.includes('<script>')).toBe(false)
  })

  it('BRAND-4 metadata goes, and a picture that lies on its side is turned and measured upright', async () => {
    const lying = await red(300, 100)
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const picture = await read(lying)
    expect(picture).toMatchObject({ width: 100, height: 300 })
    const { width, exif, icc, orientation } = await sharp(picture?.png).metadata()
    expect({ width, exif, icc, orientation }).toEqual({
      width: 100,
      exif: undefined,
      icc: undefined,
      orientation: undefined,
    })
  })

  it('BRAND-4 what is kept is no larger than it is shown, what is measured is what came', async () => {
    const picture = await read(await red(2400, 800).png().toBuffer())
    expect(picture).toMatchObject({ width: 2400, height: 800 })
    expect(await sharp(picture?.png).metadata()).toMatchObject({ width: 1200, height: 400 })
  })

  it.each([
    [98, 100],
    [102, 100],
    [196, 100],
    [612, 100],
  ])('BRAND-4 %d × %d is measured to the pixel', async (width, height) => {
    expect(await read(await red(width, height).webp().toBuffer())).toMatchObject({ width, height })
  })
})

describe('hostile bytes: BRAND-4', () => {
  it('BRAND-4 a small file that says 20,000 × 20,000 is not decoded; the same file of a sane size is damaged only', async () => {
    expect(await sharp(pngOf(20_000, 20_000), { limitInputPixels: false }).metadata()).toMatchObject({
      width: 20_000,
      height: 20_000,
    })
    expect(await read(pngOf(20_000, 20_000))).toEqual({ width: 20_000, height: 20_000, png: undefined })
    expect(await read(pngOf(10, 10))).toMatchObject({ width: 10, height: 10 })
  })

  it('BRAND-4 a truncated picture is none', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const
    const whole = sharp({ create: { width: 200, height: 200, channels: 3, background: 'red', noise } })
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const bytes = await whole.clone().toFormat(format).toBuffer()
      expect(await read(bytes)).toBeDefined()
      expect(await read(bytes.subarray(0, bytes.length / 2))).toBeUndefined()
    }
    expect(await read(svg(square).subarray(0, 150))).toBeUndefined()
  })

  it('BRAND-4 bytes of any kind never throw', async () => {
    const head = fc.constantFrom('', '89504e470d0a1a0a', 'ffd8ff', '524946460000000057454250')
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 300 }), async (start, bytes) => {
        const picture = await read(Buffer.concat([Buffer.from(start, 'hex'), bytes]))
        return picture === undefined || picture.width > 0
      }),
      { numRuns: 200 },
    )
  })

  it('BRAND-4 an SVG that would draw for ever is given up', async () => {
    const masks = Array.from(
      { length: 40 },
      (_, n) =>
        `<mask id="m${n + 1}" mask="url(#m${n})"><rect width="90" height="90" fill="#fff" mask="url(#m${n})"/></mask>`,
    )
    const endless = `<mask id="m0">${square}</mask>${masks.join('')}<rect width="100" height="100" mask="url(#m40)"/>`
    expect(await read(svg(endless))).toBeUndefined()
  }, 30_000)

  it('BRAND-4 an SVG of a million pixels a side, or of none, is refused', async () => {
    for (const sizes of ['width="1000000" height="1000000"', 'width="0" height="1"'])
      expect(await read(svg(square, sizes))).toBeUndefined()
  })
})

/** An animated PNG: chunks between the header and the picture say so, and bring a second frame. */
async function animatedPng(): Promise<Buffer> {
  const still = await red(20, 20).png().toBuffer()
  const afterHeader = 8 + 25
  const control = Buffer.alloc(8)
  control.writeUInt32BE(2, 0)
  const frame = Buffer.alloc(26)
  frame.writeUInt32BE(20, 4)
  frame.writeUInt32BE(20, 8)
  return Buffer.concat([
    still.subarray(0, afterHeader),
    chunk('acTL', control),
    chunk('fcTL', frame),
    still.subarray(afterHeader),
  ])
}

describe('what moves: BRAND-4', () => {
  it('BRAND-4 of an animation its first picture is taken', async () => {
    const frames = await Promise.all(['red', 'blue'].map(background => frameOf(background)))
    const webp = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true, loop: 0, delay: [100, 100] })
      .toBuffer()
    expect((await sharp(webp, { animated: true }).metadata()).pages).toBe(2)
    for (const bytes of [webp, await animatedPng()]) {
      const picture = await read(bytes)
      expect(picture).toMatchObject({ width: 20, height: 20 })
      expect(await middle(picture?.png)).toBe('255,0,0')
      expect(picture?.png?.includes('acTL')).toBe(false)
    }
  })
})

const frameOf = (background: string) =>
  sharp({ create: { width: 20, height: 20, channels: 3, background } })
    .png()
    .toBuffer()

describe('crop: BRAND-4', () => {
  const cropped = async (width: number, height: number, least: number, greatest: number) => {
    const { width: w, height: h } = await sharp(
      await crop(await red(width, height).png().toBuffer(), { least, greatest }),
    ).metadata()
    return [w, h]
  }

  it('BRAND-4 takes off as little as need be', async () => {
    expect(await cropped(300, 200, 1, 1)).toEqual([200, 200])
    expect(await cropped(200, 300, 1, 1)).toEqual([200, 200])
    expect(await cropped(1000, 100, 2, 6)).toEqual([600, 100])
    expect(await cropped(100, 300, 2, 6)).toEqual([100, 50])
    expect(await cropped(300, 100, 2, 6)).toEqual([300, 100])
    expect(await cropped(1000, 1, 2, 6)).toEqual([6, 1])
    expect(await cropped(1, 1000, 2, 6)).toEqual([1, 1])
  })

  it('BRAND-4 keeps the middle', async () => {
    const sides = await red(300, 100)
      .composite([
        {
          input: { create: { width: 100, height: 100, channels: 3, background: 'blue' } },
          left: 100,
          top: 0,
        },
      ])
      .png()
      .toBuffer()
    const { dominant } = await sharp(await crop(sides, { least: 1, greatest: 1 })).stats()
    expect(dominant.b).toBeGreaterThan(200)
    expect(dominant.r).toBeLessThan(50)
  })
})

describe('photographs: TFA-4', () => {
  it('TFA-4 JPEG and PNG become a JPEG that can be read, upright and without metadata; others are none', async () => {
    const lying = red(4000, 1000)
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .withMetadata({ orientation: 6 })
    for (const format of ['jpeg', 'png'] as const) {
      const kept = await photograph(await lying.clone().toFormat(format).toBuffer())
      const { width, height, exif, format: is } = await sharp(kept).metadata()
      expect({ width, height, exif, is }).toEqual({ width: 750, height: 3000, exif: undefined, is: 'jpeg' })
    }
    for (const format of ['webp', 'gif', 'tiff', 'avif'] as const)
      expect(await photograph(await red(10, 10).toFormat(format).toBuffer())).toBeUndefined()
    expect(await photograph(svg(square))).toBeUndefined()
  })

  it('TFA-4 a bomb of 20,000 × 20,000 pixels and a half picture are none', async () => {
    const half = (await red(200, 200).png().toBuffer()).subarray(0, 100)
    for (const bytes of [pngOf(20_000, 20_000), half, Buffer.from('ffd8ff', 'hex')])
      expect(await photograph(bytes)).toBeUndefined()
  })

  it('TFA-4 bytes of any kind never throw', async () => {
    const head = fc.constantFrom('', '89504e470d0a1a0a', 'ffd8ff', 'ffd8ffe000104a464946')
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 300 }), async (start, bytes) => {
        const kept = await photograph(Buffer.concat([Buffer.from(start, 'hex'), bytes]))
        return kept === undefined || kept.length > 0
      }),
      { numRuns: 100 },
    )
  })
})

describe('preview: BRAND-5', () => {
  it('BRAND-5 each part is seen where it will be', async () => {
    const part = async (width: number, height: number) =>
      (await read(await red(width, height).png().toBuffer()))!.png!
    const at = async (png: Buffer, left: number, top: number) =>
      middle(await sharp(png).extract({ left, top, width: 3, height: 3 }).png().toBuffer())
    const alone = await preview({ square: await part(60, 60) })
    expect([await at(alone, 128, 128), await at(alone, 240, 128), await at(alone, 100, 530)]).toEqual([
      '255,0,0',
      '255,255,255',
      '255,255,255',
    ])
    const beside = await preview({ initials: 'AC', rectangular: await part(300, 100) })
    expect([await at(beside, 240, 128), await at(beside, 100, 530)]).toEqual(['255,0,0', '255,0,0'])
    expect(await at(beside, 128, 128)).not.toBe('255,0,0')
  })

  it('BRAND-5 initials are drawn as text, whatever they hold', async () => {
    const [plain, hostile] = [await preview({ initials: 'AB' }), await preview({ initials: `<&"'>` })]
    expect(await sharp(hostile).metadata()).toMatchObject({ format: 'png', width: 1280, height: 752 })
    expect(hostile.equals(plain)).toBe(false)
    expect((await preview({})).equals(plain)).toBe(false)
  })
})
