import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCard } from '../../bot/test-provider/cards.ts'

const now = new Date('2026-11-22T10:00:00.000Z')
const good = { number: '4242 4242 4242 4242', expiry: '05/34', code: '123' }
const read = (more: Partial<typeof good>) => readCard({ ...good, ...more }, now)
const problem = (more: Partial<typeof good>) => Object(read(more)).problem

describe('what is typed at the test provider', () => {
  it.each([
    ['4242 4242 4242 4242', '123', 'Visa', '4242'],
    ['5555-5555-5555-4444', '123', 'Mastercard', '4444'],
    ['378282246310005', '1234', 'American Express', '0005'],
    ['6011 1111 1111 1117', '123', 'Discover', '1117'],
  ])('PAY-3 of %s only brand, last digits and expiry are kept', (number, code, brand, last4) => {
    expect(read({ number, code })).toEqual({ isDeclined: false, card: { brand, last4, expiry: '2034-05' } })
  })

  it('PAY-3 a date as people write it', () => {
    for (const expiry of ['05/34', '05 / 2034', '0534', ' 05/34 '])
      expect(read({ expiry })).toMatchObject({ card: { expiry: '2034-05' } })
    for (const expiry of ['', '13/34', '5/34', '2034-05', '05/034'])
      expect(problem({ expiry })).toBe('expiry')
  })

  it('PAY-1 an expired card is refused; one of this month is not', () => {
    expect(problem({ expiry: '10/26' })).toBe('expired')
    expect(problem({ expiry: '11/26' })).toBeUndefined()
  })

  it('PAY-3 what is no number, or no code', () => {
    for (const number of [
      '',
      '4242',
      '4242424242424241',
      '9'.repeat(16),
      '4242 4242 4242 4242 4242 42',
      'abcd',
    ])
      expect(problem({ number })).toBe('number')
    for (const code of ['', '12', '1234', 'abc', '12a']) expect(problem({ code })).toBe('code')
    expect(problem({ number: '378282246310005', code: '123' })).toBe('code')
  })

  it('PAY-4 numbers that stand for a bad day', () => {
    expect(problem({ number: '4000 0000 0000 0002' })).toBe('refused')
    expect(problem({ number: '4000 0000 0000 0119' })).toBe('again')
    expect(read({ number: '4000 0000 0000 0341' })).toMatchObject({ isDeclined: true })
  })

  it('PAY-3 whatever is typed, no more than four digits of it come back', () => {
    const digits = fc.stringMatching(/^[2-6]\d{12,18}$/)
    fc.assert(
      fc.property(digits, number => {
        const text = JSON.stringify(read({ number }))
        return !text.includes(number.slice(0, -4)) && !text.includes(number.slice(-5))
      }),
    )
  })
})
