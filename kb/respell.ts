import { fold } from './analysis/fold.ts'
import { terms } from './analysis/terms.ts'
import { words } from './analysis/words.ts'
import { isCommonWord } from './lexicon.ts'
import type { Guide } from './parse.ts'
import { editDistance } from './repair.ts'
import type { Shelf } from './shelf.ts'

const shortest = 4
/** From this length on two letters may be wrong, as in `repairOf`. */
const longWord = 8

/** A question with its misspelt words as the guide that was found writes them; `undefined` where no word is misspelt. */
export function respell(question: string, guide: Guide, { vocabulary, locale }: Shelf): string | undefined {
  const unknown = terms(question, locale).filter(
    ({ text, surface, stop, joined }) =>
      !stop &&
      !joined &&
      surface.length >= shortest &&
      vocabulary.find(text, surface) === undefined &&
      !isCommonWord(surface, locale),
  )
  if (unknown.length === 0) return undefined
  const known = wordsOf(guide)
  let written = question
  for (const { surface, start, end } of unknown.reverse()) {
    const meant = nearest(surface, known)
    if (meant !== undefined) written = written.slice(0, start) + meant + written.slice(end)
  }
  return written === question ? undefined : written
}

/** The words that a guide holds, by how they are compared. */
function wordsOf({ title, summary, questions, body, locale }: Guide): Map<string, string> {
  const texts = [title, summary, ...questions, body]
  return new Map(
    texts.flatMap(text => words(text, locale)).map(({ text }): [string, string] => [fold(text), text]),
  )
}

/** The word nearest to a misspelt one. A word half typed is not misspelt. */
function nearest(surface: string, known: ReadonlyMap<string, string>): string | undefined {
  const edits = surface.length < longWord ? 1 : 2
  let best: { word: string; distance: number } | undefined
  for (const [folded, word] of known) {
    if (folded.length < shortest) continue
    if (folded.startsWith(surface)) return undefined
    const distance = editDistance(surface, folded, edits)
    if (distance <= edits && distance < (best?.distance ?? edits + 1)) best = { word, distance }
  }
  return best?.word
}
