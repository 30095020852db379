import { Inverted } from '../inverted.ts'

/** What a text is made of, such as its words: each part once, with its weight. */
interface Parts<Part, Key> {
  key(part: Part): Key
  /** What a part weighs that so many of all texts hold. */
  weight(part: Part, holding: number, all: number): number
}

/** Texts by their parts, to find those that share some with another. */
export class Overlaps<Part, Key> {
  #parts: Parts<Part, Key>
  #numbers = new Map<Key, number>()
  #index: Inverted
  /** By part what it weighs, by text what all of its parts do. */
  #weights: Float64Array
  #masses: Float64Array
  #shared: Float64Array

  constructor(texts: Part[][], parts: Parts<Part, Key>) {
    this.#parts = parts
    const firsts: Part[] = []
    const keys = texts.map(text =>
      text.map(part => {
        const key = parts.key(part)
        const number = this.#numbers.get(key) ?? firsts.push(part) - 1
        this.#numbers.set(key, number)
        return number
      }),
    )
    this.#index = new Inverted(firsts.length, texts.length, (text, tell) => keys[text]!.forEach(tell))
    const holding = (number: number) => this.#index.get(number).length
    this.#weights = Float64Array.from(firsts, (part, at) => parts.weight(part, holding(at), texts.length))
    const massOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + this.#weights[number]!, 0)
    this.#masses = Float64Array.from(keys, massOf)
    this.#shared = new Float64Array(texts.length)
  }

  /**
   * Adds to `sums`, by text, how like it is to another: twice what their shared parts weigh, by what all parts of both do
   * (Dice 1945, weighted).
   */
  addLikeness(sums: Float64Array, text: Part[]): void {
    const mass = this.#share(text)
    for (let at = 0; at < sums.length; at++) {
      const shared = this.#shared[at]!
      if (shared > 0) sums[at] = sums[at]! + (2 * shared) / (mass + this.#masses[at]!)
    }
  }

  /** Adds to `sums`, by text, which share of another it holds, by weight. */
  addCoverage(sums: Float64Array, text: Part[]): void {
    const mass = this.#share(text)
    for (let at = 0; at < sums.length; at++) {
      const shared = this.#shared[at]!
      if (shared > 0) sums[at] = sums[at]! + shared / mass
    }
  }

  /** Sums up what each text shares with another; what that one weighs. */
  #share(text: Part[]): number {
    const { starts, items } = this.#index
    const shared = this.#shared.fill(0)
    let mass = 0
    for (const part of text) {
      const number = this.#numbers.get(this.#parts.key(part))
      if (number === undefined) {
        mass += this.#parts.weight(part, 0, shared.length)
        continue
      }
      const weight = this.#weights[number]!
      mass += weight
      for (let at = starts[number]!; at < starts[number + 1]!; at++) {
        const item = items[at]!
        shared[item] = shared[item]! + weight
      }
    }
    return mass
  }
}
