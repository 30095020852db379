import { fold, type Result } from '../../kb/library.ts'
import { editDistance } from '../../kb/repair.ts'
import { type Action, offeredTo } from '../core/action.ts'
import type { Locale } from '../core/catalogue.ts'
import type { User } from '../core/model.ts'
import type { Setting } from './desk.ts'
import { find } from './find.ts'
import { type Card, sourceLocale } from './reading.ts'

/** What a search finds. */
export interface Finding {
  results: readonly Result[]
  /** False where no guide is likely to answer: the results are then the nearest ones, in the reader's own language. */
  answered: boolean
  /** What was asked for can be done at once. */
  actions: readonly Action[]
  /** The question as it was probably meant, where a word of it is misspelt. */
  respelt: string | undefined
}

/** Where nothing answers, so many of the nearest are worth a look. */
const mostUncertain = 4

/** Looks for what is typed: the guides that answer, best first, and the actions of the one that answers. */
export function searchIn(
  setting: Setting,
  typed: string,
  locale: Locale,
  reader: Readonly<User> | undefined,
): Finding {
  const { guides, intents, domain } = setting
  if (!typed.trim()) return { results: [], answered: false, actions: [], respelt: undefined }
  const offered = offeredTo(domain.actions, reader)
  const { answer, guide, actions } = find({ guides, intents, actions: offered }, typed, { locale })
  const answered = guide !== undefined || actions.length > 0
  const near = answered ? answer : guides.ask(typed, { only: locale, limit: mostUncertain })
  const others = near.results.filter(({ slug }) => slug !== guide?.slug)
  return { results: guide ? [guide, ...others] : others, answered, actions, respelt: guides.respelt(near) }
}

/** Known questions that a half-typed one may become. */
export const completionsOf = ({ guides }: Setting, typed: string, locale: Locale, limit: number): string[] =>
  guides.complete(typed, { locale, limit }).filter(text => fold(text) !== fold(typed.trim()))

const mostWrong = 3
const mostNearest = 3

/** The guides that an address may have meant: of nearly the same name, else nearest to its words. */
export function nearestTo({ guides }: Setting, slug: string, locale: Locale): Card[] {
  const all = new Map([...guides.all(sourceLocale), ...guides.all(locale)].map(guide => [guide.slug, guide]))
  const spelt = [...all.values()]
    .map(guide => ({ guide, wrong: editDistance(slug, guide.slug, mostWrong) }))
    .filter(({ wrong }) => wrong <= mostWrong)
    .sort((one, other) => one.wrong - other.wrong)
    .map(({ guide }) => guide)
  if (spelt.length) return spelt.slice(0, mostNearest)
  const { results } = guides.ask(slug.replace(/[-_.+]/g, ' '), { locale, limit: mostNearest })
  // Names in addresses are English, their reader need not be.
  return results.flatMap(
    ({ slug, locale: found }) => guides.guide(slug, locale) ?? guides.guide(slug, found) ?? [],
  )
}
