import type { Locale } from '../locales.ts'
import { terms } from './terms.ts'

/** What a question is about, however it is put: the stems of its words in no order, but for stop words. Empty where nothing is left. */
export function matterOf(question: string, locale: Locale): string {
  const telling = terms(question, locale).filter(({ stop, joined }) => !stop && !joined)
  return [...new Set(telling.map(({ text }) => text))].sort().join(' ')
}
