import type { Candidate } from './ranking.ts'

/** From this confidence on, a question counts as answered. */
export const bar = 0.5

/** How sure we are that a guide answers, 0..1: a logistic function of what speaks for it. */
export function confidenceOf(candidate: Candidate, second: Candidate | undefined): number {
  const margin = second ? 1 - second.score / candidate.score : 1
  const sum = -4 + 3 * candidate.coverage + 5 * candidate.likeness + 2 * candidate.passageLikeness + margin
  return 1 / (1 + Math.exp(-sum))
}
