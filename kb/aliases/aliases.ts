import { type QuestionTerm, readQuestion } from '../question.ts'
import type { Shelf } from '../shelf.ts'
import type { Alias } from './alias.ts'
import { gramsOf } from './grams.ts'
import { AliasIndex, type Read, type Told } from './index.ts'
import { wordsOf } from './words.ts'

/** So many people say no more than fewer do. */
const mostWeight = 3

/**
 * The aliases of a shelf's guides: they lie beside it, and change nothing in it. The index is made anew when the first
 * question comes after a change; what was read stays read.
 */
export class Aliases {
  #shelf: Shelf
  #guides: Map<string, number>
  #read = new Map<string, Read>()
  #index: AliasIndex | undefined

  constructor(shelf: Shelf, aliases: Iterable<Alias>) {
    this.#shelf = shelf
    this.#guides = new Map(shelf.documents.map(({ guide }, id) => [guide.slug, id]))
    for (const alias of aliases) this.put(alias)
  }

  /** Takes up an alias, in the place of the one with its id. One whose guide is not there, or that only one person said, counts for nothing. */
  put({ id, slug, question, people }: Alias): void {
    this.remove(id)
    const guide = this.#guides.get(slug)
    if (guide === undefined || people < 2) return
    const words = wordsOf(readQuestion(question, this.#shelf), this.#shelf)
    if (words.length === 0) return
    const weight = Math.min(mostWeight, Math.log2(people))
    this.#read.set(id, { guide, weight, words, grams: gramsOf(question) })
    this.#index = undefined
  }

  remove(id: string): void {
    if (this.#read.delete(id)) this.#index = undefined
  }

  /** All that was read, by id: in which order it was learnt makes no difference, not even to the last bit of a score. */
  #inOrder(): Read[] {
    const inOrder = [...this.#read].sort(([one], [other]) => (one < other ? -1 : 1))
    return inOrder.map(([, read]) => read)
  }

  /** What the aliases say of a question; nothing where there are none. */
  tell(question: string, terms: QuestionTerm[]): Told | undefined {
    if (this.#read.size === 0) return undefined
    this.#index ??= new AliasIndex(this.#inOrder(), this.#shelf.documents.length)
    return this.#index.tell(wordsOf(terms, this.#shelf), gramsOf(question))
  }
}
