import type { Locale } from '../../core/catalogue.ts'

/** Where a guide stands, or a section of it. */
export const guidePath = (locale: Locale, slug: string, section = ''): string =>
  `/${locale}/${encodeURIComponent(slug)}${section && `#${encodeURIComponent(section)}`}`

/** Where the guides about something are listed. */
export const subjectPath = (locale: Locale, subject = 'other'): string => `/${locale}/guides/${subject}`

/** Where an action is done. */
export const doPath = (locale: Locale, action: string): string => `/${locale}/do/${action}`

/** Where a question is searched. */
export const searchPath = (locale: Locale, question: string): string =>
  `/${locale}/search?q=${encodeURIComponent(question)}`
