import { type Document, passageKinds, stride } from './document.ts'
import type { QuestionTerm } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What speaks for a guide, on a close look. Shares are of the question's weight, 0..1. */
export interface Evidence {
  /** Share found anywhere in the guide. */
  coverage: number
  /** How many of the question's words, stop words aside, were found. */
  found: number
  /** Likeness to the title, or to the nearest known question or keyword. */
  likeness: number
  /** Likeness to the body's best passage. */
  passageLikeness: number
  /** The section that answers, −1 for none, and its best passage: a place in `passages`. */
  section: number
  passage: number
}

const mostSlots = 64

/** How far a passage's own weight lowers its likeness: ½ would be the cosine, 0 mere coverage. */
const lengthExponent = 0.3
/** What neighbours in the question add where they are neighbours in a passage too. */
const pairGain = 0.6

/**
 * Looks closely at guides for one question: passage by passage, which of the question's words are there, and how they
 * stand together. Its tables are as long as the vocabulary and are used again for every question.
 */
export class Examiner {
  #slots: Uint8Array
  #nearness: Float32Array
  #question: QuestionTerm[] = []
  #mass = 0
  #lowered = 0
  /** By word of the question, from 1: its best match in the guide, and the last passage that it was seen in. */
  #best = new Float64Array(mostSlots)
  #seen = new Uint32Array(mostSlots)
  #passage = 0

  constructor(vocabulary: Vocabulary) {
    this.#slots = new Uint8Array(vocabulary.terms.length)
    this.#nearness = new Float32Array(vocabulary.terms.length)
  }

  /** Takes up a question, and gives the evidence for each of the documents. */
  examine(question: QuestionTerm[], documents: Document[]): Evidence[] {
    this.#question = question
    this.#mass = massOf(question)
    this.#lowered = this.#mass ** (1 - lengthExponent)
    question.forEach(({ variants }, at) => {
      for (const { id, nearness } of variants) this.#mark(id, at + 1, nearness)
    })
    const evidence = documents.map(document => this.#examine(document))
    for (const { variants } of question) for (const { id } of variants) this.#slots[id] = 0
    return evidence
  }

  #mark(id: number, slot: number, nearness: number): void {
    if (this.#slots[id] !== 0 && this.#nearness[id]! >= nearness) return
    this.#slots[id] = slot
    this.#nearness[id] = nearness
  }

  #examine(document: Document): Evidence {
    const { passages, masses } = document
    const evidence: Evidence = {
      coverage: 0,
      found: 0,
      likeness: 0,
      passageLikeness: 0,
      section: -1,
      passage: -1,
    }
    let tally = { section: -1, sum: 0, best: 0, passage: -1 }
    let highest = 0
    this.#best.fill(0)
    for (let at = 0, from = 0; at < passages.length; at += stride) {
      const kind = passages[at]!
      const to = passages[at + 3]!
      const likeness = this.#likeness(document.terms, from, to, masses[at / stride]!)
      from = to
      if (likeness === 0 || kind === passageKinds.summary) continue
      if (kind < 0) evidence.likeness = Math.max(evidence.likeness, likeness)
      else {
        if (kind !== tally.section) tally = { section: kind, sum: 0, best: 0, passage: -1 }
        tally.sum += likeness * likeness
        if (likeness > tally.best) {
          tally.best = likeness
          tally.passage = at
          evidence.passageLikeness = Math.max(evidence.passageLikeness, likeness)
        }
        if (tally.sum > highest) {
          highest = tally.sum
          evidence.section = kind
          evidence.passage = tally.passage
        }
      }
    }
    return this.#cover(evidence)
  }

  /** The share of the question in a passage, lowered by the passage's own weight, raised by neighbours kept together. */
  #likeness(terms: Uint32Array, from: number, to: number, mass: number): number {
    const passage = ++this.#passage
    const slots = this.#slots
    let shared = 0
    let pairs = 0
    let previous = 0
    for (let at = from; at < to; at++) {
      const id = terms[at]!
      const slot = slots[id]!
      if (slot !== 0) {
        const nearness = this.#nearness[id]!
        const gain = this.#question[slot - 1]!.weight * nearness
        if (previous !== 0 && slot === previous + 1) pairs += Math.min(gain, this.#question[slot - 2]!.weight)
        if (this.#seen[slot] !== passage) {
          this.#seen[slot] = passage
          shared += gain
          if (nearness > this.#best[slot]!) this.#best[slot] = nearness
        }
      }
      previous = slot
    }
    if (shared === 0) return 0
    const together = shared + pairGain * Math.min(shared, pairs)
    return together / (this.#lowered * Math.max(mass, shared) ** lengthExponent)
  }

  #cover(evidence: Evidence): Evidence {
    let matched = 0
    this.#question.forEach(({ weight, stop }, at) => {
      const best = this.#best[at + 1]!
      matched += weight * best
      if (!stop) evidence.found += best
    })
    evidence.coverage = this.#mass > 0 ? matched / this.#mass : 0
    return evidence
  }
}

/** What a question's words weigh together. */
export function massOf(question: QuestionTerm[]): number {
  return question.reduce((sum, { weight }) => sum + weight, 0)
}
