import { readFileSync } from 'node:fs'
import { type Locale, locales } from './locales.ts'

/** Bits a language has in `lexicon.bin`, and how many of them stand for a word: 1 % of other words pass (Bloom 1970). */
export const bitsPerLocale = 1 << 17
const probes = 7

let bits: Uint8Array | undefined

/**
 * Whether a folded word is one of the 10,000 most common of its language: then it is meant as it stands, and not a
 * misspelling of another.
 */
export function isCommonWord(word: string, locale: Locale): boolean {
  bits ??= readFileSync(new URL('./lexicon.bin', import.meta.url))
  for (const bit of bitsOf(word, locale)) if (!((bits[bit >> 3]! >> (bit & 7)) & 1)) return false
  return true
}

/** The places of a word's bits: two FNV-1a hashes combined (Kirsch & Mitzenmacher 2006). */
export function bitsOf(word: string, locale: Locale): number[] {
  const base = locales.indexOf(locale) * bitsPerLocale
  const first = hash(word, 0x811c9dc5)
  const second = hash(word, 0x9747b28c) | 1
  return Array.from(
    { length: probes },
    (_, at) => base + (((first + Math.imul(at, second)) >>> 0) % bitsPerLocale),
  )
}

function hash(word: string, seed: number): number {
  let value = seed
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193)
  return value ^ (value >>> 15)
}
