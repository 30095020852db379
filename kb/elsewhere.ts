import { readFileSync } from 'node:fs'
import { type Form, terms } from './analysis/terms.ts'
import type { Locale } from './locales.ts'
import { idf, normOf, stopWeight } from './scoring.ts'

/**
 * Questions that help desks and search boxes are asked, and that are about something else than what our guides explain.
 * A question nearer to one of these than to any guide is hardly answered by it.
 */
export class Elsewhere {
  #locale: Locale
  /** By term: the questions that hold it. */
  #places = new Map<string, number[]>()
  /** By question: what its terms weigh together, as a norm. */
  #norms: number[]

  constructor(questions: string[], locale: Locale) {
    this.#locale = locale
    const read = questions.map(question => this.#termsOf(question))
    for (const [at, found] of read.entries())
      for (const { text } of found) {
        const places = this.#places.get(text)
        if (places) places.push(at)
        else this.#places.set(text, [at])
      }
    this.#norms = read.map(found => normOf(this.#massOf(found, questions.length)))
  }

  /** Likeness to the nearest of these, measured as that to a known question is: 0 for none, 1 for the same words. */
  likeness(question: string): number {
    const asked = this.#termsOf(question)
    const shared = new Map<number, number>()
    for (const term of asked) {
      const weight = this.#weightOf(term)
      for (const at of this.#places.get(term.text) ?? []) shared.set(at, (shared.get(at) ?? 0) + weight)
    }
    const mass = this.#massOf(asked)
    let nearest = 0
    for (const [at, weight] of shared) nearest = Math.max(nearest, weight / this.#norms[at]!)
    return mass > 0 ? (nearest * normOf(mass)) / mass : 0
  }

  /** A text's distinct terms. */
  #termsOf(text: string): Form[] {
    return [...new Map(terms(text, this.#locale).map(term => [term.text, term])).values()]
  }

  #massOf(found: Form[], count = this.#norms.length): number {
    return found.reduce((mass, term) => mass + this.#weightOf(term, count), 0)
  }

  #weightOf({ text, stop }: Form, count = this.#norms.length): number {
    return idf(count, this.#places.get(text)?.length ?? 0) * (stop ? stopWeight : 1)
  }
}

/** The questions of `elsewhere/<locale>.txt`. */
export function questionsElsewhere(locale: Locale): string[] {
  const file = new URL(`./elsewhere/${locale}.txt`, import.meta.url)
  return readFileSync(file, 'utf8').trim().split('\n')
}

const indexes = new Map<Locale, Elsewhere>()

function indexOf(locale: Locale): Elsewhere {
  const index = indexes.get(locale) ?? new Elsewhere(questionsElsewhere(locale), locale)
  indexes.set(locale, index)
  return index
}

/** How like a question is to those of `elsewhere/<locale>.txt`; looked up once, when it is first wanted. */
export function elsewhereOf(question: string, locale: Locale): () => number {
  let likeness: number | undefined
  return () => {
    likeness ??= indexOf(locale).likeness(question)
    return likeness
  }
}
