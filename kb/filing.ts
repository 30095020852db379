import { Index } from 'flexsearch'

/** Slots of quantised impact; 64 keep neighbours within 6 % of each other. */
const resolution = 64
const lowest = 0.1
const highest = 12
const step = (highest / lowest) ** (1 / (resolution - 1))

/** The impact that a slot stands for: slot 0 is the highest (geometric, so that the relative error is even). */
export const impactOfSlot = Float64Array.from({ length: resolution }, (_, slot) => highest / step ** slot)

const slotOf = (impact: number) =>
  Math.max(0, Math.min(resolution - 1, Math.round(Math.log(highest / impact) / Math.log(step))))

/** A guide's terms, and what each of them is worth in it. */
export type Impacts = Map<string, number>

/**
 * Which guides hold a term, ordered by impact: FlexSearch inverts guides to lists. What it calls a score is the slot of the
 * quantised impact (Anh & Moffat, "Impact transformation", SIGIR 2002), so ranking needs no second index.
 */
export class Filing {
  size = 0
  /** What FlexSearch is to read next: analysis is done long before. */
  #terms: string[] = []
  #slots: number[] = []
  #index = new Index({
    tokenize: 'strict',
    resolution,
    encode: () => this.#terms,
    score: (_content, _term, at) => this.#slots[at]!,
  })

  /** Files a guide under its terms. */
  add(id: number, impacts: Impacts): void {
    this.#terms = [...impacts.keys()]
    this.#slots = Array.from(impacts.values(), slotOf)
    this.#index.add(id, 'terms')
    this.size += impacts.size
  }

  /** The guides that hold a term, slot by slot: FlexSearch's own live arrays, read only. */
  find(term: string): (number[] | undefined)[] {
    this.#terms = [term]
    return this.#index.search(term, { resolve: false }).result as unknown as (number[] | undefined)[]
  }
}
