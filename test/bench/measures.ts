/** What came of one question: the places of the right guides among the first ten, from 1, and how sure the first was. */
export interface Outcome {
  places: number[]
  /** How many guides answer the question; 0: none does. */
  relevant: number
  found: number
  confidence: number
}

export interface Relevance {
  questions: number
  hit1: number
  hit3: number
  hit10: number
  mrr: number
  ndcg: number
  none: number
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Relevance over the questions that some guide answers, at ten results. */
export function relevanceOf(outcomes: Outcome[]): Relevance {
  const asked = outcomes.filter(({ relevant }) => relevant > 0)
  const share = (holds: (outcome: Outcome) => boolean) => mean(asked.map(one => (holds(one) ? 1 : 0)))
  const within = (limit: number) => share(({ places }) => (places[0] ?? Number.POSITIVE_INFINITY) <= limit)
  return {
    questions: asked.length,
    hit1: within(1),
    hit3: within(3),
    hit10: within(10),
    mrr: mean(asked.map(({ places }) => (places[0] ? 1 / places[0] : 0))),
    ndcg: mean(asked.map(ndcgOf)),
    none: share(({ found }) => found === 0),
  }
}

/** Normalised discounted cumulated gain (Järvelin & Kekäläinen 2002), a guide being right or not. */
function ndcgOf({ places, relevant }: Outcome): number {
  const gain = (place: number) => 1 / Math.log2(place + 1)
  const sum = (all: number[]) => all.reduce((total, place) => total + gain(place), 0)
  const ideal = Array.from({ length: Math.min(10, relevant) }, (_, at) => at + 1)
  return sum(places) / sum(ideal)
}

/** The mean of some measures, each counting the same. */
export function average(all: Relevance[]): Relevance {
  const of = (name: keyof Relevance) => mean(all.map(one => one[name]))
  const questions = all.reduce((sum, one) => sum + one.questions, 0)
  const rest = { mrr: of('mrr'), ndcg: of('ndcg'), none: of('none') }
  return { questions, hit1: of('hit1'), hit3: of('hit3'), hit10: of('hit10'), ...rest }
}

export interface CurvePoint {
  bar: number
  /** Share of questions answered at this bar, and how many of these answers are right. */
  answered: number
  precision: number
}

/** The shares of the questions that some guide answers, and of the others, that are answered at a bar; NaN of none. */
export function answeredAt(bar: number, outcomes: Outcome[]): { answerable: number; others: number } {
  const share = (some: Outcome[]) => some.filter(({ confidence }) => confidence >= bar).length / some.length
  return {
    answerable: share(outcomes.filter(({ relevant }) => relevant > 0)),
    others: share(outcomes.filter(({ relevant }) => relevant === 0)),
  }
}

const isRight = ({ places }: Outcome) => places[0] === 1

/** Answered against right, bar by bar. */
export function curveOf(outcomes: Outcome[]): CurvePoint[] {
  return [0.1, 0.3, 0.5, 0.7, 0.9].map(bar => {
    const answered = outcomes.filter(({ confidence }) => confidence >= bar)
    return {
      bar,
      answered: answered.length / Math.max(1, outcomes.length),
      precision: answered.filter(isRight).length / Math.max(1, answered.length),
    }
  })
}

/**
 * How often a right first answer is surer than a wrong one: the area under the receiver operating characteristic, by
 * Mann & Whitney's U (1947), ties counting half. NaN where all are right, or none is.
 */
export function aurocOf(outcomes: Outcome[]): number {
  const right = outcomes.filter(isRight)
  const wrong = outcomes.filter(outcome => !isRight(outcome))
  let wins = 0
  for (const { confidence: a } of right)
    for (const { confidence: b } of wrong) wins += a > b ? 1 : a === b ? 0.5 : 0
  return wins / (right.length * wrong.length)
}
