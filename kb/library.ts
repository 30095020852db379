import { type Completer, completerOf } from './completion.ts'
import { bar, confidenceOf } from './confidence.ts'
import { type Detection, detectLanguage } from './language.ts'
import { type Locale, locales } from './locales.ts'
import type { Guide } from './parse.ts'
import { type QuestionTerm, readQuestion } from './question.ts'
import { type Candidate, rank } from './ranking.ts'
import { buildShelf, type Shelf } from './shelf.ts'
import { snippetOf } from './snippet.ts'

export { fold } from './analysis/fold.ts'

export interface Result {
  slug: string
  locale: Locale
  title: string
  section: { id: string; title: string }
  snippet: string
  /** [start, end] of each match in the snippet. */
  marks: [number, number][]
  score: number
  confidence: number
}

export interface Answer {
  question: string
  /** The language that the answer is in. */
  locale: Locale
  /** False where no guide is likely to answer; the results are then the nearest ones. */
  answered: boolean
  results: Result[]
}

export interface AskOptions {
  /** The reader's language: a hint. */
  locale?: Locale
  /** Search this language alone. */
  only?: Locale
  limit?: number
}

export interface Library {
  ask(question: string, options?: AskOptions): Answer
  complete(prefix: string, options: { locale: Locale; limit?: number }): string[]
  language(text: string): Detection
  guide(slug: string, locale: Locale): Guide | undefined
}

/** Makes guides searchable. Languages are indexed when they are first asked for. */
export function openLibrary(guides: Guide[]): Library {
  const byLocale = Map.groupBy(guides, guide => guide.locale)
  const byKey = new Map(guides.map(guide => [`${guide.slug}/${guide.locale}`, guide]))
  const shelfOf = remember((locale: Locale) => buildShelf(byLocale.get(locale) ?? [], locale))
  const completerFor = remember(
    (locale: Locale): Completer => completerOf(byLocale.get(locale) ?? [], locale),
  )
  const loaded = locales.filter(locale => byLocale.has(locale))

  return {
    ask(question, { locale, only, limit = 10 } = {}) {
      const candidates = only ? [only] : likely(question, locale, loaded)
      const answers = candidates.map(one => askShelf(question, shelfOf(one), limit))
      return answers.reduce((best, one) => (surety(one) > surety(best) ? one : best))
    },
    complete: (prefix, { locale, limit = 8 }) => completerFor(locale)(prefix, limit),
    language: text => detectLanguage(text),
    guide: (slug, locale) => byKey.get(`${slug}/${locale}`),
  }
}

const surety = (answer: Answer) => answer.results[0]?.confidence ?? 0

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return key => {
    const stored = made.get(key)
    if (stored !== undefined) return stored
    const value = make(key)
    made.set(key, value)
    return value
  }
}

function likely(question: string, hint: Locale | undefined, loaded: Locale[]): Locale[] {
  const { locale, certainty } = detectLanguage(question)
  const first = hint && certainty < 0.5 ? hint : locale
  const wanted = certainty > 0.8 || !hint ? [first] : [first, hint, locale]
  const present = [...new Set(wanted)].filter(one => loaded.includes(one))
  return present.length > 0 ? present : [hint ?? loaded[0] ?? 'fr']
}

function askShelf(question: string, shelf: Shelf, limit: number): Answer {
  const terms = readQuestion(question, shelf)
  const candidates = rank(terms, shelf, Math.max(2, limit))
  const results = candidates.slice(0, limit).map((candidate, at) => {
    const confidence = confidenceOf(candidate, candidates[at + 1])
    return resultOf(candidate, confidence, terms, shelf)
  })
  return { question, locale: shelf.locale, answered: (results[0]?.confidence ?? 0) >= bar, results }
}

function resultOf(candidate: Candidate, confidence: number, terms: QuestionTerm[], shelf: Shelf): Result {
  const { document, passage, score } = candidate
  const { guide, sections, passages } = document
  const section = passage < 0 ? sections[0]! : sections[passages[passage]!]!
  const ids = new Set(terms.flatMap(term => term.variants.map(({ id }) => id)))
  const text = passage < 0 ? guide.summary || section.text : section.text
  const start = passage < 0 ? 0 : passages[passage + 1]!
  const matches = (term: { text: string; surface: string }) =>
    ids.has(shelf.vocabulary.find(term.text, term.surface) ?? -1)
  return {
    slug: guide.slug,
    locale: guide.locale,
    title: guide.title,
    section: { id: section.id, title: section.title },
    ...snippetOf(text, start, guide.locale, matches),
    score,
    confidence,
  }
}
