import { type Document, stride } from './document.ts'
import { normOf } from './scoring.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Numbers that a passage takes in a stream: kind, end, and then, as floating point, mass and norm. */
export const streamStride = 4

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
  /** By passage its kind and where its terms end; `weights` are the same bytes, and hold its mass and its norm. */
  readonly passages: Int32Array
  readonly weights: Float32Array

  constructor(documents: Document[], vocabulary: Vocabulary) {
    this.starts = sums(documents.map(({ terms }) => terms.length))
    this.firsts = sums(documents.map(({ passages }) => passages.length / stride))
    const size = this.starts.at(-1)!
    this.terms = vocabulary.terms.length <= 0x10000 ? new Uint16Array(size) : new Uint32Array(size)
    this.passages = new Int32Array(streamStride * this.firsts.at(-1)!)
    this.weights = new Float32Array(this.passages.buffer)
    for (const [guide, document] of documents.entries()) {
      this.terms.set(document.terms, this.starts[guide])
      this.#weigh(document, vocabulary.weights, this.starts[guide]!, streamStride * this.firsts[guide]!)
    }
  }

  #weigh({ terms, passages }: Document, weights: Float64Array, start: number, first: number): void {
    for (let at = 0, place = 0, to = first; at < passages.length; at += stride, to += streamStride) {
      const end = passages[at + 1]!
      let mass = 0
      for (; place < end; place++) mass += weights[terms[place]!]!
      this.passages[to] = passages[at]!
      this.passages[to + 1] = start + end
      this.weights[to + 2] = mass
      this.weights[to + 3] = normOf(mass)
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
