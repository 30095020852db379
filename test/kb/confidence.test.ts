import { describe, expect, it } from 'vitest'
import { surestFirst } from '../../kb/confidence.ts'

const named = (confidence: number, at: number, told = 0) => ({
  name: 'abcde'.charAt(at),
  confidence,
  candidate: { told },
})
const orderOf = (judged: ReturnType<typeof named>[]): string =>
  surestFirst(judged)
    .map(({ name }) => name)
    .join('')
const order = (...confidences: number[]): string => orderOf(confidences.map((one, at) => named(one, at)))

describe('the surest first', () => {
  it('is one of the first three that is clearly surer than the first; the others stay in their order', () => {
    expect(order(0.5, 0.6, 0.8)).toBe('cab')
    expect(order(0.5, 0.75, 0.6, 0.4)).toBe('bacd')
  })

  it('is the first where none is clearly surer, or only one further down', () => {
    expect(order(0.5, 0.7, 0.6)).toBe('abc')
    expect(order(0.5, 0.4, 0.4, 0.95)).toBe('abcd')
    expect(order(0.5)).toBe('a')
    expect(order()).toBe('')
  })

  it('LEARN-1 is the first where aliases tell more for it', () => {
    expect(orderOf([named(0.5, 0, 2), named(0.9, 1, 1)])).toBe('ab')
    expect(orderOf([named(0.5, 0, 1), named(0.9, 1, 2)])).toBe('ba')
  })
})
