import { fold } from './analysis/fold.ts'
import { words } from './analysis/words.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'

interface Line {
  text: string
  folded: string
  words: string[]
}

/** Completes half-typed questions from the guides' titles and known questions. */
export type Completer = (prefix: string, limit: number) => string[]

/**
 * Every word typed must begin a word of the line, in any order, accents or not. First come lines that begin as typed,
 * then those whose words come early, then short ones.
 */
export function completerOf(guides: Guide[], locale: Locale): Completer {
  const distinct = new Set(guides.flatMap(guide => [guide.title, ...guide.questions]))
  const lines = [...distinct].map(
    (text): Line => ({ text, folded: fold(text), words: wordsOf(text, locale) }),
  )
  return (prefix, limit) => {
    const typed = wordsOf(prefix.slice(0, 200), locale)
    if (typed.length === 0) return []
    const folded = fold(prefix.trim())
    return lines
      .flatMap(line => {
        const cost = costOf(line, typed, folded)
        return cost === undefined ? [] : [{ line, cost }]
      })
      .sort((a, b) => a.cost - b.cost || a.line.text.length - b.line.text.length)
      .slice(0, limit)
      .map(({ line }) => line.text)
  }
}

const wordsOf = (text: string, locale: Locale) => words(text, locale).map(word => fold(word.text))

function costOf(line: Line, typed: string[], prefix: string): number | undefined {
  if (line.folded.startsWith(prefix)) return -1
  const places = typed.map(start => line.words.findIndex(word => word.startsWith(start)))
  return places.includes(-1) ? undefined : places.reduce((sum, place) => sum + place, 0)
}
