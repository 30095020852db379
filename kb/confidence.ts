import type { Guide } from './parse.ts'
import type { Candidate } from './ranking.ts'

/** From this confidence on, a question counts as answered. */
export const bar = 0.5

/**
 * What tells how likely it is that a guide answers, each about 0..1. `next` is the one ranked below it, `elsewhere` how like
 * the question is to those about other things.
 */
export const signs = {
  likeness: ({ likeness }: Candidate) => likeness,
  second: ({ second }: Candidate) => second,
  passage: ({ passageLikeness }: Candidate) => passageLikeness,
  margin: ({ score }: Candidate, next?: Candidate) => (next ? 1 - next.score / score : 1),
  coverage: ({ coverage }: Candidate) => coverage,
  impact: ({ impact }: Candidate) => Math.min(1, impact / 6),
  found: ({ found }: Candidate) => 1 - Math.exp(-found / 2),
  exact: ({ exact }: Candidate) => 1 - Math.exp(-exact / 2),
  exactRare: ({ exactRare }: Candidate) => 1 - Math.exp(-exactRare / 2),
  prominent: ({ prominent }: Candidate) => Math.min(1, prominent / 12),
  keyed: ({ keyed }: Candidate) => keyed,
  foreign: ({ foreign }: Candidate) => Math.min(1, foreign),
  /** Of no weight where a guide knows the very question: a new guide is not hidden by what was elsewhere before it. */
  elsewhere: ({ likeness }: Candidate, _: Candidate | undefined, elsewhere: () => number) =>
    elsewhere() * Math.max(0, 1 - likeness ** 4),
  /** German joins and bends its words: fewer are found as they stand. */
  german: ({ document }: Candidate) => (document.guide.locale === 'de' ? 1 : 0),
}
export type Sign = keyof typeof signs
type Weights = { bias: number } & Partial<Record<Sign, number>>

/** Of guides that say much of themselves, in known questions and keywords: made by `calibrate.ts`. */
export const weights: Weights = {
  bias: -4.25,
  likeness: 3.84,
  second: 4.28,
  impact: 2.04,
  margin: 1.95,
  exact: 1.38,
  exactRare: 1.03,
  prominent: 1.56,
  keyed: 2.02,
  foreign: -2.15,
  elsewhere: -8.74,
  german: 0.12,
}

/**
 * Of other guides, down to those of title and body alone: learnt from questions of three public help corpora, and as those
 * without an answer from the questions of one asked of another.
 */
const plainWeights: Weights = {
  bias: -7.25,
  likeness: 4.09,
  passage: 2.89,
  margin: 0.97,
  coverage: 1.16,
  impact: 4.5,
  found: 4.75,
}

/** From so many known questions on, a guide without a question like the one asked is hardly about it. */
const manyQuestions = 12

const listOf = ({ bias, ...table }: Weights) => ({
  bias,
  parts: Object.entries(table).map(([name, weight]) => ({ sign: signs[name as Sign], weight })),
})
const tables = { telling: listOf(weights), plain: listOf(plainWeights) }

const tableOf = ({ questions, keywords }: Guide) =>
  questions.length >= manyQuestions && keywords.length > 0 ? tables.telling : tables.plain

/** What it adds that people confirmed the guide to answer this very question: enough where nothing else speaks for it. */
const confirmation = 10

/** How sure it is that a guide answers, 0..1: logistic regression, its bias set so that the bar is one half. */
export function confidenceOf(
  candidate: Candidate,
  next: Candidate | undefined,
  elsewhere: () => number,
): number {
  const { bias, parts } = tableOf(candidate.document.guide)
  let sum = bias + confirmation * candidate.confirmed
  for (const { sign, weight } of parts) sum += weight * sign(candidate, next, elsewhere)
  return 1 / (1 + Math.exp(-sum))
}

/** Among how many of the best the surest goes first, and by how much it must be surer than the best: found on development sets. */
const rivals = 3
const clearly = 0.2

interface Judged {
  candidate: Pick<Candidate, 'told'>
  confidence: number
}

/** Candidates with the one in front that is clearly surer to answer, where another was ranked first and aliases tell no more for that one. */
export function surestFirst<One extends Judged>(judged: One[]): One[] {
  const [first, ...others] = judged.slice(0, rivals)
  if (!first) return judged
  const surest = others.reduce((a, b) => (b.confidence > a.confidence ? b : a), first)
  const isClear = surest.confidence - first.confidence > clearly
  if (!isClear || surest.candidate.told < first.candidate.told) return judged
  return [surest, ...judged.filter(one => one !== surest)]
}
