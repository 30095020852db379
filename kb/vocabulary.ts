import { type Spread, termWeight } from './scoring.ts'

/** A term of the vocabulary that stands for a word of a question, and how well, 0..1. */
export interface Variant {
  id: number
  nearness: number
}

/** Every term of a language's guides, numbered, and how telling it is. */
export class Vocabulary {
  readonly terms: string[] = []
  /** How telling each term is, by its number. */
  weights = new Float64Array()
  /** The same for a word that no guide holds. */
  unknownWeight = 0
  #ids = new Map<string, number>()
  #surfaces = new Map<string, number>()
  #stops = new Set<number>()
  #guides: number[] = []
  #passages: number[] = []
  /** By term: the last turn of `count` that it was seen in. */
  #counted: number[] = []
  #turn = 0

  /** The number of a term, given out on first sight. `surface` is the word as written, folded. */
  add(term: string, surface = term, stop = false): number {
    let id = this.#ids.get(term)
    if (id === undefined) {
      id = this.terms.push(term) - 1
      this.#ids.set(term, id)
      this.#guides.push(0)
      this.#passages.push(0)
      this.#counted.push(0)
      if (stop) this.#stops.add(id)
    }
    if (!this.#surfaces.has(surface)) this.#surfaces.set(surface, id)
    return id
  }

  /** The number of a term, or of the term that a word written so was indexed under. */
  find(term: string, surface = term): number | undefined {
    return this.#ids.get(term) ?? this.#surfaces.get(surface)
  }

  /** The number of a term. */
  number(term: string): number | undefined {
    return this.#ids.get(term)
  }

  /** The term of a word exactly as some guide writes it, folded. */
  written(surface: string): number | undefined {
    return this.#surfaces.get(surface)
  }

  /** All words as written, folded, with their terms. */
  surfaces(): IterableIterator<[surface: string, id: number]> {
    return this.#surfaces.entries()
  }

  isStop(id: number): boolean {
    return this.#stops.has(id)
  }

  /** How many guides hold a term. */
  frequency(id: number): number {
    return this.#guides[id]!
  }

  /** Counts a guide, or a passage, that holds these terms; each term once. */
  count(kind: keyof Spread, ids: Uint32Array, from = 0, to = ids.length): void {
    const counts = kind === 'guides' ? this.#guides : this.#passages
    this.#turn++
    for (let at = from; at < to; at++) {
      const id = ids[at]!
      if (this.#counted[id] === this.#turn) continue
      this.#counted[id] = this.#turn
      counts[id]!++
    }
  }

  /** Weighs all terms, once every guide is counted. */
  weigh(all: Spread): void {
    const spread = (id: number) => ({ guides: this.#guides[id]!, passages: this.#passages[id]! })
    this.weights = Float64Array.from(this.terms, (_, id) => termWeight(all, spread(id), this.#stops.has(id)))
    this.unknownWeight = termWeight(all, { guides: 0, passages: 0 }, false)
  }
}
