import type { Locale } from '../locales.ts'
import { fold } from './fold.ts'
import { stem } from './stem.ts'
import { isStopWord } from './stop.ts'
import { type Word, words } from './words.ts'

/** What the index knows of a word. */
export interface Form {
  /** Stemmed and folded: what is compared. */
  text: string
  /** The word as written, folded only. */
  surface: string
  /** A stop word of its language: weighs less. */
  stop: boolean
}

/** A word as the index knows it, and where it stands. */
export interface Term extends Form {
  /** Two words that a hyphen, dot or underscore joins, as one (`top-up` → `topup`), beside the two. */
  joined?: boolean
  start: number
  end: number
}

const cacheLimit = 50_000
const caches = new Map<Locale, Map<string, Form>>()

/** The terms of a text: words, stemmed, folded, with their places. */
export function terms(text: string, locale: Locale): Term[] {
  const found: Term[] = []
  let previous: Word | undefined
  for (const word of words(text, locale)) {
    found.push({ ...formOf(word.text, locale), start: word.start, end: word.end })
    if (previous && word.start === previous.end + 1 && '-._'.includes(text[previous.end]!)) {
      const both = formOf(previous.text + word.text, locale)
      found.push({ ...both, stop: false, joined: true, start: previous.start, end: word.end })
    }
    previous = word
  }
  return found
}

/** Texts use few words, often: their forms are remembered. */
function formOf(word: string, locale: Locale): Form {
  let cache = caches.get(locale)
  if (!cache || cache.size >= cacheLimit) {
    cache = new Map()
    caches.set(locale, cache)
  }
  let form = cache.get(word)
  if (!form) {
    const surface = fold(word)
    form = { text: stem(word, locale), surface, stop: isStopWord(surface, locale) }
    if (word.length < 40) cache.set(word, form)
  }
  return form
}
