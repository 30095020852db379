import { type Document, stride } from './document.ts'
import { normOf } from './scoring.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * All guides' terms and passages one after the other. A close look reads two dozen guides from beginning to end, and that
 * is quick where they lie in one piece: what costs is not reading but fetching.
 */
export class Stream {
  /** Terms take two bytes where two are enough. */
  readonly terms: Uint16Array | Uint32Array
  /** Where the terms of each guide begin, and its passages; one more for the end of the last. */
  readonly starts: Uint32Array
  readonly firsts: Uint32Array
  /** By passage: its section or kind, where its terms end, what they weigh together, and the norm of that. */
  readonly kinds: Int32Array
  readonly ends: Uint32Array
  readonly masses: Float32Array
  readonly norms: Float32Array

  constructor(documents: Document[], vocabulary: Vocabulary) {
    this.starts = sums(documents.map(({ terms }) => terms.length))
    this.firsts = sums(documents.map(({ passages }) => passages.length / stride))
    const size = this.starts.at(-1)!
    const count = this.firsts.at(-1)!
    this.terms = vocabulary.terms.length <= 0x10000 ? new Uint16Array(size) : new Uint32Array(size)
    this.kinds = new Int32Array(count)
    this.ends = new Uint32Array(count)
    this.masses = new Float32Array(count)
    for (const [guide, document] of documents.entries()) {
      this.terms.set(document.terms, this.starts[guide])
      this.#weigh(document, vocabulary.weights, this.starts[guide]!, this.firsts[guide]!)
    }
    this.norms = this.masses.map(normOf)
  }

  #weigh({ terms, passages }: Document, weights: Float64Array, start: number, first: number): void {
    for (let at = 0, place = 0, passage = first; at < passages.length; at += stride, passage++) {
      const end = passages[at + 1]!
      let mass = 0
      for (; place < end; place++) mass += weights[terms[place]!]!
      this.kinds[passage] = passages[at]!
      this.ends[passage] = start + end
      this.masses[passage] = mass
    }
  }
}

/** Where each of some parts begins, and where the last one ends. */
function sums(sizes: number[]): Uint32Array {
  const all = new Uint32Array(sizes.length + 1)
  sizes.forEach((size, at) => {
    all[at + 1] = all[at]! + size
  })
  return all
}
