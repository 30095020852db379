import type { Locale } from '../locales.ts'

/** A question of which people said that a guide answers it. */
export interface Alias {
  id: string
  locale: Locale
  slug: string
  question: string
  /** How many different people said so. One alone counts for nothing. */
  people: number
}
