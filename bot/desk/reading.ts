import { changedOf, type Guide, sourceHash } from '../../kb/guide.ts'
import { type Section, sectionsOf } from '../../kb/sections.ts'
import { type Action, offeredTo } from '../core/action.ts'
import { type Locale, locales, type Subject, subjects } from '../core/catalogue.ts'
import type { User } from '../core/model.ts'
import type { Setting } from './desk.ts'

/** The language that guides are translated from. */
export const sourceLocale: Locale = 'fr'

/** What is shown of a guide where others are listed. */
export type Card = Pick<Guide, 'slug' | 'locale' | 'title' | 'summary'>

/** A guide as it is read: section by section, with all that leads on from it. */
export interface Reading extends Pick<Guide, 'slug' | 'locale' | 'title' | 'summary' | 'body' | 'services'> {
  /** Without lists of links to other guides: these are `related`. */
  sections: readonly Section[]
  related: readonly Card[]
  /** What it explains and can be done at once, its own action first. */
  actions: readonly Action[]
  subject: Subject | undefined
  /** The languages that it is written in. */
  languages: readonly Locale[]
  /** Translated from a source that says something else by now. */
  outdated: boolean
  /** The day of its last change, if that is known. */
  changed: string | undefined
}

type Reader = Readonly<User> | undefined

/** A guide to read, in the source language or any other where that one has none; `undefined` where there is none of that name. */
export async function readGuide(
  setting: Setting,
  slug: string,
  locale: Locale,
  reader: Reader,
): Promise<Reading | undefined> {
  const { guides } = setting
  const languages = languagesOf(setting, slug)
  const guide = [locale, sourceLocale, ...languages].flatMap(one => guides.guide(slug, one) ?? [])[0]
  if (!guide) return undefined
  const source = guides.guide(slug, sourceLocale)
  return {
    ...guide,
    sections: sectionsOf(guide).filter(({ text, level }) => text || level === 0),
    related: relatedTo(setting, guide),
    actions: actionsOf(setting, slug, reader, guide.action),
    subject: subjectOf(setting, guide),
    languages,
    outdated: guide !== source && !!source && !!guide.source && guide.source !== sourceHash(source),
    changed: await changedOf(guide),
  }
}

/** The guides that one names as related, and those that it links in lists of its own, in its language. */
function relatedTo({ guides }: Setting, guide: Guide): Card[] {
  const lists = sectionsOf(guide).filter(({ text }) => !text)
  const linked = lists.flatMap(({ markdown }) =>
    [...markdown.matchAll(/\]\(\.\.\/([^/)]+)\//g)].map(([, slug = '']) => slug),
  )
  const slugs = new Set([...guide.related, ...linked])
  return [...slugs].flatMap(
    slug => guides.guide(slug, guide.locale) ?? guides.guide(slug, sourceLocale) ?? [],
  )
}

/** The actions that a guide explains, as they are offered to a reader; the one that it is about comes first. */
function actionsOf({ domain }: Setting, slug: string, reader: Reader, about?: string): Action[] {
  const explained = [...offeredTo(domain.actions, reader).values()].filter(({ guide }) => guide === slug)
  return [...explained.filter(({ id }) => id === about), ...explained.filter(({ id }) => id !== about)]
}

/** What a reader can have done at once by what its guide is about, in the order of the subjects: as many steps as there are actions, however many guides. */
export function actionsBySubject(
  setting: Setting,
  locale: Locale,
  reader: Reader,
): ReadonlyMap<Subject | undefined, readonly Action[]> {
  const { guides, domain } = setting
  const explained = [...offeredTo(domain.actions, reader).values()].flatMap(action => {
    const guide = action.guide === undefined ? undefined : guides.guide(action.guide, locale)
    return guide ? [{ action, subject: subjectOf(setting, guide) }] : []
  })
  const groups = Map.groupBy(explained, ({ subject }) => subject)
  return inOrder(new Map([...groups].map(([subject, found]) => [subject, found.map(({ action }) => action)])))
}

/** What a guide is about: translations need not repeat it. */
export function subjectOf({ guides }: Setting, { slug, subject }: Guide): Subject | undefined {
  const named = subject ?? guides.guide(slug, sourceLocale)?.subject
  return subjects.find(known => known === named)
}

/** All guides of a language by what they are about, in the order of the subjects; those about none of them come last. */
export function guidesBySubject(
  setting: Setting,
  locale: Locale,
): ReadonlyMap<Subject | undefined, readonly Guide[]> {
  return inOrder(Map.groupBy(setting.guides.all(locale), guide => subjectOf(setting, guide)))
}

/** Groups in the order of the subjects; what is about none of them comes last. */
function inOrder<Item>(
  groups: ReadonlyMap<Subject | undefined, readonly Item[]>,
): ReadonlyMap<Subject | undefined, readonly Item[]> {
  const known = [...subjects, undefined].filter(subject => groups.has(subject))
  return new Map(known.map(subject => [subject, groups.get(subject)!]))
}

/** All guides of a language with the day of their last change, the latest first. */
export async function guidesByChange(
  { guides }: Setting,
  locale: Locale,
): Promise<{ guide: Guide; changed: string }[]> {
  const dated = await Promise.all(
    guides.all(locale).map(async guide => ({ guide, changed: (await changedOf(guide)) ?? '' })),
  )
  return dated
    .filter(({ changed }) => changed)
    .sort((a, b) => (a.changed < b.changed ? 1 : a.changed > b.changed ? -1 : 0))
}

/** The languages that a guide is written in. */
export const languagesOf = ({ guides }: Setting, slug: string): Locale[] =>
  locales.filter(locale => guides.guide(slug, locale))
