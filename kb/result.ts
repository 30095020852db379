import { passageAt } from './document.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'
import type { QuestionTerm } from './question.ts'
import type { Candidate } from './ranking.ts'
import { sectionsOf } from './sections.ts'
import type { Shelf } from './shelf.ts'
import { type Snippet, snippetOf } from './snippet.ts'

/** A guide that may answer. */
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

/** A result whose snippet is cut when it is first read: few are ever shown. */
export class Found implements Result {
  readonly slug: string
  readonly locale: Locale
  readonly title: string
  readonly section: { id: string; title: string }
  readonly score: number
  readonly confidence: number
  #cut: () => Snippet
  #made: Snippet | undefined

  constructor(candidate: Candidate, confidence: number, question: QuestionTerm[], shelf: Shelf) {
    const { guide, sections } = candidate.document
    const { id, title } = sections[Math.max(0, candidate.section)]!
    this.slug = guide.slug
    this.locale = guide.locale
    this.title = guide.title
    this.section = { id, title }
    this.score = candidate.score
    this.confidence = confidence
    this.#cut = () => snippetFor(candidate, question, shelf)
  }

  get snippet(): string {
    return this.#shown.snippet
  }

  get marks(): [number, number][] {
    return this.#shown.marks
  }

  /** All of it: what is read by a getter of a class is left out of JSON otherwise. */
  toJSON(): Result {
    const { slug, locale, title, section, snippet, marks, score, confidence } = this
    return { slug, locale, title, section, snippet, marks, score, confidence }
  }

  get #shown(): Snippet {
    this.#made ??= this.#cut()
    return this.#made
  }
}

function snippetFor(
  { document, section, passage }: Candidate,
  question: QuestionTerm[],
  shelf: Shelf,
): Snippet {
  const { guide } = document
  const ids = new Set(question.flatMap(({ variants }) => variants.map(({ id }) => id)))
  const matches = (term: { text: string; surface: string }) => {
    const id = shelf.vocabulary.find(term.text, term.surface)
    return id !== undefined && ids.has(id)
  }
  const { text, place } = section < 0 ? openingOf(guide) : passageAt(guide, passage)
  return snippetOf(text, place, guide.locale, matches)
}

/** Where no section answers, the summary is shown, or else how the guide begins. */
function openingOf(guide: Guide): { text: string; place: [start: number, end: number] } {
  const text = guide.summary || sectionsOf(guide)[0]!.text
  return { text, place: [0, text.length] }
}
