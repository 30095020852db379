import type { Alike } from './alike.ts'
import type { Variant, Vocabulary } from './vocabulary.ts'

/** Words from this length on are repaired by the grams that they share, shorter ones by deletes. */
const longWord = 8
const leastLikeness = 0.2

/**
 * Finds the vocabulary's nearest terms to an unknown word by Damerau–Levenshtein distance (optimal string alignment):
 * one edit from 4 letters on, two from 8. Candidates for short words come from SymSpell's symmetric deletes (Garbe,
 * 2012), whose table is built at the first unknown word; for long words from the terms that share most grams.
 */
export function repairOf(vocabulary: Vocabulary, alike: Alike): (word: string) => Variant[] {
  let deletes: Map<string, number[]> | undefined
  const candidates = (word: string): number[] => {
    if (word.length >= longWord) return alike(word, leastLikeness).map(({ id }) => id)
    deletes ??= indexDeletes(vocabulary)
    return deletions(word).flatMap(key => deletes?.get(key) ?? [])
  }
  return word => {
    if (word.length < 4 || word.length > 40 || /\d/.test(word)) return []
    const edits = word.length < longWord ? 1 : 2
    const variants = [...new Set(candidates(word))]
      .filter(id => !vocabulary.isStop(id))
      .map(id => ({ id, distance: editDistance(word, vocabulary.terms[id]!, edits) }))
      .filter(({ distance }) => distance <= edits)
      .map(({ id, distance }) => ({ id, nearness: 1 - distance / word.length }))
    return nearest(variants, vocabulary)
  }
}

/** The nearest, three at most, the more frequent first. */
function nearest(variants: Variant[], vocabulary: Vocabulary): Variant[] {
  const best = Math.max(...variants.map(({ nearness }) => nearness))
  return variants
    .filter(({ nearness }) => nearness === best)
    .sort((a, b) => vocabulary.frequency(b.id) - vocabulary.frequency(a.id))
    .slice(0, 3)
}

function indexDeletes(vocabulary: Vocabulary): Map<string, number[]> {
  const index = new Map<string, number[]>()
  vocabulary.terms.forEach((term, id) => {
    if (term.length < 3 || term.length > longWord) return
    for (const key of deletions(term)) {
      const ids = index.get(key)
      if (ids) ids.push(id)
      else index.set(key, [id])
    }
  })
  return index
}

/** A word, and the word without each of its letters. */
function deletions(word: string): string[] {
  return [word, ...Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))]
}

/** Optimal string alignment distance (Boytsov 2011); limit + 1 where it is more than the limit. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    if (Math.min(...row) > limit) return limit + 1
    before = previous
    previous = row
  }
  return Math.min(previous[b.length]!, limit + 1)
}
