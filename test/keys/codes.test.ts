import { Secret, TOTP } from 'otpauth'
import qrcode from 'qrcode'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { codes } from '../../bot/keys/codes.ts'

/** RFC 6238, appendix B, SHA-1: the last six of the eight digits printed there. */
const secret = Secret.fromLatin1('12345678901234567890').base32
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
]
const at = (seconds: number) => new Date(seconds * 1000)

describe('one-time codes', () => {
  for (const [seconds, code] of vectors)
    it(`RFC 6238 at ${seconds} s: ${code}, told by its step, one to either side and no further`, () => {
      const start = seconds - (seconds % 30)
      for (const good of [start - 30, start, seconds, start + 59])
        expect(codes.verify(secret, code, at(good))).toBe(start / 30)
      for (const bad of [start - 31, start + 60]) expect(codes.verify(secret, code, at(bad))).toBeUndefined()
    })

  it('another secret, another code, or anything that is no code is wrong and throws nothing', () => {
    expect(codes.verify(codes.secret(), '287082', at(59))).toBeUndefined()
    for (const code of ['287083', '94287082', '', '28708', '２８７０８２', 'abcdef', ' 287082'])
      expect(codes.verify(secret, code, at(59))).toBeUndefined()
    expect(codes.verify('', '287082', at(59))).toBeUndefined()
  })

  it('a new secret has 160 bits, is base32, and is never the same', () => {
    const made = Array.from({ length: 20 }, codes.secret)
    expect(new Set(made).size).toBe(20)
    for (const one of made) expect(one).toMatch(/^[A-Z2-7]{32}$/)
  })

  it('what an authenticator app makes of a new secret is right', () => {
    const fresh = codes.secret()
    const app = new TOTP({ secret: fresh })
    expect(codes.verify(fresh, app.generate({ timestamp: 59_000 }), at(59))).toBe(1)
  })
})

describe('the picture of a shared secret', () => {
  it('TFA-3 is a QR code of the address that authenticator apps read', async () => {
    const secret = codes.secret()
    const png = await codes.picture(secret, 'claire@example.org')
    const address = `otpauth://totp/Concierge:claire%40example.org?issuer=Concierge&secret=${secret}&algorithm=SHA1&digits=6&period=30`
    const { size, data } = qrcode.create(address, { errorCorrectionLevel: 'M' }).modules
    const { data: pixels, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
    const side = info.width / (size + 8)
    const isDark = (row: number, column: number) =>
      pixels[
        (Math.floor((row + 4.5) * side) * info.width + Math.floor((column + 4.5) * side)) * info.channels
      ]! < 128
    const read = Array.from({ length: size * size }, (_, place) =>
      Number(isDark(Math.floor(place / size), place % size)),
    )
    expect(read).toEqual([...data])
  })
})
