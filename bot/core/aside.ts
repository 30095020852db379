import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import type { Images } from './ports.ts'

/** Thrown inside a transaction by what takes long: it is given up, the work is done outside, and it begins anew. */
export class NotYet extends Error {}

/** Images of which none is made inside a transaction. */
export interface Aside {
  /** They answer with what is made already; what is not is noted, and throws `NotYet`. */
  images: Images
  /** Makes what was noted, one after the other, so that only one picture fills the memory. */
  catchUp(): Promise<void>
}

/**
 * Images for one wish. A picture takes seconds, and a store has one turn: so a transaction comes as far as the picture, after the
 * password and all that may refuse it, and once more when it is there.
 */
export function aside(images: Images): Aside {
  const made = new Map<string, unknown>()
  const noted = new Map<string, () => Promise<unknown>>()
  const later =
    <Asked extends unknown[], Made>(name: keyof Images, make: (...asked: Asked) => Promise<Made>) =>
    async (...asked: Asked): Promise<Made> => {
      const key = createHash('sha256')
        .update(serialize([name, asked]))
        .digest('hex')
      if (made.has(key)) return made.get(key) as Made
      noted.set(key, () => make(...asked))
      throw new NotYet()
    }
  return {
    images: {
      read: later('read', images.read),
      crop: later('crop', images.crop),
      photograph: later('photograph', images.photograph),
      preview: later('preview', images.preview),
    },
    async catchUp() {
      for (const [key, make] of noted) made.set(key, await make())
      noted.clear()
    },
  }
}
