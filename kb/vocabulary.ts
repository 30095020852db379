/** Every term of a language's guides, numbered, with the number of guides that hold it. */
export class Vocabulary {
  readonly terms: string[] = []
  readonly frequency: number[] = []
  readonly stop: boolean[] = []
  #ids = new Map<string, number>()
  /** How words are written (folded) → the term that they were indexed under. */
  #surfaces = new Map<string, number>()

  /** The number of a term, given out on first sight. */
  add(term: string, surface = term, stop = false): number {
    let id = this.#ids.get(term)
    if (id === undefined) {
      id = this.terms.length
      this.#ids.set(term, id)
      this.terms.push(term)
      this.frequency.push(0)
      this.stop.push(stop)
    }
    if (!this.#surfaces.has(surface)) this.#surfaces.set(surface, id)
    return id
  }

  surfaces() { return this.#surfaces }

  /** The number of a term, or of the term that a word written so was indexed under. */
  find(term: string, surface?: string): number | undefined {
    return this.#ids.get(term) ?? (surface === undefined ? undefined : this.#surfaces.get(surface))
  }
}
