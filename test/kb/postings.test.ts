import { describe, expect, it } from 'vitest'
import { Filing } from '../../kb/filing.ts'
import { Postings } from '../../kb/postings.ts'

const terms = ['a', 'b', '__proto__', 'none']
const first = new Map([
  ['a', 4],
  ['b', 0.7],
])
const second = new Map([
  ['a', 1.5],
  ['__proto__', 2],
])

function filed(...guides: [id: number, impacts: Map<string, number>][]): Filing {
  const filing = new Filing()
  for (const [id, impacts] of guides) filing.add(id, impacts)
  return filing
}

function sumsOf(postings: Postings, term: string, weight: number, guides = 2): number[] {
  const scores = new Float64Array(guides)
  postings.accumulate(terms.indexOf(term), weight, scores)
  return [...scores]
}

describe('Postings', () => {
  const postings = Postings.of(terms, filed([0, first], [1, second]))

  it('add up what was filed, within the step of their slots', () => {
    for (const [term, exact] of [
      ['a', [4, 1.5]],
      ['b', [0.7, 0]],
      ['__proto__', [0, 2]],
      ['none', [0, 0]],
    ] as const)
      sumsOf(postings, term, 2).forEach((sum, at) => {
        expect(Math.abs(sum - 2 * exact[at]!)).toBeLessThanOrEqual(0.04 * 2 * exact[at]!)
      })
  })

  it('carry over what still holds, under new numbers, and leave out what is gone', () => {
    const numbers = new Map(terms.map((term, id) => [term, id]))
    const term = (name: string) => numbers.get(name)
    const earlier = { postings, term, guides: Int32Array.of(-1, 2) }
    const later = Postings.of(terms, filed([0, first], [1, first]), earlier)
    const whole = Postings.of(terms, filed([0, first], [1, first], [2, second]))
    for (const name of terms) expect(sumsOf(later, name, 1, 3)).toEqual(sumsOf(whole, name, 1, 3))
  })

  it('are the same again from the slots of each guide', () => {
    const saved = postings.slotsByGuide(2).map(slots => ({
      ids: [...slots.keys()],
      slots: Uint8Array.from(slots.values()),
    }))
    const again = Postings.from(terms.length, saved)
    for (const name of terms) expect(sumsOf(again, name, 1)).toEqual(sumsOf(postings, name, 1))
  })
})
