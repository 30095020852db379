import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldsOf, someOfEach } from './folds.ts'
import type { Question } from './sets.ts'

const question = (text: string, ...relevant: string[]): Question => ({ text, locale: 'fr', relevant })
const texts = (questions: Question[]) => questions.map(({ text }) => text).sort()

describe('folds', () => {
  it('each question is asked once, and never with itself among the others', () => {
    const some = fc.uniqueArray(fc.string(), { maxLength: 40 }).map(all => all.map(text => question(text)))
    fc.assert(
      fc.property(some, fc.integer({ min: 2, max: 12 }), (questions, count) => {
        const folds = foldsOf(questions, count)
        expect(texts(folds.flatMap(({ asked }) => asked))).toEqual(texts(questions))
        for (const { asked, others } of folds) expect(texts([...asked, ...others])).toEqual(texts(questions))
      }),
    )
  })

  it('are the same in whatever order the questions come', () => {
    const questions = ['a', 'b', 'c', 'd', 'e', 'f'].map(text => question(text))
    expect(foldsOf(questions.toReversed(), 3)).toEqual(foldsOf(questions, 3))
  })
})

it('takes so many questions of each guide', () => {
  const questions = [question('1', 'a'), question('2', 'b'), question('3', 'a'), question('4', 'a')]
  expect(texts(someOfEach(questions, 1))).toEqual(['1', '2'])
  expect(texts(someOfEach(questions, 2))).toEqual(['1', '2', '3'])
})
