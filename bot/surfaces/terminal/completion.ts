/** What a half-typed line may become, best first. */
export type Complete = (typed: string) => Promise<string[]>

/** What Tab makes of a line, and the suggestions to list. */
export interface Completed {
  line: string
  listed: readonly string[]
}

/**
 * Tab: fills in what all suggestions begin with; where that is no more than was typed, lists them, and each further Tab puts the
 * next one on the line. A suggestion need not begin with what was typed, which is then left alone until one is chosen.
 */
export function tabulator(complete: Complete): (typed: string) => Promise<Completed> {
  let suggestions: string[] = []
  let place = -1
  let left: string | undefined
  return async typed => {
    if (typed === left) {
      place = (place + 1) % suggestions.length
      left = suggestions[place] ?? typed
      return { line: left, listed: [] }
    }
    suggestions = await complete(typed)
    place = -1
    const line = filledIn(typed, suggestions)
    const isListed = suggestions.length > 1 && line === typed
    left = isListed ? typed : undefined
    return { line, listed: isListed ? suggestions : [] }
  }
}

function filledIn(typed: string, [first, ...others]: readonly string[]): string {
  if (first === undefined) return typed
  if (!others.length) return first
  let shared = first
  while (!others.every(other => other.startsWith(shared))) shared = shared.slice(0, -1)
  const isLonger = shared.length > typed.length && shared.toLowerCase().startsWith(typed.toLowerCase())
  return isLonger ? shared : typed
}
