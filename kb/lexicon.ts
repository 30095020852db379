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
  const first = hash(word, firstSeed)
  const second = hash(word, secondSeed) | 1
  for (let probe = 0; probe < probes; probe++) {
    const bit = bitAt(first, second, probe, locale)
    if (!((bits[bit >> 3]! >> (bit & 7)) & 1)) return false
  }
  return true
}

/** The places of a word's bits. */
export function bitsOf(word: string, locale: Locale): number[] {
  const first = hash(word, firstSeed)
  const second = hash(word, secondSeed) | 1
  return Array.from({ length: probes }, (_, probe) => bitAt(first, second, probe, locale))
}

const firstSeed = 0x811c9dc5
const secondSeed = 0x9747b28c

/** Two FNV-1a hashes combined (Kirsch & Mitzenmacher 2006). */
function bitAt(first: number, second: number, probe: number, locale: Locale): number {
  const place = ((first + Math.imul(probe, second)) >>> 0) % bitsPerLocale
  return locales.indexOf(locale) * bitsPerLocale + place
}

function hash(word: string, seed: number): number {
  let value = seed
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193)
  return value ^ (value >>> 15)
}
