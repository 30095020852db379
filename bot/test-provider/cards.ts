import type { Card } from '../core/ports.ts'

/** What was typed into the provider's fields. */
export interface Typed {
  number: string
  expiry: string
  code: string
}

/** Why a card is not taken; put into words at `web.payment.problems.<problem>`. */
export type CardProblem = 'number' | 'expiry' | 'expired' | 'code' | 'refused' | 'again'

// The numbers that stand for a bad day are the ones that payment providers publish for tests: valid by their check digit, of no account.
const refused = '4000000000000002'
const unreachable = '4000000000000119'
/** Taken, and declined whenever it is charged. */
const declined = '4000000000000341'

const brands: [RegExp, string][] = [
  [/^4/, 'Visa'],
  [/^(?:5[1-5]|2[2-7])/, 'Mastercard'],
  [/^3[47]/, 'American Express'],
  [/^6/, 'Discover'],
]

/** A card as typed, and whether it will be declined; or what is wrong with it. Nothing else of it leaves this function. */
export function readCard(
  typed: Typed,
  now: Date,
): { problem: CardProblem } | { isDeclined: boolean; card: Omit<Card, 'token'> } {
  const number = typed.number.replace(/[\s-]/g, '')
  if (!/^[2-6]\d{12,18}$/.test(number) || !isLuhnValid(number)) return { problem: 'number' }
  const expiry = monthOf(typed.expiry)
  if (!expiry) return { problem: 'expiry' }
  if (expiry < now.toISOString().slice(0, 7)) return { problem: 'expired' }
  const brand = brands.find(([begins]) => begins.test(number))?.[1] ?? 'Card'
  const digits = brand === 'American Express' ? 4 : 3
  if (!/^\d+$/.test(typed.code) || typed.code.length !== digits) return { problem: 'code' }
  if (number === refused) return { problem: 'refused' }
  if (number === unreachable) return { problem: 'again' }
  return { isDeclined: number === declined, card: { brand, last4: number.slice(-4), expiry } }
}

/** `05/29`, `05 / 2029` or `0529` as `2029-05`. */
function monthOf(typed: string): string | undefined {
  const [, month, year] = /^\s*(0[1-9]|1[0-2])\s*\/?\s*(?:20)?(\d\d)\s*$/.exec(typed) ?? []
  return month && `20${year}-${month}`
}

/** Luhn's check (ISO/IEC 7812-1, annex B). */
function isLuhnValid(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
