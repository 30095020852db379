import { describe, expect, it } from 'vitest'
import { answeredAt, aurocOf, average, curveOf, type Outcome, relevanceOf } from './measures.ts'
import { withTypo } from './typos.ts'

const outcome = (places: number[], confidence = 0, relevant = 1): Outcome => ({
  places,
  relevant,
  found: 10,
  confidence,
})

describe('relevance', () => {
  it('counts hits, the reciprocal rank of the first, and the discounted gain of all', () => {
    const relevance = relevanceOf([outcome([1]), outcome([2]), outcome([4]), outcome([])])
    expect(relevance).toMatchObject({ questions: 4, hit1: 0.25, hit3: 0.5, hit10: 0.75, none: 0 })
    expect(relevance.mrr).toBeCloseTo((1 + 1 / 2 + 1 / 4) / 4)
    expect(relevance.ndcg).toBeCloseTo((1 + 1 / Math.log2(3) + 1 / Math.log2(5)) / 4)
  })

  it('is whole where all right guides come first, however many', () => {
    expect(relevanceOf([outcome([1, 2], 0, 2)]).ndcg).toBeCloseTo(1)
    expect(relevanceOf([outcome([1, 3], 0, 2)]).ndcg).toBeLessThan(1)
  })

  it('leaves out questions that no guide answers, and tells those without a result', () => {
    const empty = { ...outcome([]), found: 0 }
    expect(relevanceOf([outcome([1]), outcome([], 0, 0), empty])).toMatchObject({
      questions: 2,
      hit1: 0.5,
      none: 0.5,
    })
  })

  it('averages languages and sets, each counting the same', () => {
    const one = relevanceOf([outcome([1])])
    const other = relevanceOf([outcome([2]), outcome([2]), outcome([2])])
    expect(average([one, other])).toMatchObject({ questions: 4, hit1: 0.5, mrr: 0.75 })
  })
})

describe('confidence', () => {
  const outcomes = [outcome([1], 0.9), outcome([1], 0.6), outcome([2], 0.6), outcome([], 0.2, 0)]

  it('tells what is answered at a bar, of what can be answered and of the rest', () => {
    expect(answeredAt(0.6, outcomes)).toEqual({ answerable: 1, others: 0 })
    expect(answeredAt(0.61, outcomes)).toEqual({ answerable: 1 / 3, others: 0 })
    expect(answeredAt(0.2, outcomes)).toEqual({ answerable: 1, others: 1 })
  })

  it('is whole where every right answer is surer than every wrong one; ties count half', () => {
    expect(aurocOf([outcome([1], 0.9), outcome([], 0.1)])).toBe(1)
    expect(aurocOf(outcomes)).toBeCloseTo(3.5 / 4)
  })

  it('tells at each bar how many are answered, and how many of these rightly', () => {
    const at = curveOf(outcomes).find(({ bar }) => bar === 0.5)
    expect(at).toEqual({ bar: 0.5, answered: 0.75, precision: 2 / 3 })
  })
})

describe('typos', () => {
  const question = 'wie ändere ich meine Rolle'

  it('are one a question, in a word of four letters or more, the same for the same seed', () => {
    for (let seed = 0; seed < 200; seed++) {
      const typed = withTypo(question, seed)
      expect(withTypo(question, seed)).toBe(typed)
      expect(Math.abs(typed.length - question.length)).toBeLessThanOrEqual(1)
      const words = question.split(' ')
      const changed = typed.split(' ').filter((word, at) => word !== words[at])
      expect(changed.length).toBeLessThanOrEqual(1)
    }
    expect(withTypo('ja so', 1)).toBe('ja so')
  })

  it('are of many kinds', () => {
    expect(new Set(Array.from({ length: 200 }, (_, seed) => withTypo(question, seed))).size).toBeGreaterThan(
      50,
    )
  })
})
