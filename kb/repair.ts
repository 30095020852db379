import type { Alike } from './alike.ts'
import { Inverted } from './inverted.ts'
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
  let deletes: Inverted | undefined
  const candidates = (word: string): Iterable<number> => {
    if (word.length >= longWord) return alike(word, leastLikeness).map(({ id }) => id)
    deletes ??= indexDeletes(vocabulary.terms)
    const found = new Set<number>()
    for (let without = -1; without < word.length; without++)
      for (const id of deletes.get(bucketOf(word, without))) found.add(id)
    return found
  }
  return word => {
    if (word.length < 4 || word.length > 40 || /\d/.test(word)) return []
    const edits = word.length < longWord ? 1 : 2
    const variants: Variant[] = []
    for (const id of candidates(word)) {
      if (vocabulary.isStop(id)) continue
      const distance = editDistance(word, vocabulary.terms[id]!, edits)
      if (distance <= edits) variants.push({ id, nearness: 1 - distance / word.length })
    }
    return nearest(variants, vocabulary)
  }
}

/** The nearest, three at most, the more frequent first. */
function nearest(variants: Variant[], vocabulary: Vocabulary): Variant[] {
  const best = Math.max(...variants.map(({ nearness }) => nearness))
  return variants
    .filter(({ nearness }) => nearness === best)
    .sort((a, b) => vocabulary.frequency(b.id) - vocabulary.frequency(a.id) || a.id - b.id)
    .slice(0, 3)
}

const buckets = 1 << 15

/**
 * The terms by their buckets, and by those of the term without each of its letters. Words that share a bucket by chance
 * are told apart by their distance.
 */
function indexDeletes(terms: string[]): Inverted {
  return new Inverted(buckets, terms.length, (id, tell) => {
    const term = terms[id]!
    if (term.length < 3 || term.length > longWord) return
    for (let without = -1; without < term.length; without++) tell(bucketOf(term, without))
  })
}

/** FNV-1a of a word without one of its letters; without none where that is −1. */
function bucketOf(word: string, without: number): number {
  let value = 0x811c9dc5
  for (let at = 0; at < word.length; at++)
    if (at !== without) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193)
  return (value ^ (value >>> 15)) & (buckets - 1)
}

const widest = 64
const rows = [new Uint8Array(widest), new Uint8Array(widest), new Uint8Array(widest)]

/** Optimal string alignment distance (Boytsov 2011); limit + 1 where it is more than the limit, or a word is too long. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || b.length >= widest) return limit + 1
  let [before, previous, row] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let j = 0; j <= b.length; j++) previous[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        cost = Math.min(cost, before[j - 2]! + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    ;[before, previous, row] = [previous, row, before]
  }
  return Math.min(previous[b.length]!, limit + 1)
}
