import { idf } from '../scoring.ts'
import { Overlaps } from './overlaps.ts'
import type { Word } from './words.ts'

/** By guide what its aliases add to its score, never less than 0, and the guides of which the question is an alias. */
export interface Told {
  gains: Float64Array
  confirmed: ReadonlySet<number> | undefined
}

/** An alias as it was read: its guide, and what it counts. */
export interface Read {
  guide: number
  weight: number
  words: Word[]
  grams: number[]
}

/**
 * What likeness to an alias adds, squared, since half alike says little; that a guide's aliases together hold the question's
 * words; and that it is one of them. Found on development sets; all are flat optima.
 */
const gains = { likeness: 8, coverage: 1, confirmed: 1 }
/** The words of so many aliases tell half as much as those of a great many. */
const fewAliases = 2

const wordParts = { key: ({ key }: Word) => key, weight: ({ weight }: Word) => weight }
const gramParts = {
  key: (gram: number) => gram,
  weight: (_: number, holding: number, all: number) => idf(all, holding),
}

/** Aliases by their words and grams. Its tables are used again for every question. */
export class AliasIndex {
  #guides: Uint32Array
  #weights: Float64Array
  #words: Overlaps<Word, string>
  #grams: Overlaps<number, number>
  /** The words of all aliases of a guide, by guide. */
  #wordsOfGuides: Overlaps<Word, string>
  #about: Map<string, Set<number>>
  #sums: Float64Array
  #gains: Float64Array
  #coverage: Float64Array
  /** By guide what its words tell, 0..1. */
  #trust: Float64Array

  constructor(read: Read[], guides: number) {
    this.#guides = Uint32Array.from(read, ({ guide }) => guide)
    this.#weights = Float64Array.from(read, ({ weight }) => weight)
    const words = read.map(alias => alias.words)
    this.#words = new Overlaps(words, wordParts)
    const grams = read.map(alias => alias.grams)
    this.#grams = new Overlaps(grams, gramParts)
    this.#wordsOfGuides = new Overlaps(wordsByGuide(read, guides), wordParts)
    this.#about = guidesByMatter(read)
    this.#sums = new Float64Array(read.length)
    this.#gains = new Float64Array(guides)
    this.#coverage = new Float64Array(guides)
    const counts = new Float64Array(guides)
    for (const { guide } of read) counts[guide]!++
    this.#trust = counts.map(count => count / (count + fewAliases))
  }

  /**
   * What the aliases say of a question. Likeness to an alias is the mean of two: by words, weighed as the shelf weighs
   * them, and by grams, weighed by rarity among aliases. A guide's is the 8-norm of those to its aliases, as of k nearest
   * neighbours: the nearest counts most, several near ones a little more.
   */
  tell(words: Word[], grams: number[]): Told {
    const sums = this.#sums.fill(0)
    const found = this.#gains.fill(0)
    const coverage = this.#coverage.fill(0)
    this.#words.addLikeness(sums, words)
    this.#grams.addLikeness(sums, grams)
    this.#wordsOfGuides.addCoverage(coverage, words)
    for (let at = 0; at < sums.length; at++) {
      const guide = this.#guides[at]!
      found[guide] = found[guide]! + this.#weights[at]! * eighthPower(sums[at]! / 2)
    }
    for (let guide = 0; guide < found.length; guide++)
      found[guide] =
        gains.likeness * fourthRoot(found[guide]!) + gains.coverage * coverage[guide]! * this.#trust[guide]!
    const confirmed = this.#about.get(matterOf(words))
    for (const guide of confirmed ?? []) found[guide]! += gains.confirmed
    return { gains: found, confirmed }
  }
}

function wordsByGuide(read: Read[], guides: number): Word[][] {
  const all: Map<string, Word>[] = Array.from({ length: guides }, () => new Map())
  for (const { guide, words } of read) for (const word of words) all[guide]!.set(word.key, word)
  return all.map(words => [...words.values()])
}

/** The guides of the aliases that are about the same. */
function guidesByMatter(read: Read[]): Map<string, Set<number>> {
  const guides = new Map<string, Set<number>>()
  for (const { guide, words } of read) {
    const matter = matterOf(words)
    if (matter) guides.set(matter, (guides.get(matter) ?? new Set()).add(guide))
  }
  return guides
}

/** What a question is about, however it is put: its words in no order, but for stop words. */
const matterOf = (words: Word[]): string =>
  words
    .filter(({ stop }) => !stop)
    .map(({ key }) => key)
    .sort()
    .join(' ')

/** The general power takes ten times as long, and this is asked of every alias. */
function eighthPower(value: number): number {
  const square = value * value
  const fourth = square * square
  return fourth * fourth
}

/** Of a sum of eighth powers: the square of the 8-norm. */
const fourthRoot = (value: number): number => Math.sqrt(Math.sqrt(value))
