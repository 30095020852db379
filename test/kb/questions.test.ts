import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fold } from '../../kb/analysis/fold.ts'
import { type Asked, isKeptApart } from '../../kb/calibrate.ts'
import { bar } from '../../kb/confidence.ts'
import { type Guide, type Locale, loadGuides, locales } from '../../kb/guide.ts'
import { openLibrary } from '../../kb/library.ts'
import { answeredAt, aurocOf, relevanceOf } from '../bench/measures.ts'

/**
 * Questions in people's own words, and the guide that answers each; null: none does. Those in `unseen` were written by
 * somebody who had not seen the guides, and many of their questions without an answer are near misses. What is kept apart
 * was never learnt from: the figures that count are its.
 */
const questionsIn = (folder: string, locale: Locale): Asked[] =>
  readFileSync(new URL(`../questions/${folder}${locale}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Asked)

const { guides } = await loadGuides(new URL('../../content', import.meta.url).pathname)
const library = openLibrary(guides)

interface Figures {
  first: number
  third: number
  answered: number
  offTopic: number
  auroc: number
  language: number
}

type Hint = (locale: Locale) => Locale | undefined

function measure(asked: { locale: Locale; question: Asked }[], hint: Hint): Figures {
  const results = asked.map(({ locale, question }) => {
    const given = hint(locale)
    const answer = library.ask(question.question, given ? { locale: given } : {})
    const place = answer.results.findIndex(
      result => result.slug === question.slug && result.locale === locale,
    )
    return {
      places: place < 0 ? [] : [place + 1],
      relevant: question.slug === null ? 0 : 1,
      found: answer.results.length,
      confidence: answer.results[0]?.confidence ?? 0,
      rightLanguage: answer.locale === locale,
    }
  })
  const known = results.filter(({ relevant }) => relevant > 0)
  const { hit1, hit3 } = relevanceOf(results)
  const { answerable, others } = answeredAt(bar, results)
  return {
    first: hit1,
    third: hit3,
    answered: answerable,
    offTopic: others,
    auroc: aurocOf(results),
    language: known.filter(one => one.rightLanguage).length / known.length,
  }
}

const keptApartIn = (folder: string, locale: Locale) =>
  questionsIn(folder, locale)
    .filter(({ question }) => isKeptApart(question))
    .map(question => ({ locale, question }))
const keptApart = locales.flatMap(locale => keptApartIn('', locale))
const unseen = locales.flatMap(locale => keptApartIn('unseen/', locale))
const own: Hint = locale => locale

describe('finding the right guide', () => {
  it('has questions enough: 30 a guide and language, 100 that no guide answers', () => {
    const slugs = new Set(guides.map((guide: Guide) => guide.slug))
    for (const locale of locales) {
      const counts = Map.groupBy(questionsIn('', locale), ({ slug }) => slug)
      for (const slug of slugs)
        expect(counts.get(slug)?.length, `${slug} ${locale}`).toBeGreaterThanOrEqual(30)
      expect(counts.get(null)?.length).toBeGreaterThanOrEqual(100)
    }
  })

  it('no guide has a question of these for its own', () => {
    const plain = (text: string) => fold(text).match(/[\p{L}\p{N}]+/gu)?.join(' ')
    for (const locale of locales) {
      const kept = new Set(keptApartIn('', locale).map(({ question }) => plain(question.question)))
      const known = guides.filter(guide => guide.locale === locale).flatMap(({ questions }) => questions)
      const shared = known.filter(question => kept.has(plain(question)))
      expect(shared.length, shared.join()).toBeLessThanOrEqual(SHARED)
    }
  })

  it('the right guide comes first, and the honest answer is no where there is none, in every language', () => {
    const figures = locales.map(locale => ({ locale, ...measure(keptApartIn('', locale), own) }))
    const best = Math.max(...figures.map(({ first }) => first))
    for (const { locale, first, third, answered, offTopic, auroc } of figures) {
      expect(first, locale).toBeGreaterThanOrEqual(Math.max(0.935, best - 0.035))
      expect(third, locale).toBeGreaterThanOrEqual(0.97)
      expect(answered, locale).toBeGreaterThanOrEqual(0.92)
      expect(offTopic, locale).toBeLessThanOrEqual(0.13)
      expect(auroc, locale).toBeGreaterThanOrEqual(0.97)
    }
  })

  it('all languages together', () => {
    const figures = measure(keptApart, own)
    expect(figures.first).toBeGreaterThanOrEqual(0.955)
    expect(figures.third).toBeGreaterThanOrEqual(0.99)
    expect(figures.answered).toBeGreaterThanOrEqual(0.95)
    expect(figures.offTopic).toBeLessThanOrEqual(0.1)
    expect(figures.auroc).toBeGreaterThanOrEqual(0.975)
  })

  it('by somebody who had not seen the guides', () => {
    const figures = measure(unseen, own)
    expect(figures.first).toBeGreaterThanOrEqual(0.94)
    expect(figures.third).toBeGreaterThanOrEqual(0.99)
    expect(figures.answered).toBeGreaterThanOrEqual(0.95)
    expect(figures.offTopic).toBeLessThanOrEqual(0.15)
    expect(figures.auroc).toBeGreaterThanOrEqual(0.945)
  })

  it.each([
    ['of another language', (locale: Locale): Locale => (locale === 'fr' ? 'de' : 'fr')],
    ['of none', (): undefined => undefined],
  ])('a reader %s gets the answer in the language of the question', (_, hint) => {
    const figures = measure(keptApart, hint)
    expect(figures.language).toBeGreaterThanOrEqual(0.98)
    expect(figures.first).toBeGreaterThanOrEqual(0.94)
  })

  it.each(locales)('%s: one word that is the same everywhere gets the reader’s language', locale => {
    for (const question of ['2FA', 'newsletter', 'logo', 'kSuite', 'Visa', 'feedback kMeet'])
      expect(library.ask(question, { locale }).locale, question).toBe(locale)
  })
})
