import { readFileSync } from 'node:fs'
import { fold } from './analysis/fold.ts'
import { isShared } from './analysis/names.ts'
import { type Locale, locales } from './locales.ts'

/** The language of a text, and how likely it is (0..1). */
export interface Detection {
  locale: Locale
  certainty: number
}

/** Features are hashed into this many rows of `language.bin`, one signed byte a language. */
export const rows = 1 << 16
/** What one step of a stored weight is worth. */
export const weightStep = 1 / 16

const longestText = 500
const longestGram = 5
/** Grams overlap, so their evidence counts several times; this undoes it (found on held-out questions). */
const temperature = 5

let weights: Int8Array | undefined

function load(): Int8Array {
  const file = readFileSync(new URL('./language.bin', import.meta.url))
  return new Int8Array(file.buffer, file.byteOffset, file.byteLength)
}

/**
 * How likely a text is in each language, in the order of `locales`: naive Bayes on words and on their grams of one to
 * five characters (Cavnar & Trenkle 1994; Lui & Baldwin 2012), hashed (Weinberger et al. 2009).
 */
export function languageLikelihoods(text: string): number[] {
  weights ??= load()
  const sums = locales.map(() => 0)
  for (const { word, trust } of wordsOf(text.slice(0, longestText)))
    for (const row of features(word))
      for (let at = 0; at < locales.length; at++)
        sums[at]! += trust * weightStep * weights[row * locales.length + at]!
  return softmax(sums.map(sum => sum / temperature))
}

/** The likeliest language of a text; without any Latin letter in it, all are equally likely. */
export function detectLanguage(text: string): Detection {
  const likelihoods = languageLikelihoods(text)
  const certainty = Math.max(...likelihoods)
  return { locale: locales[likelihoods.indexOf(certainty)]!, certainty }
}

function softmax(sums: number[]): number[] {
  const highest = Math.max(...sums)
  const parts = sums.map(sum => Math.exp(sum - highest))
  const total = parts.reduce((a, b) => a + b, 0)
  return parts.map(part => part / total)
}

interface Word {
  word: string
  trust: number
}

/**
 * The Latin words of a text. What looks like a name (`kSuite`, `SMTP`, a capital inside a sentence), or is the same in all
 * languages (`feedback`), says less of its language; German nouns lose by this too, but stay the strongest sign among what is left.
 */
function* wordsOf(text: string): Generator<Word> {
  let first = true
  for (const [word] of text.normalize('NFC').matchAll(latinWord)) {
    const product = (word.length > 1 && /\p{Lu}/u.test(word.slice(1))) || isShared(fold(word))
    const capital = !first && /^\p{Lu}/u.test(word)
    yield { word: word.toLowerCase(), trust: product ? productTrust : capital ? capitalTrust : 1 }
    first = false
  }
}

const latinWord = /[\p{Script=Latin}\p{M}]+/gu
const productTrust = 0.2
const capitalTrust = 0.5

/** The rows of a lower-case word: itself and its grams, its edges marked. */
export function features(word: string): number[] {
  const bounded = `_${word.slice(0, 30)}_`
  const found = [hash(word, 7)]
  for (let from = 0; from < bounded.length; from++)
    for (let to = from + 1; to <= Math.min(bounded.length, from + longestGram); to++)
      if (to - from > 1 || bounded[from] !== '_') found.push(hash(bounded.slice(from, to), 0))
  return found
}

/** FNV-1a, 32 bits, folded to the number of rows. */
function hash(gram: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed
  for (let at = 0; at < gram.length; at++) value = Math.imul(value ^ gram.charCodeAt(at), 0x01000193)
  return (value ^ (value >>> 16)) & (rows - 1)
}
