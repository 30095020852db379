// What stands between the groups as people type or paste them: spaces, new lines, dashes of any length, up to three in a row (" - ").
const groupsOfDigits = /\d+(?:[\s\p{Pd}._/]{1,3}\d+)*/gu
// Zero-width spaces, joiners, soft hyphens: nobody sees them, they part nothing.
const invisible = /\p{Cf}/gu
const otherDigits = /(?![0-9])\p{Nd}/gu

/** Whether a text holds a card number: 13 to 19 digits, however grouped, valid by Luhn's check (ISO/IEC 7812-1) (PAY-3). */
export function holdsCardNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(invisible, '').replace(otherDigits, digitOf)
  const runs = plain.match(groupsOfDigits) ?? []
  return runs.some(run => numbersIn(run.split(/\D+/)).some(isLuhnValid))
}

/** Whether anything in an input holds a card number: names, values and lists. What is as long as only a picture is, is skipped. */
export function inputHoldsCardNumber(input: unknown): boolean {
  if (typeof input === 'string') return input.length <= longestTyped && holdsCardNumber(input)
  if (typeof input === 'number') return holdsCardNumber(String(input))
  if (typeof input !== 'object' || input === null) return false
  return Object.entries(input).some(pair => pair.some(inputHoldsCardNumber))
}

const longestTyped = 10_000

// A number may stand beside other digits ("2 x 4242 4242 …", "… 4242 12/28"), so every row of whole groups is looked at.
function numbersIn(groups: string[]): string[] {
  const found: string[] = []
  for (let first = 0; first < groups.length; first++) {
    let digits = ''
    for (const group of groups.slice(first, first + 19)) {
      digits += group
      if (digits.length > 19) break
      if (digits.length >= 13) found.push(digits)
    }
  }
  return found
}

/** A digit of any script as one of ours: Unicode keeps the ten of a script together, from its zero on. */
function digitOf(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let zero = point
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(point - zero)
}

// Payment cards begin with 2 to 6, telephone numbers seldom do (ISO/IEC 7812-1, major industry identifiers).
function isLuhnValid(digits: string): boolean {
  if (!/^[2-6]/.test(digits)) return false
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
