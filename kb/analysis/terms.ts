import type { Locale } from '../locales.ts'
import { fold } from './fold.ts'
import { stem } from './stem.ts'
import { isStopWord } from './stop.ts'
import { type Word, words } from './words.ts'

/** A word as the index knows it. */
export interface Term {
  /** Stemmed and folded: what is compared. */
  text: string
  /** The word as written, folded only. */
  surface: string
  /** A stop word of its language: weighs less. */
  stop: boolean
  /** Two words that a hyphen, dot or underscore joins, as one (`top-up` → `topup`), beside the two. */
  joined?: boolean
  start: number
  end: number
}

/** The terms of a text: words, stemmed, folded, with their places. */
export function terms(text: string, locale: Locale): Term[] {
  const found: Term[] = []
  let previous: Word | undefined
  for (const word of words(text, locale)) {
    const surface = fold(word.text)
    const stop = isStopWord(surface, locale)
    found.push({ text: stem(word.text, locale), surface, stop, start: word.start, end: word.end })
    if (previous && word.start === previous.end + 1 && '-._'.includes(text[previous.end]!)) {
      const both = fold(previous.text) + surface
      found.push({ text: stem(previous.text + word.text, locale), surface: both, stop: false, joined: true, start: previous.start, end: word.end })
    }
    previous = word
  }
  return found
}
