import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsCardNumber, inputHoldsCardNumber } from '../../bot/core/card-numbers.ts'
import { newId } from '../../bot/core/secrets.ts'

/** The check digit that makes a number valid, by the algorithm as ISO/IEC 7812-1 words it: written anew. */
function checkDigit(payload: string): number {
  const sum = [...payload]
    .reverse()
    .map((digit, place) => (place % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((total, value) => total + Math.floor(value / 10) + (value % 10), 0)
  return (10 - (sum % 10)) % 10
}

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map(list => list.join(''))
const card = fc
  .tuple(fc.integer({ min: 2, max: 6 }), digits(11, 17))
  .map(([industry, rest]) => `${industry}${rest}`)
  .map(payload => payload + checkDigit(payload))
const separator = fc.constantFrom(
  ...[' ', '-', '.', '\u00a0', '\u202f', '  ', '\n', '\r\n', '\t', '–', '—', '/', '_', ' - ', ' – ', ' / '],
  ...['\u200b', '\u2060', '\u00ad', '\ufeff', ' \u200b '],
)
const grouped = fc
  .tuple(card, separator, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 19, maxLength: 19 }))
  .map(([number, mark, sizes]) => {
    const groups: string[] = []
    for (let rest = number; rest; rest = rest.slice(sizes[groups.length - 1]))
      groups.push(rest.slice(0, sizes[groups.length]))
    return groups.join(mark)
  })
const words = fc.string().map(text => text.replace(/\p{N}/gu, ''))

describe('PAY-3 card numbers', () => {
  it('PAY-3 every valid number of 13 to 19 digits is found, within any words', () => {
    const found = fc.property(card, words, words, (number, before, after) => {
      expect(holdsCardNumber(`${before}${number}${after}`)).toBe(true)
    })
    fc.assert(found, { numRuns: 1000 })
  })

  it('PAY-3 however it is grouped', () => {
    const found = fc.property(grouped, words, (number, before) => {
      expect(holdsCardNumber(`${before} ${number}`)).toBe(true)
    })
    fc.assert(found, { numRuns: 1000 })
  })

  it('PAY-3 with one digit changed, or two neighbours, it is no card number (but 0 and 9)', () => {
    const missed = fc.property(card, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
      const at = place % number.length
      const changed = [...number]
        .map((digit, index) => (index === at ? (Number(digit) + by) % 10 : digit))
        .join('')
      expect(holdsCardNumber(changed)).toBe(false)
    })
    fc.assert(missed, { numRuns: 1000 })
  })

  for (const number of [
    '4242424242424242',
    '378282246310005',
    '5555 5555 5555 4444',
    '6011-1111-1111-1117',
    '４２４２４２４２４２４２４２４２',
  ])
    it(`PAY-3 finds ${number}`, () => {
      expect(holdsCardNumber(`My card is ${number}, valid 12/28`)).toBe(true)
      expect(holdsCardNumber(`2 x ${number} 12 28`)).toBe(true)
    })

  for (const text of [
    '',
    'IBAN CH93 0076 2011 6238 5295 7',
    '+41 22 820 35 44',
    '2026-11-22 10:00',
    'Invoice 20261122-0001',
    'RE_2026/11/0042',
    'from 22.11.2026 to 31.01.2027',
    '2026-11-22 – 2027-01-31',
    '22/11/2026\n23/11/2026',
    'Tel. 022/820 35 44, 079/123 45 67',
    '+41 22 820 35 44\n+41 79 123 45 67',
    '4242, 4242, 4242, 4242',
    '0000000000000000',
    '424242424242',
    '42424242424242424242',
  ])
    it(`PAY-3 takes no offence at ${text || 'nothing'}`, () => expect(holdsCardNumber(text)).toBe(false))

  it('PAY-3 in an input it is found wherever it stands: value, name, list, number; a picture is not read', () => {
    const number = '4242424242424242'
    for (const input of [
      { a: number },
      { [number]: 'a' },
      { a: ['b', number] },
      { a: { b: number } },
      { a: Number(number) },
    ])
      expect(inputHoldsCardNumber(input)).toBe(true)
    for (const input of [null, undefined, true, {}, { a: 5 }, { image: `A${number}`.repeat(1000) }])
      expect(inputHoldsCardNumber(input)).toBe(false)
  })

  it('PAY-3 no id of ours is ever taken for one', () => {
    for (let time = 0; time < 1000; time++) expect(newId()).toMatch(/^[a-p]{20}$/)
  })

  it.each([
    '٤١١١ ١١١١ ١١١١ ١١١١',
    '४२४२४२४२४२४२४२४२',
    '４２４２４２４２４２４２４２４２',
    '𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐',
  ])('PAY-3 in the digits of any script: %s', text => {
    expect(holdsCardNumber(text)).toBe(true)
  })

  it.each(['+41 22 820 35 44', '0000 0000 0000 0000', '2026-11-22 10:00', '1234567890123'])(
    'PAY-3 %s is none',
    text => {
      expect(holdsCardNumber(text)).toBe(false)
    },
  )
})
