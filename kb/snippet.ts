import { type Term, terms } from './analysis/terms.ts'
import type { Locale } from './locales.ts'

const longest = 240
/** How much is kept before the first match where a sentence is too long to be shown whole. */
const before = 60

/** What a result shows: plain text of at most 240 characters, and where in it the matches are. */
export interface Snippet {
  snippet: string
  /** [start, end] of each match. */
  marks: [number, number][]
}

/** Cuts the passage at [start, end] out of a text, with what follows as far as it fits, and marks the matches in it. */
export function snippetOf(
  text: string,
  [start, end]: [start: number, end: number],
  locale: Locale,
  matches: (term: Term) => boolean,
): Snippet {
  const marksIn = (part: string) =>
    terms(part, locale)
      .filter(term => !term.stop && !term.joined && matches(term))
      .map(({ start, end }): [number, number] => [start, end])
  const sentence = text.slice(start, end)
  const first = sentence.length > longest ? (marksIn(sentence)[0]?.[0] ?? 0) : 0
  const snippet = cut(text, start, first > longest - before ? first - before : 0)
  return { snippet, marks: marksIn(snippet) }
}

function cut(text: string, start: number, skip: number): string {
  const from = skip > 0 ? text.indexOf(' ', start + skip) + 1 : start
  const lead = skip > 0 ? '… ' : ''
  const flat =
    lead +
    text
      .slice(from, from + 2 * longest)
      // No-break spaces stay: a French colon stands at the beginning of no line.
      .replace(/[^\S\u00a0\u202f]+/g, ' ')
      .trim()
  if (flat.length <= longest) return flat.toWellFormed()
  const space = flat.lastIndexOf(' ', longest - 1)
  const kept = flat.slice(0, space > longest / 2 ? space : longest - 1).toWellFormed()
  // Not `end.…`: what was cut off begins with the next word.
  return `${kept.replace(/[\s.,;:…]+$/u, '')}…`
}
