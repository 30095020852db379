import { tuning } from './scoring.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A term of the vocabulary near to an unknown one, and how near (0..1). */
export interface Neighbour {
  id: number
  nearness: number
}

export type Repair = (word: string) => Neighbour[]

/**
 * Finds the vocabulary's nearest terms to an unknown word: SymSpell's symmetric deletes (Garbe, 2012), distance by
 * Damerau–Levenshtein in its optimal string alignment form. One edit from 4 letters on, two from 8.
 * Building waits for the first unknown word.
 */
export function repairOf(vocabulary: Vocabulary): Repair {
  let deletes: Map<string, number[]> | undefined
  return word => {
    const edits = allowedEdits(word)
    if (edits === 0 || word.length > 40) return []
    deletes ??= indexDeletes(vocabulary)
    const seen = new Set<number>()
    const neighbours: Neighbour[] = []
    for (const key of deletions(word.slice(0, prefixLength), edits))
      for (const id of deletes.get(key) ?? []) {
        if (seen.has(id)) continue
        seen.add(id)
        const distance = editDistance(word, vocabulary.terms[id]!, edits)
        if (distance <= edits && !vocabulary.stop[id]) neighbours.push({ id, nearness: Math.max(0.1, tuning.r0 - (tuning.r1 * distance) / word.length) })
      }
    return best(neighbours, vocabulary)
  }
}

const prefixLength = 8
const allowedEdits = (word: string) => (/\d/.test(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

function best(neighbours: Neighbour[], vocabulary: Vocabulary): Neighbour[] {
  const order = (a: Neighbour, b: Neighbour) =>
    b.nearness - a.nearness || vocabulary.frequency[b.id]! - vocabulary.frequency[a.id]!
  const sorted = neighbours.sort(order)
  return sorted.filter(({ nearness }) => nearness > sorted[0]!.nearness - 0.01).slice(0, 3)
}

function indexDeletes(vocabulary: Vocabulary): Map<string, number[]> {
  const index = new Map<string, number[]>()
  vocabulary.terms.forEach((term, id) => {
    const edits = allowedEdits(term)
    if (edits === 0 && term.length !== 3) return
    for (const key of deletions(term.slice(0, prefixLength), Math.max(1, edits))) {
      const ids = index.get(key)
      if (ids) ids.push(id)
      else index.set(key, [id])
    }
  })
  return index
}

function deletions(word: string, edits: number): Set<string> {
  const found = new Set([word])
  let layer = [word]
  for (let edit = 0; edit < edits; edit++) {
    layer = layer.flatMap(one => Array.from(one, (_, at) => one.slice(0, at) + one.slice(at + 1)))
    for (const one of layer) found.add(one)
  }
  return found
}

/** Optimal string alignment distance; gives up with limit + 1 once it is passed. */
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
  return previous[b.length]!
}
