import { expect, it } from 'vitest'
import { queued } from '../../bot/images/queue.ts'

const png = Buffer.from('png')

it('TFA-4 BRAND-4 one picture is made at a time, and one that fails stops no other', async () => {
  const told: string[] = []
  const made = async (name: string) => {
    told.push(`${name} begins`)
    await new Promise(setImmediate)
    told.push(`${name} ends`)
    return png
  }
  const images = queued({
    read: async () => Promise.reject(new Error('no memory')),
    crop: () => made('crop'),
    photograph: () => made('photograph'),
    preview: () => made('preview'),
  })
  const results = await Promise.allSettled([
    images.photograph(png),
    images.read(png),
    images.crop(png, { least: 1, greatest: 1 }),
    images.preview({}),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(told).toEqual([
    'photograph begins',
    'photograph ends',
    'crop begins',
    'crop ends',
    'preview begins',
    'preview ends',
  ])
})
