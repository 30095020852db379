import { fold } from '../analysis/fold.ts'
import { eachGram } from '../grams.ts'

/** What follows is hardly a question any more. */
const longest = 400

/** The distinct runs of four letters in a text, spaces and edges counting as letters: texts that are spelt alike share many. */
export function gramsOf(text: string): number[] {
  const bounded = ` ${fold(text.slice(0, longest))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const grams = new Set<number>()
  eachGram(bounded, gram => grams.add(gram))
  return [...grams]
}
