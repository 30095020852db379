import { fold } from '../analysis/fold.ts'

const size = 4
/** What follows is hardly a question any more. */
const longest = 400

/**
 * The distinct runs of four letters in a text, spaces and edges counting as letters: texts that are spelt alike share many.
 * Each is one number, a byte a letter; letters beyond Latin share their numbers with others.
 */
export function gramsOf(text: string): number[] {
  const bounded = ` ${fold(text.slice(0, longest))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const grams = new Set<number>()
  let gram = 0
  for (let at = 0; at < bounded.length; at++) {
    gram = (gram << 8) | (bounded.charCodeAt(at) & 0xff)
    if (at >= size - 1) grams.add(gram)
  }
  return [...grams]
}
