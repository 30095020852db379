import { beforeEach, describe, expect, it } from 'vitest'
import { remembering } from '../../bot/images/remember.ts'

const png = Buffer.from('png')
let read: string[] = []
const images = () =>
  remembering({
    read: async bytes => {
      read.push(bytes.toString())
      return bytes.length ? { width: 1, height: 1, png } : undefined
    },
    preview: async () => png,
    crop: async bytes => bytes,
    photograph: async bytes => bytes,
  })
beforeEach(() => {
  read = []
})

describe('pictures that were read lately', () => {
  it('BRAND-4 are not decoded again, not even while the first time is under way', async () => {
    const known = images()
    const [first, second] = await Promise.all([known.read(Buffer.from('a')), known.read(Buffer.from('a'))])
    expect(await known.read(Buffer.from('a'))).toBe(first)
    expect(second).toBe(first)
    await known.read(Buffer.from('b'))
    expect(read).toEqual(['a', 'b'])
    expect(await known.preview({})).toBe(png)
  })

  it('BRAND-4 are forgotten, the longest unused first', async () => {
    const known = images()
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a', 'i']) await known.read(Buffer.from(name))
    await known.read(Buffer.from('a'))
    expect(read).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
    await known.read(Buffer.from('b'))
    expect(read.at(-1)).toBe('b')
  })

  it('BRAND-4 what was none is looked at again', async () => {
    const known = images()
    for (let time = 0; time < 2; time++) expect(await known.read(Buffer.alloc(0))).toBeUndefined()
    expect(read).toHaveLength(2)
  })
})
