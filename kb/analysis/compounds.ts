import type { Vocabulary } from '../vocabulary.ts'

/** What may join the parts of a German compound (Langer, "Zur Morphologie und Semantik von Nominalkomposita", 1998). */
const germanLinks = ['', 's', 'es', 'n', 'en', 'er', 'e']
const shortestPart = 4
const longestWord = 48

/**
 * The parts of a compound where all of them are known words, in two parts rather than three:
 * `verlangerungsgarantie` → `verlangerung`, `garantie`. Empty where the word is no compound of known words.
 * After Koehn & Knight, "Empirical methods for compound splitting", EACL 2003.
 */
export function splitCompound(word: string, knows: (part: string) => boolean, links = germanLinks): string[] {
  if (word.length < 2 * shortestPart || word.length > longestWord) return []
  const headOf = (text: string) =>
    links
      .map(link => (text.endsWith(link) ? text.slice(0, text.length - link.length) : ''))
      .find(part => part.length >= shortestPart && knows(part))
  const split = (rest: string, parts: number): string[] | undefined => {
    if (parts === 1) return knows(rest) ? [rest] : undefined
    for (let at = shortestPart; at <= rest.length - shortestPart; at++) {
      const tail = split(rest.slice(at), parts - 1)
      const head = tail && headOf(rest.slice(0, at))
      if (head) return [head, ...tail]
    }
    return undefined
  }
  return split(word, 2) ?? split(word, 3) ?? []
}

/** The compounds of a vocabulary by their parts, and the parts by their compounds. */
export interface Compounds {
  wholes: Map<number, Set<number>>
  parts: Map<number, Set<number>>
}

/** Splits every word of a vocabulary by the others. */
export function compoundsIn(vocabulary: Vocabulary): Compounds {
  const compounds: Compounds = { wholes: new Map(), parts: new Map() }
  const knows = (part: string) => vocabulary.written(part) !== undefined
  for (const [surface, whole] of vocabulary.surfaces())
    for (const name of splitCompound(surface, knows)) {
      const part = vocabulary.written(name)!
      if (part === whole) continue
      into(compounds.wholes, part, whole)
      into(compounds.parts, whole, part)
    }
  return compounds
}

function into(sets: Map<number, Set<number>>, key: number, value: number): void {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}
