/** Guides: what they are made of, how they are read, and what can be wrong with them. */
export { changedOf } from './changed.ts'
export { checkGuides } from './check.ts'
export { ContentError, loadGuides } from './load.ts'
export { isLocale, type Locale, locales } from './locales.ts'
export { type Guide, type Origin, parseGuide, sourceHash } from './parse.ts'
export type { Problem } from './problem.ts'
