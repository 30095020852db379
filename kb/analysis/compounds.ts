import type { Vocabulary } from '../vocabulary.ts'

/** What may join the parts of a German compound (Langer, "Zur Morphologie und Semantik von Nominalkomposita", 1998). */
const germanLinks = ['', 's', 'es', 'n', 'en', 'er', 'e']
const shortestPart = 4
const longestWord = 48
/** So many new words are looked for in the others one by one. */
const mostNew = 200

/**
 * The parts of a compound where all of them are known words, in two parts rather than three:
 * `verlangerungsgarantie` → `verlangerung`, `garantie`. Empty where the word is no compound of known words.
 * After Koehn & Knight, "Empirical methods for compound splitting", EACL 2003.
 */
export function splitCompound(
  word: string,
  knows: (part: string) => boolean,
  mayEnd: (word: string, from: number) => boolean = () => true,
): string[] {
  if (word.length < 2 * shortestPart || word.length > longestWord) return []
  const headOf = (text: string) =>
    germanLinks
      .map(link => (text.endsWith(link) ? text.slice(0, text.length - link.length) : ''))
      .find(part => part.length >= shortestPart && knows(part))
  const split = (from: number, parts: number): string[] | undefined => {
    if (parts === 1) return mayEnd(word, from) && knows(word.slice(from)) ? [word.slice(from)] : undefined
    for (let at = from + shortestPart; at <= word.length - shortestPart; at++) {
      const tail = split(at, parts - 1)
      const head = tail && headOf(word.slice(from, at))
      if (head) return [head, ...tail]
    }
    return undefined
  }
  return split(0, 2) ?? split(0, 3) ?? []
}

/** The compounds of a vocabulary by their parts, the parts by their compounds, and both as they are written. */
export interface Compounds {
  vocabulary: Vocabulary
  wholes: Map<number, Set<number>>
  parts: Map<number, Set<number>>
  written: Map<string, string[]>
}

/**
 * Splits every word of a vocabulary by the others. Of an earlier vocabulary's words only those are split again that hold a
 * new word, or lost a part.
 */
export function compoundsIn(vocabulary: Vocabulary, earlier?: Compounds): Compounds {
  const written = new Map<string, string[]>()
  const knows = (part: string) => vocabulary.written(part) !== undefined
  const mayEnd = endingsOf(vocabulary)
  const holdsNew = earlier && holderOf(newIn(vocabulary, earlier.vocabulary))
  for (const [surface] of vocabulary.surfaces()) {
    const known = earlier?.written.get(surface) ?? []
    const isKept = holdsNew?.(surface) === false && known.every(knows)
    const names = isKept ? known : splitCompound(surface, knows, mayEnd)
    if (names.length > 0) written.set(surface, names)
  }
  return compoundsOf(vocabulary, written)
}

/** The compounds of a vocabulary whose words were split already. */
export function compoundsOf(vocabulary: Vocabulary, written: Map<string, string[]>): Compounds {
  const compounds: Compounds = { vocabulary, wholes: new Map(), parts: new Map(), written }
  for (const [surface, names] of written) {
    const whole = vocabulary.written(surface)!
    for (const name of names) {
      const part = vocabulary.written(name)!
      if (part === whole) continue
      into(compounds.wholes, part, whole)
      into(compounds.parts, whole, part)
    }
  }
  return compounds
}

function newIn(vocabulary: Vocabulary, earlier: Vocabulary): string[] {
  const surfaces = [...vocabulary.surfaces()].map(([surface]) => surface)
  return surfaces.filter(surface => earlier.written(surface) === undefined)
}

/** Whether a word holds one of some words, or is one. All do where these are too many to look for. */
function holderOf(words: string[]): (surface: string) => boolean {
  const parts = words.filter(({ length }) => length >= shortestPart && length <= longestWord)
  if (parts.length > mostNew) return () => true
  if (parts.length === 0) return () => false
  const anyOf = new RegExp(parts.join('|'))
  return surface => anyOf.test(surface)
}

const filterBits = 1 << 19

/**
 * Whether the end of a word, from a place on, may be a word itself: a filter of one bit a word (Bloom 1970) that spares
 * cutting out the many ends that are none.
 */
function endingsOf(vocabulary: Vocabulary): (word: string, from: number) => boolean {
  const filter = new Uint8Array(filterBits >> 3)
  for (const [surface] of vocabulary.surfaces()) {
    const bit = bitOf(surface, 0)
    filter[bit >> 3]! |= 1 << (bit & 7)
  }
  return (word, from) => {
    const bit = bitOf(word, from)
    return ((filter[bit >> 3]! >> (bit & 7)) & 1) === 1
  }
}

/** FNV-1a of the end of a word. */
function bitOf(word: string, from: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193)
  return (value ^ (value >>> 15)) & (filterBits - 1)
}

function into(sets: Map<number, Set<number>>, key: number, value: number): void {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}
