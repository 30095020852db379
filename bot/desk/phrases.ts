import { fold } from '../../kb/library.ts'
import { locales } from '../core/catalogue.ts'
import type { Words } from '../words/words.ts'

/** The words of a text alone: folded, without signs, parted by one space each. */
export const plainWords = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

/** Whether plain words hold a phrase, from word to word. */
export const says = (words: string, phrase: string): boolean =>
  ` ${words} `.includes(` ${plainWords(phrase)} `)

/** The phrases of a key in all five languages: what is typed may be in any. */
export const phrasesIn = (words: Words, key: string): string[] =>
  locales.flatMap(locale => words(locale).list(key))
