import { type Document, passageKinds } from './document.ts'
import { type Evidence, enter, near, nothingOf, type Tally } from './evidence.ts'
import type { QuestionTerm } from './question.ts'
import { normOf } from './scoring.ts'
import type { Stream } from './stream.ts'
import type { Vocabulary } from './vocabulary.ts'

const mostSlots = 64
/** A mark is a byte; more words like those of a question are not looked for. */
const mostMarks = 0xff

/** What neighbours in the question add where they are neighbours in a passage too. */
const pairGain = 0.6

/**
 * Looks closely at guides for one question: passage by passage, which of the question's words are there, and how they
 * stand together. Its tables are as long as the vocabulary and are used again for every question.
 */
export class Examiner {
  #vocabulary: Vocabulary
  #documents: Document[]
  #stream: Stream
  /** By term its mark in this question, 0 for none. */
  #marks: Uint8Array
  /** By mark: which word of the question it answers (from 1), how nearly, and what that is worth. */
  #slots = new Uint8Array(mostMarks + 1)
  #nearness = new Float64Array(mostMarks + 1)
  #gains = new Float64Array(mostMarks + 1)
  #marked = 0
  #question: QuestionTerm[] = []
  #weights = new Float64Array(mostSlots)
  #mass = 0
  #lowered = 0
  /** By word of the question, from 1: its best match in the guide, and the last passage that it was seen in. */
  #best = new Float64Array(mostSlots)
  /** The same among title, known questions and keywords, and among keywords of which no word is missing. */
  #prominent = new Float64Array(mostSlots)
  #keyed = new Float64Array(mostSlots)
  #seen = new Uint32Array(mostSlots)
  #passage = 0
  /** Where the question's words stand in the guide; one more for a last one that is none. */
  #hits: Uint32Array

  constructor(vocabulary: Vocabulary, stream: Stream, documents: Document[]) {
    this.#vocabulary = vocabulary
    this.#documents = documents
    this.#stream = stream
    this.#marks = new Uint8Array(vocabulary.terms.length)
    this.#hits = new Uint32Array(documents.reduce((most, { terms }) => Math.max(most, terms.length), 0) + 1)
  }

  /** Takes up a question, and gives the evidence for each of these guides. */
  examine(question: QuestionTerm[], guides: ArrayLike<number>): Evidence[] {
    this.#question = question
    this.#mass = massOf(question)
    this.#lowered = this.#mass / normOf(this.#mass)
    this.#marked = 0
    question.forEach(({ variants, weight }, at) => {
      this.#weights[at + 1] = weight
      for (const { id, nearness } of variants) this.#mark(id, at + 1, nearness, weight)
    })
    const evidence = Array.from(guides, guide => this.#examine(guide))
    for (const { variants } of question) for (const { id } of variants) this.#marks[id] = 0
    return evidence
  }

  #mark(id: number, slot: number, nearness: number, weight: number): void {
    if (this.#marks[id] !== 0 && this.#nearness[this.#marks[id]!]! >= nearness) return
    if (this.#marked === mostMarks) return
    const mark = ++this.#marked
    this.#marks[id] = mark
    this.#slots[mark] = slot
    this.#nearness[mark] = nearness
    this.#gains[mark] = weight * nearness
  }

  #examine(guide: number): Evidence {
    const { kinds, ends, firsts } = this.#stream
    const hits = this.#hits
    const evidence = nothingOf(this.#documents[guide]!)
    const tally: Tally = { section: -1, sum: 0, best: 0, passage: -1, highest: 0 }
    this.#best.fill(0)
    this.#prominent.fill(0)
    this.#keyed.fill(0)
    const count = this.#find(guide)
    const first = firsts[guide]!
    for (let hit = 0, passage = first; hit < count; passage++) {
      const end = ends[passage]!
      if (hits[hit]! >= end) continue
      const from = hit
      while (hit < count && hits[hit]! < end) hit++
      const kind = kinds[passage]!
      const isKnown = kind < 0 && kind !== passageKinds.summary
      const likeness = this.#likeness(from, hit, passage, isKnown ? this.#prominent : this.#best)
      if (kind === passageKinds.keyword) this.#key(passage === 0 ? 0 : ends[passage - 1]!, end)
      if (isKnown) near(evidence, likeness, kind)
      else if (kind !== passageKinds.summary) enter(tally, evidence, likeness, kind, passage - first)
    }
    return this.#cover(evidence)
  }

  /**
   * Notes where the question's words stand in a guide; how many. Each place is noted, and the next one over it unless the
   * word has a mark (1 to 255): that takes less than a branch which nobody can foretell.
   */
  #find(guide: number): number {
    const { terms, starts } = this.#stream
    const marks = this.#marks
    const hits = this.#hits
    const end = starts[guide + 1]!
    let count = 0
    for (let place = starts[guide]!; place < end; place++) {
      hits[count] = place
      count += (marks[terms[place]!]! + 0xff) >> 8
    }
    return count
  }

  /** The share of the question in a passage, lowered by the passage's own weight, raised by neighbours kept together. */
  #likeness(from: number, to: number, at: number, found: Float64Array): number {
    const { terms, masses, norms } = this.#stream
    const passage = ++this.#passage
    let shared = 0
    let pairs = 0
    let previous = 0
    let next = -1
    for (let hit = from; hit < to; hit++) {
      const place = this.#hits[hit]!
      const mark = this.#marks[terms[place]!]!
      const slot = this.#slots[mark]!
      const gain = this.#gains[mark]!
      if (place === next && slot === previous + 1) pairs += Math.min(gain, this.#weights[previous]!)
      if (this.#seen[slot] !== passage) {
        this.#seen[slot] = passage
        shared += gain
      }
      if (this.#nearness[mark]! > found[slot]!) found[slot] = this.#nearness[mark]!
      previous = slot
      next = place + 1
    }
    const together = shared + pairGain * Math.min(shared, pairs)
    return together / (this.#lowered * (shared > masses[at]! ? normOf(shared) : norms[at]!))
  }

  /** Marks the question's words in a keyword, unless a telling word of the keyword is missing from the question. */
  #key(from: number, to: number): void {
    const { terms } = this.#stream
    for (let at = from; at < to; at++)
      if (this.#marks[terms[at]!] === 0 && !this.#vocabulary.isStop(terms[at]!)) return
    for (let at = from; at < to; at++) {
      const mark = this.#marks[terms[at]!]!
      if (mark === 0) continue
      const slot = this.#slots[mark]!
      this.#keyed[slot] = Math.max(this.#keyed[slot]!, this.#nearness[mark]!)
    }
  }

  #cover(evidence: Evidence): Evidence {
    let matched = 0
    let telling = 0
    for (const [at, { weight, stop, rare, foreign }] of this.#question.entries()) {
      const prominent = this.#prominent[at + 1]!
      const best = Math.max(prominent, this.#best[at + 1]!)
      matched += weight * best
      if (stop) continue
      telling += weight
      if (foreign) evidence.foreign++
      evidence.found += best
      if (best === 1) evidence.exact++
      if (best === 1 && rare) evidence.exactRare++
      evidence.prominent += weight * prominent
      evidence.keyed += weight * this.#keyed[at + 1]!
    }
    if (this.#mass > 0) evidence.coverage = matched / this.#mass
    if (telling > 0) evidence.keyed /= telling
    return evidence
  }
}

/** What a question's words weigh together. */
export function massOf(question: QuestionTerm[]): number {
  return question.reduce((sum, { weight }) => sum + weight, 0)
}
