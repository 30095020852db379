import { type Term, terms } from './analysis/terms.ts'
import type { Locale } from './locales.ts'

const longest = 240

/** The sentence that answers, cut to 240 characters around its matches; `marks` are the matches' [start, end]. */
export function snippetOf(
  text: string,
  start: number,
  locale: Locale,
  matches: (term: Term) => boolean,
): { snippet: string; marks: [number, number][] } {
  const snippet = cut(text, start)
  const marks = terms(snippet, locale)
    .filter(term => !term.stop && matches(term))
    .map(({ start, end }): [number, number] => [start, end])
  return { snippet, marks }
}

function cut(text: string, start: number): string {
  const rest = text.slice(start, start + longest + 1)
  const flat = rest.replace(/\s+/g, ' ').trim()
  if (rest.length <= longest) return flat
  const space = flat.lastIndexOf(' ', longest - 1)
  return `${flat.slice(0, space > longest / 2 ? space : longest - 1)}…`
}
