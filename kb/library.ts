import type { Alias } from './aliases/alias.ts'
import type { Aliases } from './aliases/aliases.ts'
import { Learnt } from './aliases/learnt.ts'
import { bar, confidenceOf, surestFirst } from './confidence.ts'
import { elsewhereOf } from './elsewhere.ts'
import { type Detection, detectLanguage } from './language.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'
import { readQuestion } from './question.ts'
import { rank } from './ranking.ts'
import { respell } from './respell.ts'
import { Found, type Result } from './result.ts'
import type { Shelf } from './shelf.ts'
import type { Shelves } from './shelves.ts'
import { Stock } from './stock.ts'
import { isShort, type Likely, likelyLanguages } from './tongue.ts'

export type { Alias } from './aliases/alias.ts'
export { fold } from './analysis/fold.ts'
export { matterOf } from './analysis/matter.ts'
export type { Result } from './result.ts'
export type { Shelves } from './shelves.ts'

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
  /** An answer's question with its misspelt words as the best guide writes them; `undefined` where none is misspelt. */
  respelt(answer: Pick<Answer, 'question' | 'results'>): string | undefined
  /** The language of a text of a few words. */
  language(text: string): Detection
  guide(slug: string, locale: Locale): Guide | undefined
  /** All guides of a language. */
  all(locale: Locale): readonly Guide[]
  /** Puts a guide in the place of the one of its name and language, or adds it: it is found from now on. */
  replace(guide: Guide): void
  /** Takes a guide away; nothing happens where there is none. */
  remove(slug: string, locale: Locale): void
  /** Knows these questions as aliases of their guides from now on, and no others: without any, all is found as if there never had been one. */
  learn(aliases: readonly Alias[]): void
  /** Opens every language, so that no first question waits for it: piece by piece, between other work. */
  warm(): void
  /** Writes the indexes that changed since they were last written; they are written a few seconds after a change anyway. */
  close(): void
}

/**
 * Makes guides searchable. A language is indexed when it is first asked for, or restored where `shelves` have its index
 * for the very same guides.
 */
export function openLibrary(guides: Guide[], shelves?: Shelves): Library {
  const stock = new Stock(guides, shelves)
  const learnt = new Learnt()

  /** A word or two that the reader's own guides hold are in the reader's language. */
  const isAtHome = (question: string, locale: Locale) =>
    isShort(question) &&
    readQuestion(question, stock.shelf(locale)).every(({ variants }) => variants[0]?.nearness === 1)

  const languagesOf = (question: string, hint: Locale | undefined): Likely[] =>
    hint && isAtHome(question, hint)
      ? [{ locale: hint, share: 1 }]
      : likelyLanguages(question, hint, stock.locales())

  return {
    ask(question, { locale, only, limit = 10 } = {}) {
      const languages = only ? [{ locale: only, share: 1 }] : languagesOf(question, locale)
      const answers = languages.map(({ locale: one, share }) => {
        const shelf = stock.shelf(one)
        const answer = askShelf(question, shelf, learnt.of(shelf), limit)
        return { answer, surety: share * (answer.results[0]?.confidence ?? 0) }
      })
      return answers.reduce((best, one) => (one.surety > best.surety ? one : best)).answer
    },
    complete: (prefix, { locale, limit = 8 }) => stock.completer(locale)(prefix, limit),
    respelt({ question, results: [best] }) {
      const guide = best && stock.guide(best.slug, best.locale)
      return guide && respell(question, guide, stock.shelf(guide.locale))
    },
    language: detectLanguage,
    guide: (slug, locale) => stock.guide(slug, locale),
    all: locale => stock.all(locale),
    replace: guide => stock.replace(guide),
    remove: (slug, locale) => stock.remove(slug, locale),
    learn: aliases => learnt.learn(aliases),
    warm: () => stock.warm(),
    close: () => stock.close(),
  }
}

function askShelf(question: string, shelf: Shelf, aliases: Aliases | undefined, limit: number): Answer {
  const terms = readQuestion(question, shelf)
  const candidates = rank(terms, shelf, limit + 1, aliases?.tell(question, terms))
  const elsewhere = elsewhereOf(question, shelf.locale)
  const judged = candidates.slice(0, limit).map((candidate, at) => ({
    candidate,
    confidence: confidenceOf(candidate, candidates[at + 1], elsewhere),
  }))
  const results = surestFirst(judged).map(
    ({ candidate, confidence }) => new Found(candidate, confidence, terms, shelf),
  )
  return { question, locale: shelf.locale, answered: (results[0]?.confidence ?? 0) >= bar, results }
}
