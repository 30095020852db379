import type { Guide, Locale } from '../../../kb/guide.ts'
import type { Question } from '../sets.ts'

export interface Hit {
  slug: string
  score: number
}

/** The guides of one language, made searchable. */
export interface Opened {
  search(question: string, limit: number): Hit[]
  /** What it would write to disk, so as not to index again. */
  save(): Uint8Array
  /** Takes questions as answers that two people confirmed; gives the way to forget them again. */
  learn?(questions: Question[]): () => void
  /** Bytes that are on no JavaScript heap. */
  outside?: number
}

/** A way to make guides searchable. */
export interface Engine {
  name: string
  open(guides: Guide[], locale: Locale): Opened
}

/** What peers are given to read: the title, and all the rest. */
export const textOf = ({ summary, questions, keywords, body }: Guide): string =>
  [...questions, ...keywords, summary, body].filter(Boolean).join('\n')

/** What a value takes when written as JSON. */
export const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
