import { type Document, passageKinds, stride } from './document.ts'
import type { QuestionTerm } from './question.ts'
import type { Shelf } from './shelf.ts'
import { tuning } from './scoring.ts'

/** A guide that may answer, and what speaks for it. */
export interface Candidate {
  document: Document
  score: number
  /** Share of the question's weight found anywhere in the guide, 0..1. */
  coverage: number
  /** Likeness to the guide's title or nearest known question, 0..1. */
  likeness: number
  /** The best passage of the body: its place in `passages`, −1 for none; and its likeness. */
  passage: number
  passageLikeness: number
  bm25: number
  f: Record<string, number>
}

/** The guides of a shelf that answer a question best, best first. */
export function rank(question: QuestionTerm[], shelf: Shelf, limit: number): Candidate[] {
  const scores = shelf.scores
  scores.fill(0)
  const contents = question.filter(t => !t.stop && t.variants.length).length
  for (const { variants, weight, stop } of question) {
    if (stop && contents >= tuning.skip && tuning.skip) continue
    for (const { id, nearness } of variants)
      shelf.postings.accumulate(shelf.vocabulary.terms[id]!, weight * nearness, scores)
  }
  const mass = question.reduce((sum, { weight }) => sum + weight, 0)
  const scratch = shelf.scratch
  question.forEach(({ variants }, at) => {
    for (const { id, nearness } of variants) {
      if (scratch.slot[id]) continue
      scratch.slot[id] = at + 1
      scratch.nearness[id] = nearness
    }
  })
  const stops = question.filter(t => t.stop).length / Math.max(1, question.length)
  const result = top(scores, tuning.depth)
    .map(id => judge(shelf.documents[id]!, scores[id]!, question, shelf, mass, stops))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
  for (const { variants } of question) for (const { id } of variants) scratch.slot[id] = 0
  return result
}

/** The best `count` of the scores, best first, by a bounded heap. */
function top(scores: Float64Array, count: number): number[] {
  const ids: number[] = []
  let least = 0
  for (let id = 0; id < scores.length; id++) {
    if (scores[id]! <= least) continue
    ids.push(id)
    if (ids.length >= count * 4) {
      ids.sort((a, b) => scores[b]! - scores[a]!)
      ids.length = count
      least = scores[ids[count - 1]!]!
    }
  }
  return ids.sort((a, b) => scores[b]! - scores[a]!).slice(0, count)
}

const stamp = new Uint32Array(64)
const inDocument = new Float64Array(64)
let now = 0

function judge(document: Document, bm25: number, question: QuestionTerm[], shelf: Shelf, mass: number, stops: number): Candidate {
  const { passages, terms, masses } = document
  const { slot, nearness } = shelf.scratch
  let titleLike = 0
  let questionLike = 0
  let second = 0
  let passage = -1
  let passageLikeness = 0
  inDocument.fill(0)
  for (let at = 0, from = 0, p = 0; at < passages.length; at += stride, p++) {
    const to = passages[at + 3]!
    const kind = passages[at]!
    let shared = 0
    let pairs = 0
    let lastSlot = -9
    let lastAt = -9
    now++
    for (let i = from; i < to; i++) {
      const id = terms[i]!
      const s = slot[id]!
      if (s === 0) continue
      if (s === lastSlot + 1 && i <= lastAt + tuning.gap) pairs += Math.min(question[s - 1]!.weight, question[s - 2]!.weight) * nearness[id]!
      lastSlot = s
      lastAt = i
      if (stamp[s] === now) continue
      stamp[s] = now
      const near = nearness[id]!
      if (near > inDocument[s]!) inDocument[s] = near
      shared += question[s - 1]!.weight * near
    }
    from = to
    if (shared === 0) continue
    const isQ = kind < 0 && kind !== passageKinds.summary
    const qexp = isQ ? tuning.tqexp : tuning.qexp
    const like = (shared + tuning.pair * Math.min(shared, pairs)) / (mass ** qexp * Math.max(masses[p]!, shared) ** (1-qexp))
    if (kind === passageKinds.question || kind === passageKinds.keyword) {
      if (like > questionLike) { second = questionLike; questionLike = like } else if (like > second) second = like
    } else if (isQ) titleLike = like
    else if (kind >= 0 && like > passageLikeness) {
      passageLikeness = like
      passage = at
    }
  }
  const likeness = Math.max(titleLike, questionLike)
  let matched = 0
  for (let at = 0; at < question.length; at++) matched += question[at]!.weight * inDocument[at + 1]!
  const coverage = mass > 0 ? matched / mass : 0
  const coord = tuning.coord * coverage * Math.max(0, 1 - stops * tuning.coordStops)
  const score = bm25 + mass * ((tuning.likeness + tuning.likenessStops * stops) * likeness + tuning.question * questionLike + tuning.second * second + tuning.passage * passageLikeness + coord)
  let content = 0
  let contentFound = 0
  let foundWords = 0
  let contentWords = 0
  let heaviest = 0
  let alien = 0
  for (let at = 0; at < question.length; at++) {
    if (question[at]!.stop) continue
    contentWords++
    content += question[at]!.weight
    contentFound += question[at]!.weight * inDocument[at + 1]!
    foundWords += inDocument[at + 1]!
    if (question[at]!.alien) alien += question[at]!.weight * (1 - inDocument[at + 1]!)
    heaviest = Math.max(heaviest, question[at]!.weight * inDocument[at + 1]!)
  }
  const f = {
    cov: coverage, ccov: content ? contentFound / content : 0, tl: titleLike, ql: questionLike, like: likeness, pl: passageLikeness,
    alien: content ? alien / content : 0, found: foundWords, words: contentWords, impact: mass ? bm25 / mass : 0, heavy: heaviest / shelf.unknownWeight, sc: mass ? score / mass : 0,
  }
  return { document, score, coverage, likeness, passage, passageLikeness, bm25, f }
}
