import type { Candidate } from './ranking.ts'

/** From this confidence on, a question counts as answered. */
export const bar = 0.5

/**
 * Weights of a logistic regression on half of the questions in `test/questions`, with questions of other help desks as
 * those that have no answer. The bias puts the bar at one half.
 */
const weights = {
  bias: -7.25,
  coverage: 1.16,
  likeness: 4.09,
  passage: 2.89,
  margin: 0.97,
  found: 4.75,
  impact: 0.75,
}
const mostImpact = 6

/** How sure it is that a guide answers, 0..1. `next` is the one ranked below it. */
export function confidenceOf(candidate: Candidate, next: Candidate | undefined): number {
  const { coverage, likeness, passageLikeness, found, impact, score } = candidate
  const margin = next ? 1 - next.score / score : 1
  const sum =
    weights.bias +
    weights.coverage * coverage +
    weights.likeness * likeness +
    weights.passage * passageLikeness +
    weights.margin * margin +
    weights.found * (1 - Math.exp(-found / 2)) +
    weights.impact * Math.min(impact, mostImpact)
  return 1 / (1 + Math.exp(-sum))
}
