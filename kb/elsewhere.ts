import { readFileSync } from 'node:fs'
import { gramsOf } from './aliases/grams.ts'
import { Overlaps } from './aliases/overlaps.ts'
import { type Form, terms } from './analysis/terms.ts'
import type { Locale } from './locales.ts'
import { idf, stopWeight } from './scoring.ts'

const wordParts = {
  key: ({ text }: Form) => text,
  weight: ({ stop }: Form, holding: number, all: number) => idf(all, holding) * (stop ? stopWeight : 1),
}
const gramParts = {
  key: (gram: number) => gram,
  weight: (_: number, holding: number, all: number) => idf(all, holding),
}

/**
 * Questions that help desks and search boxes are asked, and that are about something else than what our guides explain.
 * A question nearer to one of these than to any guide is hardly answered by it.
 */
export class Elsewhere {
  #locale: Locale
  #words: Overlaps<Form, string>
  #grams: Overlaps<number, number>
  #sums: Float64Array

  constructor(questions: string[], locale: Locale) {
    this.#locale = locale
    this.#words = new Overlaps(
      questions.map(question => this.#formsOf(question)),
      wordParts,
    )
    this.#grams = new Overlaps(questions.map(gramsOf), gramParts)
    this.#sums = new Float64Array(questions.length)
  }

  /** Likeness to the nearest of these, as to an alias the mean of two, by words and by grams: 0 for none, 1 for the same words. */
  likeness(question: string): number {
    const sums = this.#sums.fill(0)
    this.#words.addLikeness(sums, this.#formsOf(question))
    this.#grams.addLikeness(sums, gramsOf(question))
    let most = 0
    for (const sum of sums) if (sum > most) most = sum
    return most / 2
  }

  /** A text's distinct words. */
  #formsOf(text: string): Form[] {
    return [...new Map(terms(text, this.#locale).map(form => [form.text, form])).values()]
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
