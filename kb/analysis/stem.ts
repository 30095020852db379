import { createStemmer } from 'multilingual-stemmer'
import type { Locale } from '../locales.ts'
import { fold } from './fold.ts'

const cacheLimit = 50_000
const caches = new Map<Locale, (word: string) => string>()

/**
 * The stem of a lower-case word, without accents. Snowball (Porter, 2001; snowballstem.org) works on the accented
 * form, so folding comes last.
 */
export function stem(word: string, locale: Locale): string {
  let stemmer = caches.get(locale)
  if (!stemmer) caches.set(locale, (stemmer = remembering(createStemmer(locale))))
  return stemmer(word)
}

function remembering(stemmer: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>()
  return word => {
    const stored = known.get(word)
    if (stored !== undefined) return stored
    if (known.size >= cacheLimit) known.clear()
    const result =
      word.length > 64 || /[\0\ud800-\udfff]/.test(word) ? fold(word) : fold(stemmer(word)) || fold(word)
    known.set(word, result)
    return result
  }
}
