import { type Completer, completerOf } from './completion.ts'
import { bar, confidenceOf } from './confidence.ts'
import { type Detection, detectLanguage } from './language.ts'
import { type Locale, locales } from './locales.ts'
import type { Guide } from './parse.ts'
import { type QuestionTerm, readQuestion } from './question.ts'
import { type Candidate, rank } from './ranking.ts'
import { buildShelf, type Shelf } from './shelf.ts'
import { type Snippet, snippetOf } from './snippet.ts'
import { isShort, type Likely, likelyLanguages } from './tongue.ts'

export { fold } from './analysis/fold.ts'

/** A guide that may answer. Its snippet is cut when it is first read: few results are ever shown. */
export interface Result extends Readonly<Snippet> {
  slug: string
  locale: Locale
  title: string
  /** The section that answers; the id is its anchor, '' for what stands before the first heading. */
  section: { id: string; title: string }
  score: number
  /** How likely it is that this guide answers, 0..1. */
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
  /** The reader's language: a hint, not a cage. */
  locale?: Locale
  /** Search this language alone. */
  only?: Locale
  limit?: number
}

export interface Library {
  /** The guides that answer a question, best first. Any text will do; none throws. */
  ask(question: string, options?: AskOptions): Answer
  /** Known questions and titles that a half-typed question may become, best first. */
  complete(prefix: string, options: { locale: Locale; limit?: number }): string[]
  /** The language of a text of a few words. */
  language(text: string): Detection
  guide(slug: string, locale: Locale): Guide | undefined
}

/** Makes guides searchable. A language is indexed when it is first asked for. */
export function openLibrary(guides: Guide[]): Library {
  const byLocale = Map.groupBy(guides, guide => guide.locale)
  const byKey = new Map(guides.map(guide => [`${guide.slug}/${guide.locale}`, guide]))
  const shelfOf = remember((locale: Locale) => buildShelf(byLocale.get(locale) ?? [], locale))
  const completerFor = remember(
    (locale: Locale): Completer => completerOf(byLocale.get(locale) ?? [], locale),
  )
  const loaded = locales.filter(locale => byLocale.has(locale))

  /** A word or two that the reader's own guides hold are in the reader's language. */
  const isAtHome = (question: string, locale: Locale) =>
    isShort(question) &&
    readQuestion(question, shelfOf(locale)).every(({ variants }) => variants[0]?.nearness === 1)

  const languagesOf = (question: string, hint: Locale | undefined): Likely[] =>
    hint && isAtHome(question, hint) ? [{ locale: hint, share: 1 }] : likelyLanguages(question, hint, loaded)

  return {
    ask(question, { locale, only, limit = 10 } = {}) {
      const languages = only ? [{ locale: only, share: 1 }] : languagesOf(question, locale)
      const answers = languages.map(({ locale: one, share }) => {
        const answer = askShelf(question, shelfOf(one), limit)
        return { answer, surety: share * (answer.results[0]?.confidence ?? 0) }
      })
      return answers.reduce((best, one) => (one.surety > best.surety ? one : best)).answer
    },
    complete: (prefix, { locale, limit = 8 }) => completerFor(locale)(prefix, limit),
    language: detectLanguage,
    guide: (slug, locale) => byKey.get(`${slug}/${locale}`),
  }
}

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

function askShelf(question: string, shelf: Shelf, limit: number): Answer {
  const terms = readQuestion(question, shelf)
  const candidates = rank(terms, shelf, limit + 1)
  const results = candidates
    .slice(0, limit)
    .map((candidate, at) => resultOf(candidate, candidates[at + 1], terms, shelf))
  return { question, locale: shelf.locale, answered: (results[0]?.confidence ?? 0) >= bar, results }
}

function resultOf(
  candidate: Candidate,
  next: Candidate | undefined,
  terms: QuestionTerm[],
  shelf: Shelf,
): Result {
  const { guide, sections } = candidate.document
  const section = sections[Math.max(0, candidate.section)]!
  let made: Snippet | undefined
  const cut = () => {
    made ??= snippetFor(candidate, terms, shelf)
    return made
  }
  return {
    slug: guide.slug,
    locale: guide.locale,
    title: guide.title,
    section: { id: section.id, title: section.title },
    get snippet() {
      return cut().snippet
    },
    get marks() {
      return cut().marks
    },
    score: candidate.score,
    confidence: confidenceOf(candidate, next),
  }
}

function snippetFor(
  { document, section, passage }: Candidate,
  question: QuestionTerm[],
  shelf: Shelf,
): Snippet {
  const { guide, sections, passages } = document
  const ids = new Set(question.flatMap(({ variants }) => variants.map(({ id }) => id)))
  const matches = (term: { text: string; surface: string }) => {
    const id = shelf.vocabulary.find(term.text, term.surface)
    return id !== undefined && ids.has(id)
  }
  const text = section < 0 ? guide.summary || sections[0]!.text : sections[section]!.text
  const place: [number, number] =
    section < 0 ? [0, text.length] : [passages[passage + 1]!, passages[passage + 2]!]
  return snippetOf(text, place, guide.locale, matches)
}
