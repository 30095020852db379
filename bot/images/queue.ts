import type { Images } from '../core/ports.ts'

/** The same images, made one after the other, however many people send some: so that only one picture fills the memory. */
export function queued(images: Images): Images {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn =
    <Asked extends unknown[], Made>(make: (...asked: Asked) => Promise<Made>) =>
    (...asked: Asked): Promise<Made> => {
      const made = last.then(() => make(...asked))
      last = made.catch(() => {})
      return made
    }
  return {
    read: inTurn(images.read),
    crop: inTurn(images.crop),
    photograph: inTurn(images.photograph),
    preview: inTurn(images.preview),
  }
}
