import { languageLikelihoods } from './language.ts'
import { type Locale, locales } from './locales.ts'

/** A language that a question may be in, and its share of what is likely. */
export interface Likely {
  locale: Locale
  share: number
}

/** How much likelier the reader's own language is than another: a sentence still tells its language by itself. */
const hintWeight = 16
/** Languages less likely than this are not searched. */
const leastShare = 0.04
const most = 3

/** Whether a question is of one or two words: `2FA`, `newsletter` and `Visa` are the same in many languages. */
export function isShort(question: string): boolean {
  return question.length < 100 && question.trim().split(/\s+/).length <= 2
}

/**
 * The languages worth searching for a question, likeliest first, at least one: Bayes' rule with the hint as the prior.
 * With no guides at all the hint is as good as any.
 */
export function likelyLanguages(question: string, hint: Locale | undefined, loaded: Locale[]): Likely[] {
  const likelihoods = languageLikelihoods(question)
  const weighed = loaded.map(locale => ({
    locale,
    share: likelihoods[locales.indexOf(locale)]! * (locale === hint ? hintWeight : 1),
  }))
  const total = weighed.reduce((sum, { share }) => sum + share, 0)
  const sorted = weighed.map(one => ({ ...one, share: one.share / total })).sort((a, b) => b.share - a.share)
  const likely = sorted.slice(0, most).filter(({ share }, at) => at === 0 || share >= leastShare)
  return likely.length > 0 ? likely : [{ locale: hint ?? 'fr', share: 1 }]
}
