import type { Told } from './aliases/index.ts'
import type { Evidence } from './evidence.ts'
import { massOf } from './examiner.ts'
import type { QuestionTerm } from './question.ts'
import type { Shelf } from './shelf.ts'

/** A guide that may answer, and what speaks for it. */
export type Candidate = Evidence

/** How many of the best by BM25+ are looked at closely. */
const depth = 16
/** How many more of the best by their aliases. */
const aliasDepth = 4
/** What each kind of evidence adds, by unit of the question's weight. Found on development sets; all are flat optima. */
const gains = { likeness: 1.5, likenessOfSentence: 2.5, second: 0.8, keyed: 1.4, passage: 3, coverage: 2.5 }

/**
 * The guides of a shelf that answer a question best, best first: BM25+ over FlexSearch's postings, then a close look at
 * the first of them. What aliases tell comes on top: no guide's own score is less for it.
 */
export function rank(question: QuestionTerm[], shelf: Shelf, limit: number, told?: Told): Candidate[] {
  const mass = massOf(question)
  if (mass === 0) return []
  const scores = shelf.scores.fill(0)
  for (const { variants, weight } of question)
    for (const { id, nearness } of variants) shelf.postings.accumulate(id, weight * nearness, scores)
  const best = bestBy(scores, Math.max(depth, limit))
  const ids = told ? [...new Set([...best, ...bestBy(told.gains, aliasDepth)])] : best
  const gain = gainOf(question)
  const candidates: Candidate[] = shelf.examiner.examine(question, ids)
  candidates.forEach((candidate, at) => {
    candidate.impact = scores[ids[at]!]! / mass
    candidate.confirmed = told?.confirmed?.has(ids[at]!) ? 1 : 0
    candidate.told = told?.gains[ids[at]!] ?? 0
    candidate.score = candidate.impact + gain(candidate) + candidate.told
  })
  return candidates.sort((a, b) => b.score - a.score).slice(0, limit)
}

/**
 * Sentences hold many stop words, keywords few. In a sentence likeness to a title or known question tells more; among
 * keywords it tells more that all of them are there.
 */
function gainOf(question: QuestionTerm[]): (evidence: Evidence) => number {
  const stops = question.filter(term => term.stop).length / question.length
  const likeness = gains.likeness + gains.likenessOfSentence * stops
  const coverage = gains.coverage * Math.max(0, 1 - 2 * stops)
  return evidence =>
    likeness * evidence.likeness +
    gains.second * evidence.second +
    gains.keyed * evidence.keyed +
    gains.passage * evidence.passageLikeness +
    coverage * evidence.coverage
}

/** The places of the `count` highest scores above zero, highest first. */
function bestBy(scores: Float64Array, count: number): Int32Array {
  const ids = new Int32Array(count)
  return ids.subarray(0, highest(scores, ids))
}

/**
 * Finds the places of the highest scores above zero, highest first, as many as fit; how many: insertion into a short sorted
 * list. Nothing but a number is left to be done after the loop: V8 compiles it before it has seen what follows, and would fall
 * back at its end a hundred times.
 */
function highest(scores: Float64Array, ids: Int32Array): number {
  const values = new Float64Array(ids.length)
  let size = 0
  let least = 0
  for (let id = 0; id < scores.length; id++) {
    const score = scores[id]!
    if (score <= least) continue
    if (size < ids.length) size++
    let at = size - 1
    for (; at > 0 && values[at - 1]! < score; at--) {
      values[at] = values[at - 1]!
      ids[at] = ids[at - 1]!
    }
    values[at] = score
    ids[at] = id
    if (size === ids.length) least = values[size - 1]!
  }
  return size
}
