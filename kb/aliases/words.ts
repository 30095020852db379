import type { QuestionTerm } from '../question.ts'
import type { Shelf } from '../shelf.ts'

/** A word of a question as aliases know it. */
export interface Word {
  key: string
  weight: number
  stop: boolean
}

/** From this nearness on a term is the word itself, misspelt: farther ones are other words. */
const leastNearness = 0.8

/** The distinct words of a question, a misspelt one as its repair. */
export function wordsOf(terms: QuestionTerm[], { vocabulary }: Shelf): Word[] {
  const words = new Map<string, Word>()
  for (const { text, variants, weight, stop } of terms) {
    const [nearest] = variants
    const key = nearest && nearest.nearness >= leastNearness ? vocabulary.terms[nearest.id]! : text
    if (!words.has(key)) words.set(key, { key, weight, stop })
  }
  return [...words.values()]
}
