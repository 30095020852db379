import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, dayOf, daysBetween, inMinutes } from '../../bot/core/days.ts'

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(dayOf)

describe('days', () => {
  it('a day is that of UTC, wherever the machine stands', () => {
    expect(dayOf(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31')
    expect(dayOf(new Date('2027-01-01T00:30:00+02:00'))).toBe('2026-12-31')
  })

  it('minutes go on and back over midnight', () => {
    expect(inMinutes(new Date('2026-12-31T23:55:00.000Z'), 10)).toBe('2027-01-01T00:05:00.000Z')
    expect(inMinutes(new Date('2027-01-01T00:05:00.000Z'), -10)).toBe('2026-12-31T23:55:00.000Z')
  })

  for (const [from, months, dueDay, to] of [
    ['2027-01-31', 1, 31, '2027-02-28'],
    ['2028-01-31', 1, 31, '2028-02-29'],
    ['2027-02-28', 1, 31, '2027-03-31'],
    ['2027-12-15', 1, 15, '2028-01-15'],
    ['2027-11-30', 3, 30, '2028-02-29'],
    ['2028-02-29', 12, 29, '2029-02-28'],
    ['2027-08-31', 12, 31, '2028-08-31'],
  ] as const)
    it(`WARR-3 ${from} and ${months} months, due on the ${dayOfMonth(dueDay)}, is ${to}`, () => {
      expect(addMonths(from, months, dueDay)).toBe(to)
    })

  it('WARR-3 month by month or all at once, the due day is the same', () => {
    const same = fc.property(
      day,
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 36 }),
      (from, dueDay, months) => {
        let step = from
        for (let month = 0; month < months; month++) step = addMonths(step, 1, dueDay)
        expect(step).toBe(addMonths(from, months, dueDay))
        expect(Number(step.slice(8))).toBeLessThanOrEqual(dueDay)
      },
    )
    fc.assert(same)
  })

  it('days between two days, over leap days and changes of the clock', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2)
    expect(daysBetween('2027-01-01', '2028-01-01')).toBe(365)
    expect(daysBetween('2027-01-02', '2027-01-01')).toBe(-1)
  })
})

function dayOfMonth(day: number): string {
  return `${day}.`
}
