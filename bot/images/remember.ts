import { createHash } from 'node:crypto'
import type { Images, MeasuredImage } from '../core/ports.ts'

// A square and a rectangular logo of a few people who are at it at the same time.
const mostKnown = 8

/**
 * The same images, of which the last ones read are remembered by their bytes: a press looks at a picture more than once, and a
 * confirmation looks again at what the preview showed, in the store's one turn. What is no picture is not remembered.
 */
export function remembering(images: Images): Images {
  const known = new Map<string, Promise<MeasuredImage | undefined>>()
  return {
    preview: images.preview,
    crop: images.crop,
    photograph: images.photograph,
    async read(bytes) {
      const key = createHash('sha256').update(bytes).digest('hex')
      const reading = known.get(key) ?? images.read(bytes)
      known.delete(key)
      known.set(key, reading)
      for (const oldest of [...known.keys()].slice(0, -mostKnown)) known.delete(oldest)
      const picture = await reading
      if (!picture) known.delete(key)
      return picture
    },
  }
}
