import { type Filing, impactOfSlot } from './filing.ts'

/** An entry is the guide's number and, in its last six bits, the slot of the impact. */
const slotBits = 6
const slotMask = (1 << slotBits) - 1

/** Earlier lists that still hold for most guides, and how their numbers became the new ones. */
export interface Earlier {
  postings: Postings
  /** The earlier number of a term, if it had one. */
  term: (term: string) => number | undefined
  /** By the earlier number of a guide its new one, −1 for one that is gone or filed anew. */
  guides: Int32Array
}

/**
 * The lists of guides by term, flat. FlexSearch builds them; its own nested arrays take 90 bytes an entry where these take
 * four, and are walked four times as slowly, so they are read once and let go.
 */
export class Postings {
  /** Where the list of each term begins; one more for the end of the last. */
  readonly starts: Uint32Array
  readonly entries: Uint32Array

  constructor(starts: Uint32Array, entries: Uint32Array) {
    this.starts = starts
    this.entries = entries
  }

  /** The lists of these terms: what was filed, and what still holds of earlier lists. */
  static of(terms: string[], filing: Filing, earlier?: Earlier): Postings {
    const size = filing.size + (earlier?.postings.entries.length ?? 0)
    const lists = new Lists(terms.length, size)
    for (const term of terms) {
      if (earlier) lists.carry(earlier.term(term), earlier)
      if (filing.size > 0) lists.read(filing.find(term))
      lists.end()
    }
    return lists.close()
  }

  /** The lists as they were saved: by guide its terms and their slots. */
  static from(terms: number, saved: { ids: number[]; slots: Uint8Array }[]): Postings {
    const ends = new Uint32Array(terms + 1)
    for (const { ids } of saved) for (const id of ids) ends[id + 1]!++
    for (let term = 0; term < terms; term++) ends[term + 1]! += ends[term]!
    const starts = ends.slice()
    const entries = new Uint32Array(ends[terms]!)
    saved.forEach(({ ids, slots }, guide) => {
      ids.forEach((id, at) => {
        entries[ends[id]!++] = (guide << slotBits) | (slots[at]! & slotMask)
      })
    })
    return new Postings(starts, entries)
  }

  /** By guide the slot of each of its terms. */
  slotsByGuide(guides: number): Map<number, number>[] {
    const slots = Array.from({ length: guides }, () => new Map<number, number>())
    for (let term = 0; term + 1 < this.starts.length; term++)
      for (let at = this.starts[term]!; at < this.starts[term + 1]!; at++)
        slots[this.entries[at]! >>> slotBits]!.set(term, this.entries[at]! & slotMask)
    return slots
  }

  /** Adds weight × impact to the score of each guide that holds the term. */
  accumulate(term: number, weight: number, scores: Float64Array): void {
    const { entries } = this
    const end = this.starts[term + 1]!
    for (let at = this.starts[term]!; at < end; at++) {
      const entry = entries[at]!
      const guide = entry >>> slotBits
      scores[guide] = scores[guide]! + weight * impactOfSlot[entry & slotMask]!
    }
  }
}

/** Flat lists while they are written. */
class Lists {
  #starts: Uint32Array
  #entries: Uint32Array
  #list = 0
  #at = 0

  constructor(lists: number, size: number) {
    this.#starts = new Uint32Array(lists + 1)
    this.#entries = new Uint32Array(size)
  }

  carry(term: number | undefined, { postings, guides }: Earlier): void {
    if (term === undefined) return
    for (let at = postings.starts[term]!; at < postings.starts[term + 1]!; at++) {
      const entry = postings.entries[at]!
      const guide = guides[entry >>> slotBits]!
      if (guide >= 0) this.#push(guide, entry & slotMask)
    }
  }

  read(slots: (number[] | undefined)[]): void {
    for (let slot = 0; slot < slots.length; slot++)
      for (const guide of slots[slot] ?? []) this.#push(guide, slot)
  }

  end(): void {
    this.#starts[++this.#list] = this.#at
  }

  close(): Postings {
    return new Postings(this.#starts, this.#entries.slice(0, this.#at))
  }

  #push(guide: number, slot: number): void {
    this.#entries[this.#at++] = (guide << slotBits) | slot
  }
}
