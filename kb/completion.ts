import { fold } from './analysis/fold.ts'
import { words } from './analysis/words.ts'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'

interface Line {
  text: string
  folded: string
  words: string[]
}

interface Match {
  line: Line
  cost: number
}

/** Completes half-typed questions from the guides' titles and known questions. */
export type Completer = (prefix: string, limit: number) => string[]

/**
 * Every word typed must begin a word of the line, in any order, accents or not. First come lines that begin as typed,
 * then those whose words come early, then short ones.
 */
export function completerOf(guides: Guide[], locale: Locale): Completer {
  const distinct = new Set(guides.flatMap(guide => [guide.title, ...guide.questions]))
  // Short ones first: of those that begin as typed, the first few are then the best ones.
  const lines = [...distinct]
    .map((text): Line => ({ text, folded: fold(text), words: wordsOf(text, locale) }))
    .sort((one, other) => one.text.length - other.text.length)
  const index = indexOf(lines)
  return (prefix, limit) => {
    const typed = wordsOf(prefix.slice(0, 200), locale)
    if (typed.length === 0) return []
    const folded = fold(prefix.trim())
    const best: Match[] = []
    for (const at of rarest(typed, index)) {
      const line = lines[at]!
      const cost = costOf(line, typed, folded)
      if (cost !== undefined) keep(best, { line, cost }, limit)
      if (best.length === limit && best.at(-1)?.cost === asTyped) break
    }
    return best.map(({ line }) => line.text)
  }
}

const wordsOf = (text: string, locale: Locale) => words(text, locale).map(word => fold(word.text))

/** Lines by how they and their words begin: a letter, two letters. */
type Index = ReadonlyMap<string, number[]>

const longestStart = 2

function indexOf(lines: Line[]): Index {
  const index = new Map<string, number[]>()
  for (const [at, { words, folded }] of lines.entries()) {
    const starts = [folded, ...words].flatMap(word => [word.slice(0, 1), word.slice(0, longestStart)])
    for (const start of new Set(starts)) {
      const found = index.get(start)
      if (found) found.push(at)
      else index.set(start, [at])
    }
  }
  return index
}

/** The lines that may match: those of the typed word that begins fewest. */
function rarest(typed: string[], index: Index): number[] {
  const lists = typed.map(word => index.get(word.slice(0, longestStart)) ?? [])
  return lists.reduce((fewest, one) => (one.length < fewest.length ? one : fewest))
}

/** What a line costs that begins as typed: less than any other. */
const asTyped = -1

function costOf(line: Line, typed: string[], prefix: string): number | undefined {
  if (line.folded.startsWith(prefix)) return asTyped
  let cost = 0
  for (const start of typed) {
    const place = line.words.findIndex(word => word.startsWith(start))
    if (place < 0) return undefined
    cost += place
  }
  return cost
}

/** Puts a match among the best, the best first; of two as good the one that was there first. */
function keep(best: Match[], match: Match, limit: number): void {
  const at = best.findIndex(other => isBetter(match, other))
  if (at >= 0) best.splice(at, 0, match)
  else best.push(match)
  if (best.length > limit) best.pop()
}

const isBetter = (one: Match, other: Match): boolean =>
  one.cost < other.cost || (one.cost === other.cost && one.line.text.length < other.line.text.length)
