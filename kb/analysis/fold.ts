const ascii = /^[\0-\x7f]*$/
const letters: Record<string, string> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

/**
 * Lower case without accents, so that `Rôle`, `role` and `RÔLE` are one word; ß, œ and æ become two letters.
 * Compatibility forms (full width, ligatures) become plain letters: Unicode NFKD, marks dropped (UAX #15).
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßœæøłđı]/g, letter => letters[letter]!)
}
