import { type Document, passageKinds, stride } from './document.ts'
import type { QuestionTerm } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What speaks for a guide, on a close look. Shares are of the question's weight, 0..1. */
export interface Evidence {
  /** Share found anywhere in the guide. */
  coverage: number
  /** Likeness to the title, or to the nearest known question or keyword. */
  likeness: number
  /** Likeness to the nearest of title and known questions, and to the second nearest. */
  nearest: number
  second: number
  /** Likeness to the body's best passage. */
  passageLikeness: number
  /** The section that answers, −1 for none, and its best passage: a place in `passages`. */
  section: number
  passage: number
  /** Stop words aside: how many of the question's words were found, how many as they stand, how many of these are rare. */
  found: number
  exact: number
  exactRare: number
  /** Stop words aside: what the words found in title, known questions and keywords weigh. */
  prominent: number
  /** Stop words aside: share found in keywords of which no word is missing. */
  keyed: number
  /** How many names the question holds that no guide knows. */
  foreign: number
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
  #vocabulary: Vocabulary
  #slots: Uint8Array
  #nearness: Float32Array
  #question: QuestionTerm[] = []
  #mass = 0
  #lowered = 0
  /** By word of the question, from 1: its best match in the guide, and the last passage that it was seen in. */
  #best = new Float64Array(mostSlots)
  /** The same among title, known questions and keywords, and among keywords of which no word is missing. */
  #prominent = new Float64Array(mostSlots)
  #keyed = new Float64Array(mostSlots)
  #seen = new Uint32Array(mostSlots)
  #passage = 0

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
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
    const evidence: Evidence = { ...nothing }
    let tally = { section: -1, sum: 0, best: 0, passage: -1 }
    let highest = 0
    for (const table of [this.#best, this.#prominent, this.#keyed]) table.fill(0)
    for (let at = 0, from = 0; at < passages.length; at += stride) {
      const kind = passages[at]!
      const to = passages[at + 3]!
      const known = kind < 0 && kind !== passageKinds.summary
      const found = known ? this.#prominent : this.#best
      const likeness = this.#likeness(document.terms, from, to, masses[at / stride]!, found)
      if (likeness > 0 && kind === passageKinds.keyword) this.#key(document.terms, from, to)
      from = to
      if (likeness === 0 || kind === passageKinds.summary) continue
      if (known) near(evidence, likeness, kind)
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
  #likeness(terms: Uint32Array, from: number, to: number, mass: number, found: Float64Array): number {
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
        }
        if (nearness > found[slot]!) found[slot] = nearness
      }
      previous = slot
    }
    if (shared === 0) return 0
    const together = shared + pairGain * Math.min(shared, pairs)
    return together / (this.#lowered * Math.max(mass, shared) ** lengthExponent)
  }

  /** Marks the question's words in a keyword, unless a telling word of the keyword is missing from the question. */
  #key(terms: Uint32Array, from: number, to: number): void {
    for (let at = from; at < to; at++)
      if (this.#slots[terms[at]!] === 0 && !this.#vocabulary.isStop(terms[at]!)) return
    for (let at = from; at < to; at++) {
      const slot = this.#slots[terms[at]!]!
      this.#keyed[slot] = Math.max(this.#keyed[slot]!, this.#nearness[terms[at]!]!)
    }
  }

  #cover(evidence: Evidence): Evidence {
    let matched = 0
    let telling = 0
    this.#question.forEach(({ weight, stop, rare, foreign }, at) => {
      const prominent = this.#prominent[at + 1]!
      const best = Math.max(prominent, this.#best[at + 1]!)
      matched += weight * best
      if (stop) return
      telling += weight
      if (foreign) evidence.foreign++
      evidence.found += best
      if (best === 1) evidence.exact++
      if (best === 1 && rare) evidence.exactRare++
      evidence.prominent += weight * prominent
      evidence.keyed += weight * this.#keyed[at + 1]!
    })
    if (this.#mass > 0) evidence.coverage = matched / this.#mass
    if (telling > 0) evidence.keyed /= telling
    return evidence
  }
}

const nothing: Evidence = {
  coverage: 0,
  likeness: 0,
  nearest: 0,
  second: 0,
  passageLikeness: 0,
  section: -1,
  passage: -1,
  found: 0,
  exact: 0,
  exactRare: 0,
  prominent: 0,
  keyed: 0,
  foreign: 0,
}

/** Notes a title, known question or keyword that is like the question. */
function near(evidence: Evidence, likeness: number, kind: number): void {
  evidence.likeness = Math.max(evidence.likeness, likeness)
  if (kind === passageKinds.keyword) return
  evidence.second = Math.max(evidence.second, Math.min(evidence.nearest, likeness))
  evidence.nearest = Math.max(evidence.nearest, likeness)
}

/** What a question's words weigh together. */
export function massOf(question: QuestionTerm[]): number {
  return question.reduce((sum, { weight }) => sum + weight, 0)
}
