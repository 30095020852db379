import { describe, expect, it } from 'vitest'
import { examplesOf, isKeptApart, regress } from '../../kb/calibrate.ts'
import { guideOf } from './sample.ts'

describe('regress', () => {
  it('finds how likely each sign makes the right guide', () => {
    const seen = (sign: number, right: boolean, weight: number) => ({ signs: [sign], right, weight })
    const [bias, weight] = regress(
      [seen(1, true, 300), seen(1, false, 100), seen(0, true, 100), seen(0, false, 300)],
      0,
    )
    expect(weight).toBeCloseTo(2 * Math.log(3), 6)
    expect(bias).toBeCloseTo(-Math.log(3) + Math.log(2), 6)
  })
})

describe('examples', () => {
  const guides = [
    guideOf('colours', 'en', 'Change the colours', 'Open the palette.', {
      questions: ['How do I paint it blue?', 'paint everything blue'],
    }),
    guideOf('calendar', 'en', 'Share a calendar', 'Calendars are shared with colleagues.', {
      questions: ['Who can see my calendar?', 'show a colleague my calendar'],
    }),
  ]

  it('asks each known question while it is left out, and while its guide is', () => {
    const examples = examplesOf(guides, [], 'en')
    expect(examples.filter(({ right }) => right)).toHaveLength(4)
    const likeness = examples.filter(({ right }) => right).map(({ signs }) => signs[0]!)
    expect(Math.max(...likeness)).toBeLessThan(1)
    const weightOf = (wanted: boolean) =>
      examples.filter(({ right }) => right === wanted).reduce((sum, { weight }) => sum + weight, 0)
    expect([weightOf(true), weightOf(false)]).toEqual([expect.closeTo(400), expect.closeTo(150)])
  })

  it('takes questions about other things for such as no guide answers', () => {
    const none = examplesOf(guides, [], 'en')
    const some = examplesOf(guides, [], 'en', ['the colours of a parrot', 'a calendar with cats'])
    const added = some.slice(none.length)
    expect(added.map(({ right }) => right)).toEqual([false, false])
    expect(added.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100)
  })

  it('learns nothing from what is kept apart', () => {
    const questions = Array.from({ length: 40 }, (_, at) => `my calendar ${at}`)
    const kept = questions.filter(isKeptApart)
    expect(kept.length).toBeGreaterThan(5)
    const asked = (some: string[]) => some.map(question => ({ question, slug: 'calendar' }))
    const none = examplesOf(guides, [], 'en').length
    expect(examplesOf(guides, asked(kept), 'en')).toHaveLength(none)
    expect(examplesOf(guides, asked(questions), 'en').length).toBeGreaterThan(none)
  })
})
