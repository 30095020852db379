const letters = 'abcdefghijklmnopqrstuvwxyz'

/**
 * A question with one typo in one of its words of four letters or more: a letter left out, put in, replaced, or swapped
 * with the one before it (Damerau's four, 1964). The same seed makes the same typo.
 */
export function withTypo(question: string, seed: number): string {
  const random = randomOf(seed)
  const words = [...question.matchAll(/\p{L}{4,}/gu)]
  const word = words[random(words.length)]
  if (!word) return question
  const at = word.index + 1 + random(word[0].length - 1)
  const [before, letter, after] = [question.slice(0, at), question[at]!, question.slice(at + 1)]
  const other = letters[random(letters.length)]!
  return [
    before + after,
    before + other + letter + after,
    before + other + after,
    before.slice(0, -1) + letter + before.at(-1)! + after,
  ][random(4)]!
}

/** Whole numbers below a limit: a linear congruential generator (Numerical Recipes, 7.1), its high bits. */
function randomOf(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 2654435761) >>> 0
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
