import type { Variant, Vocabulary } from './vocabulary.ts'

const size = 4
const most = 16

/** The terms spelt like a word, nearest first, from a least likeness on; not the word itself. */
export type Alike = (word: string, leastLikeness: number) => Variant[]

/**
 * Finds terms spelt like a word (`renewal`, `renewable`; `payment`, `prepayment`): Dice's coefficient of their sets of
 * 4-grams, edges included (Adamson & Boreham 1974). It does what a second index of n-grams would, at a fraction of its
 * size. Building waits for the first word.
 */
export function alikeIn(vocabulary: Vocabulary): Alike {
  let index: Map<string, number[]> | undefined
  return (word, leastLikeness) => {
    if (word.length > 40) return []
    index ??= indexGrams(vocabulary)
    const grams = gramsOf(word)
    const shared = new Map<number, number>()
    for (const gram of grams)
      for (const id of index.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1)
    const variants: Variant[] = []
    for (const [id, count] of shared) {
      const other = vocabulary.terms[id]!
      const nearness = (2 * count) / (grams.length + other.length + 3 - size)
      if (nearness >= leastLikeness && other !== word) variants.push({ id, nearness })
    }
    return variants.sort((a, b) => b.nearness - a.nearness).slice(0, most)
  }
}

function indexGrams(vocabulary: Vocabulary): Map<string, number[]> {
  const index = new Map<string, number[]>()
  vocabulary.terms.forEach((term, id) => {
    for (const gram of gramsOf(term)) {
      const ids = index.get(gram)
      if (ids) ids.push(id)
      else index.set(gram, [id])
    }
  })
  return index
}

function gramsOf(word: string): string[] {
  const bounded = `^${word}$`
  const count = Math.max(0, bounded.length - size + 1)
  return Array.from({ length: count }, (_, at) => bounded.slice(at, at + size))
}
