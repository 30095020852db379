import type { Guide } from '../../kb/guide.ts'
import type { Result } from '../../kb/library.ts'
import { type Section, sectionsOf } from '../../kb/sections.ts'
import type { Locale } from '../core/catalogue.ts'
import type { Setting } from './desk.ts'

/** A guide as it is read: section by section. */
export interface Reading extends Pick<Guide, 'slug' | 'locale' | 'title' | 'summary' | 'body' | 'related'> {
  sections: readonly Section[]
}

/** A guide to read; `undefined` where there is none of that name in that language. */
export function readGuide({ guides }: Setting, slug: string, locale: Locale): Reading | undefined {
  const guide = guides.guide(slug, locale)
  return guide && { ...guide, sections: sectionsOf(guide) }
}

/** All guides of a language. */
export const guidesIn = ({ guides }: Setting, locale: Locale): readonly Guide[] => guides.all(locale)

/** The guides nearest to what is typed, best first. */
export const searchIn = ({ guides }: Setting, typed: string, locale: Locale, limit = 10): readonly Result[] =>
  guides.ask(typed, { locale, limit }).results
