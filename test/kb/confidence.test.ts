import { describe, expect, it } from 'vitest'
import { surestFirst } from '../../kb/confidence.ts'

const namesOf = (...confidences: number[]): string =>
  surestFirst(confidences.map((confidence, at) => ({ name: 'abcde'.charAt(at), confidence })))
    .map(({ name }) => name)
    .join('')

describe('the surest first', () => {
  it('is one of the first three that is clearly surer than the first; the others stay in their order', () => {
    expect(namesOf(0.5, 0.6, 0.8)).toBe('cab')
    expect(namesOf(0.5, 0.75, 0.6, 0.4)).toBe('bacd')
  })

  it('is the first where none is clearly surer, or only one further down', () => {
    expect(namesOf(0.5, 0.7, 0.6)).toBe('abc')
    expect(namesOf(0.5, 0.4, 0.4, 0.95)).toBe('abcd')
    expect(namesOf(0.5)).toBe('a')
    expect(namesOf()).toBe('')
  })
})
