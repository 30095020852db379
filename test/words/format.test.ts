import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatFact, joinList } from '../../bot/words/format.ts'
import { openWords } from '../../bot/words/words.ts'

const words = openWords(join(import.meta.dirname, '..', '..', 'locales'))
/** Intl's spaces differ between its versions; a reader sees the same. */
const seen = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('facts in five languages', () => {
  it.each([
    ['fr', '1 234,50 CHF', '31 janvier 2027', '6 To', 'activée'],
    ['en', 'CHF 1,234.50', '31 January 2027', '6 TB', 'on'],
    ['de', '1.234,50 CHF', '31. Januar 2027', '6 TB', 'ein'],
    ['it', '1234,50 CHF', '31 gennaio 2027', '6 TB', 'attiva'],
    ['es', '1234,50 CHF', '31 de enero de 2027', '6 TB', 'activada'],
  ] as const)('%s', (locale, money, day, storage, on) => {
    const speech = words(locale)
    const format = (name: string, value: string | number | boolean) => seen(formatFact(speech, name, value))
    expect(format('price', 123450)).toBe(money)
    expect(format('expiry', '2027-01-31')).toBe(day)
    expect(format('storage', 6000)).toBe(storage)
    expect(format('warranty', true)).toBe(on)
    expect(format('when', '2026-11-22T10:00:00.000Z')).toContain('UTC')
  })

  it('a list reads as a sentence has it', () => {
    expect(joinList(words('fr'), ['a', 'b', 'c'])).toBe('a, b et c')
    expect(joinList(words('es'), ['a', 'b', 'c'])).toBe('a, b y c')
    expect(joinList(words('de'), ['a', 'b'])).toBe('a und b')
  })

  it('what is not there is said, not left blank', () => {
    for (const value of [null, undefined, '', []])
      expect(formatFact(words('it'), 'shares', value)).toBe('nessuno')
  })

  it('ids become words', () => {
    expect(formatFact(words('de'), 'role', 'legal-representative')).toBe(
      words('de').word('roles.legal-representative'),
    )
    expect(formatFact(words('de'), 'method', 'balance')).toBe('Prepaid-Guthaben')
  })
})
