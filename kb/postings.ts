import { Index } from 'flexsearch'

/** Slots of quantised impact; 64 keep neighbours within 6 % of each other. */
const resolution = 64
const lowest = 0.1
const highest = 12
const step = (highest / lowest) ** (1 / (resolution - 1))

/** The impact that a slot stands for: slot 0 is the highest (geometric, so that the relative error is even). */
const impactOfSlot = Float64Array.from({ length: resolution }, (_, slot) => highest / step ** slot)

const slotOf = (impact: number) =>
  Math.max(0, Math.min(resolution - 1, Math.round(Math.log(highest / impact) / Math.log(step))))

/**
 * Which documents hold a term, ordered by impact: FlexSearch as a posting store. What it calls a score is the slot of
 * the quantised impact (Anh & Moffat, "Impact transformation", SIGIR 2002), so ranking needs no second index.
 */
export class Postings {
  #impacts = new Map<string, number>()
  #index = new Index({
    tokenize: 'strict',
    resolution,
    encode: content => content.split(' '),
    score: (_content, term) => slotOf(this.#impacts.get(term) ?? lowest),
  })

  /** Files a document under its terms. */
  add(id: number, impacts: Map<string, number>): void {
    this.#impacts = impacts
    this.#index.add(id, [...impacts.keys()].join(' '))
  }

  /** Adds weight × impact to the score of each document that holds the term. */
  accumulate(term: string, weight: number, scores: Float64Array): void {
    const slots = this.#slots(term)
    for (let slot = 0; slot < slots.length; slot++) {
      const ids = slots[slot]
      if (!ids) continue
      const gain = weight * impactOfSlot[slot]!
      for (let at = 0; at < ids.length; at++) scores[ids[at]!]! += gain
    }
  }

  /** FlexSearch's own live arrays: read only. */
  #slots(term: string): number[][] {
    return this.#index.search(term, { resolve: false }).result as unknown as number[][]
  }
}
