import { createHash } from 'node:crypto'
import type { Question } from './sets.ts'

export interface Fold {
  asked: Question[]
  /** The questions of all other folds. */
  others: Question[]
}

const placeOf = ({ text }: Question) => createHash('sha256').update(text).digest('hex')

/** Questions in parts for cross-validation, dealt out by hash: the same ones every time, in whatever order they come. */
export function foldsOf(questions: Question[], count: number): Fold[] {
  const dealt = questions
    .map(question => ({ question, place: placeOf(question) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ question }) => question)
  return Array.from({ length: count }, (_, fold) => ({
    asked: dealt.filter((_, at) => at % count === fold),
    others: dealt.filter((_, at) => at % count !== fold),
  }))
}

/** The first questions of each guide, so many at most. */
export function someOfEach(questions: Question[], most: number): Question[] {
  const taken = new Map<string, number>()
  return questions.filter(({ relevant }) =>
    relevant.every(slug => {
      const count = (taken.get(slug) ?? 0) + 1
      taken.set(slug, count)
      return count <= most
    }),
  )
}
