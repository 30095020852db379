import { createStemmer } from 'multilingual-stemmer'
import type { Locale } from '../locales.ts'
import { fold } from './fold.ts'

const stemmers = new Map<Locale, (word: string) => string>()
const longest = 64

/**
 * The stem of a lower-case word, without accents. Snowball (Porter, 2001; snowballstem.org) works on the accented
 * form, so folding comes last.
 */
export function stem(word: string, locale: Locale): string {
  if (word.length > longest || /[\0\ud800-\udfff]/.test(word)) return fold(word)
  let stemmer = stemmers.get(locale)
  if (!stemmer) {
    stemmer = createStemmer(locale)
    stemmers.set(locale, stemmer)
  }
  return fold(stemmer(word)) || fold(word)
}
