/** What may join the parts of a German compound (Langer, 1998, the frequent ones). */
const links = ['', 's', 'es', 'n', 'en', 'er', 'e']
const shortestPart = 4
const longestWord = 48

/**
 * The parts of a compound, as far as all of them are known words, fewest parts first, then the longest head:
 * `verlangerungsgarantie` → `verlangerung`, `garantie`. Empty where the word is no compound of known words.
 * After Koehn & Knight, "Empirical methods for compound splitting", EACL 2003.
 */
export function splitCompound(word: string, knows: (part: string) => boolean, joins: readonly string[] = links): string[] {
  if (word.length < 2 * shortestPart || word.length > longestWord) return []
  return splitInto(word, knows, joins, 2) ?? splitInto(word, knows, joins, 3) ?? []
}

function splitInto(word: string, knows: (part: string) => boolean, joins: readonly string[], parts: number): string[] | undefined {
  if (parts === 1) return knows(word) ? [word] : undefined
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const rest = parts === 1 ? '' : word.slice(at)
    if (parts === 2 && !knows(rest)) continue
    const head = headOf(word.slice(0, at), knows, joins)
    const tail = head && splitInto(rest, knows, joins, parts - 1)
    if (tail) return [head, ...tail]
  }
  return undefined
}

function headOf(text: string, knows: (part: string) => boolean, joins: readonly string[]): string | undefined {
  for (const join of joins) {
    const part = text.endsWith(join) ? text.slice(0, text.length - join.length) : ''
    if (part.length >= shortestPart && knows(part)) return part
  }
  return undefined
}
