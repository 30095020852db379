import { eachGram, gramSize } from './grams.ts'
import { Inverted } from './inverted.ts'
import type { Variant, Vocabulary } from './vocabulary.ts'

const most = 16
const longestWord = 40

/** The terms spelt like a word, nearest first, from a least likeness on; not the word itself. */
export type Alike = (word: string, leastLikeness: number) => Variant[]

/**
 * Finds terms spelt like a word (`renewal`, `renewable`; `payment`, `prepayment`): Dice's coefficient of their sets of
 * 4-grams, edges included (Adamson & Boreham 1974). It does what a second index of n-grams would, at a fraction of its
 * size. Building waits for the first word.
 */
export function alikeIn(vocabulary: Vocabulary): Alike {
  let table: GramTable | undefined
  return (word, leastLikeness) => {
    if (word.length > longestWord) return []
    table ??= new GramTable(vocabulary.terms)
    return table.alike(word, leastLikeness)
  }
}

class GramTable {
  #terms: string[]
  #lengths: Uint8Array
  /** Grams are numbered as they come. */
  #numbers = new Map<number, number>()
  #index: Inverted
  /** By term: how many grams it shares with the word in question; all zero between two words. */
  #shared: Uint8Array

  constructor(terms: string[]) {
    this.#terms = terms
    this.#lengths = Uint8Array.from(terms, ({ length }) => Math.min(length, 0xff))
    this.#shared = new Uint8Array(terms.length)
    const grams: number[] = []
    const ends = terms.map(term => {
      eachGramOf(term, gram => grams.push(this.#number(gram)))
      return grams.length
    })
    this.#index = new Inverted(this.#numbers.size, terms.length, (id, tell) => {
      for (let at = id === 0 ? 0 : ends[id - 1]!; at < ends[id]!; at++) tell(grams[at]!)
    })
  }

  /** The number of a gram, given out on first sight. */
  #number(gram: number): number {
    const known = this.#numbers.get(gram)
    if (known !== undefined) return known
    this.#numbers.set(gram, this.#numbers.size)
    return this.#numbers.size - 1
  }

  alike(word: string, leastLikeness: number): Variant[] {
    const variants: Variant[] = []
    const own = countOf(word.length)
    let least = leastLikeness
    for (const id of this.#touch(word)) {
      const nearness = (2 * this.#shared[id]!) / (own + countOf(this.#lengths[id]!))
      this.#shared[id] = 0
      if (nearness < least || this.#terms[id] === word) continue
      insert(variants, { id, nearness })
      if (variants.length === most) least = variants[most - 1]!.nearness
    }
    return variants
  }

  /** Counts the grams that each term shares with a word; the terms that share any. */
  #touch(word: string): number[] {
    const { starts, items } = this.#index
    const shared = this.#shared
    const touched: number[] = []
    eachGramOf(word, gram => {
      const number = this.#numbers.get(gram)
      if (number === undefined) return
      for (let at = starts[number]!; at < starts[number + 1]!; at++) {
        const id = items[at]!
        if (shared[id]!++ === 0) touched.push(id)
      }
    })
    return touched
  }
}

/** Puts a variant among the nearest, the nearest first, of two as near the one numbered first. */
function insert(variants: Variant[], variant: Variant): void {
  let at = variants.length < most ? variants.length : most - 1
  const last = variants[at]
  if (last && isNearer(last, variant)) return
  for (; at > 0 && !isNearer(variants[at - 1]!, variant); at--) variants[at] = variants[at - 1]!
  variants[at] = variant
}

const isNearer = (one: Variant, other: Variant) =>
  one.nearness > other.nearness || (one.nearness === other.nearness && one.id < other.id)

/** How many grams a word of so many letters has, its edges marked. */
const countOf = (length: number) => Math.max(0, length + 3 - gramSize)

/** Tells a word's grams, its edges marked. */
function eachGramOf(word: string, tell: (gram: number) => void): void {
  if (word.length <= longestWord) eachGram(`^${word}$`, tell)
}
