import { splitCompound } from './analysis/compounds.ts'
import { isName } from './analysis/names.ts'
import { type Term, terms } from './analysis/terms.ts'
import { isCommonWord } from './lexicon.ts'
import { stopWeight } from './scoring.ts'
import type { Shelf } from './shelf.ts'
import type { Variant } from './vocabulary.ts'

/** A word of a question as a shelf understands it. */
export interface QuestionTerm {
  readonly text: string
  variants: Variant[]
  /** How telling the word is. */
  weight: number
  stop: boolean
  /** Not among the most common words of its language. */
  rare: boolean
  /** The name of a service, device or protocol that no guide knows. */
  foreign: boolean
}

/** Longer questions are cut: nobody asks in more words. */
const longestQuestion = 1_000
const mostTerms = 48
/** Two words joined by a hyphen count as one beside the two, by this share. */
const joinedShare = 0.5
/** A misspelt word weighs as much as its repair, and at least this share of an unknown word. */
const repairedShare = 0.5

/** So many words are remembered, none of them endless. */
const cacheLimit = 20_000
const longestRemembered = 100

/** A question's distinct words, repaired and weighed for a shelf. */
export function readQuestion(text: string, shelf: Shelf): QuestionTerm[] {
  const seen = new Set<string>()
  const found: QuestionTerm[] = []
  for (const term of terms(text.slice(0, longestQuestion), shelf.locale))
    for (const part of understood(term, shelf)) {
      if (found.length === mostTerms || seen.has(part.text)) continue
      seen.add(part.text)
      found.push(part)
    }
  return found
}

function understood(term: Term, shelf: Shelf): QuestionTerm[] {
  const key = `${term.joined ? '+' : ''}${term.surface} ${term.text}`
  const known = shelf.understood.get(key)
  if (known) return known
  if (shelf.understood.size >= cacheLimit) shelf.understood.clear()
  const made = partsOf(term, shelf).map(part => understand(part, shelf))
  if (key.length <= longestRemembered) shelf.understood.set(key, made)
  return made
}

/** A word that the guides do not hold may be a compound of words that they do hold. */
function partsOf(term: Term, { vocabulary }: Shelf): Term[] {
  if (vocabulary.find(term.text, term.surface) !== undefined || term.stop) return [term]
  if (term.joined) return []
  const parts = splitCompound(term.surface, part => vocabulary.written(part) !== undefined)
  if (parts.length === 0) return [term]
  return parts.map(part => ({ ...term, text: vocabulary.terms[vocabulary.written(part)!]!, surface: part }))
}

function understand(term: Term, shelf: Shelf): QuestionTerm {
  const variants = shelf.relatives.of(term)
  const { weights, unknownWeight } = shelf.vocabulary
  const own = variants[0] ? weights[variants[0].id]! : 0
  const unknown = term.stop ? unknownWeight * stopWeight : unknownWeight
  const isKnown = variants[0]?.nearness === 1
  const weight = isKnown ? own : variants[0] ? Math.max(own, unknown * repairedShare) : unknown
  return {
    text: term.text,
    variants,
    weight: term.joined ? weight * joinedShare : weight,
    stop: term.stop,
    rare: !isCommonWord(term.surface, shelf.locale),
    foreign: variants.length === 0 && isName(term.surface),
  }
}
