import { type QuestionTerm, readQuestion } from '../question.ts'
import { idf } from '../scoring.ts'
import type { Shelf } from '../shelf.ts'
import type { Alias } from './alias.ts'
import { gramsOf } from './grams.ts'
import { Overlaps } from './overlaps.ts'
import { type Word, wordsOf } from './words.ts'

/** By guide of the shelf how like a question is to its aliases, from 0 on, and the guides of which it is one. */
export interface Told {
  likeness: Float64Array
  confirmed: ReadonlySet<number> | undefined
}

interface Read {
  guide: number
  weight: number
  words: Word[]
  grams: number[]
}

/** By alias its guide and what it counts, and where its words and grams are found. */
interface Index {
  guides: Uint32Array
  weights: Float64Array
  words: Overlaps<Word, string>
  grams: Overlaps<number, number>
  /** By what they are about, the guides of which questions are aliases. */
  about: Map<string, Set<number>>
  /** Room for a likeness an alias, used again for every question. */
  sums: Float64Array
}

/** So many people say no more than fewer do: a crowd is not eight times as right as two. */
const mostWeight = 3

/**
 * The aliases of a shelf's guides: they lie beside it, and change nothing in it. What is indexed is made anew when the next
 * question comes after a change; what was read stays read.
 */
export class Aliases {
  #shelf: Shelf
  #guides: Map<string, number>
  #read = new Map<string, Read>()
  #index: Index | undefined
  /** Room for a likeness a guide, used again for every question. */
  #likeness: Float64Array

  constructor(shelf: Shelf, aliases: Iterable<Alias>) {
    this.#shelf = shelf
    this.#likeness = new Float64Array(shelf.documents.length)
    this.#guides = new Map(shelf.documents.map(({ guide }, id) => [guide.slug, id]))
    for (const alias of aliases) this.put(alias)
  }

  /** Takes up an alias, in the place of the one with its id. One whose guide is not there, or that only one person said, counts for nothing. */
  put({ id, slug, question, people }: Alias): void {
    this.remove(id)
    const guide = this.#guides.get(slug)
    if (guide === undefined || people < 2) return
    const weight = Math.min(mostWeight, Math.log2(people))
    const words = wordsOf(readQuestion(question, this.#shelf), this.#shelf)
    if (words.length === 0) return
    this.#read.set(id, { guide, weight, words, grams: gramsOf(question) })
    this.#index = undefined
  }

  remove(id: string): void {
    if (this.#read.delete(id)) this.#index = undefined
  }

  /**
   * What the aliases say of a question. Likeness to an alias is the mean of two: by words, weighed as the shelf weighs
   * them, and by runs of four letters, weighed by rarity among aliases. A guide's is the 8-norm of those to its aliases:
   * the nearest counts most, several near ones a little more.
   */
  tell(question: string, terms: QuestionTerm[]): Told | undefined {
    if (this.#read.size === 0) return undefined
    this.#index ??= indexOf([...this.#read.values()])
    const { guides, weights, words, grams, about, sums } = this.#index
    const own = wordsOf(terms, this.#shelf)
    sums.fill(0)
    words.addTo(sums, own)
    grams.addTo(sums, gramsOf(question))
    const likeness = this.#likeness.fill(0)
    for (let at = 0; at < sums.length; at++) {
      const guide = guides[at]!
      likeness[guide] = likeness[guide]! + weights[at]! * eighthPower(sums[at]! / 2)
    }
    for (let guide = 0; guide < likeness.length; guide++) likeness[guide] = eighthRoot(likeness[guide]!)
    return { likeness, confirmed: about.get(aboutOf(own)) }
  }
}

function indexOf(read: Read[]): Index {
  const about = new Map<string, Set<number>>()
  for (const { guide, words } of read) {
    const key = aboutOf(words)
    if (key) about.set(key, (about.get(key) ?? new Set()).add(guide))
  }
  return {
    guides: Uint32Array.from(read, ({ guide }) => guide),
    weights: Float64Array.from(read, ({ weight }) => weight),
    words: new Overlaps(
      read.map(({ words }) => words),
      { key: ({ key }) => key, weight: ({ weight }) => weight },
    ),
    grams: new Overlaps(
      read.map(({ grams }) => grams),
      { key: gram => gram, weight: (_, holding, all) => idf(all, holding) },
    ),
    about,
    sums: new Float64Array(read.length),
  }
}

/** What a question is about, however it is put: its words but stop words, in no order. */
const aboutOf = (words: Word[]): string =>
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

const eighthRoot = (value: number): number => Math.sqrt(Math.sqrt(Math.sqrt(value)))
