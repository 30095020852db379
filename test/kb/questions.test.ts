import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fold } from '../../kb/analysis/fold.ts'
import { type Asked, isKeptApart } from '../../kb/calibrate.ts'
import { bar } from '../../kb/confidence.ts'
import { type Guide, type Locale, loadGuides, locales } from '../../kb/guide.ts'
import { openLibrary } from '../../kb/library.ts'
import { answeredAt, aurocOf, type Outcome, relevanceOf } from '../bench/measures.ts'

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

type Hint = (locale: Locale) => Locale | undefined
interface Result extends Outcome {
  rightLanguage: boolean
}

function ask(locale: Locale, { question, slug }: Asked, hint: Locale | undefined): Result {
  const answer = library.ask(question, hint ? { locale: hint } : {})
  const place = answer.results.findIndex(result => result.slug === slug && result.locale === locale)
  return {
    places: place < 0 ? [] : [place + 1],
    relevant: slug === null ? 0 : 1,
    found: answer.results.length,
    confidence: answer.results[0]?.confidence ?? 0,
    rightLanguage: answer.locale === locale,
  }
}

function figuresOf(results: Result[]) {
  const { hit1: first, hit3: third } = relevanceOf(results)
  const { answerable: answered, others: offTopic } = answeredAt(bar, results)
  return { first, third, answered, offTopic, auroc: aurocOf(results) }
}

const keptApartIn = (folder: string, locale: Locale) =>
  questionsIn(folder, locale).filter(({ question }) => isKeptApart(question))

const asked = new Map<string, Result[]>()

/** What comes of the questions kept apart, for a reader of their language; each is asked once. */
function resultsIn(folder: string, locale: Locale): Result[] {
  const key = folder + locale
  const results = asked.get(key) ?? keptApartIn(folder, locale).map(one => ask(locale, one, locale))
  asked.set(key, results)
  return results
}

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

  it('guides hardly know what is kept apart: only what everybody says, such as “forgot password”', () => {
    const plain = (text: string) =>
      fold(text)
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(' ')
    for (const locale of locales) {
      const kept = new Set(keptApartIn('', locale).map(({ question }) => plain(question)))
      const known = guides.filter(guide => guide.locale === locale).flatMap(({ questions }) => questions)
      const shared = known.filter(question => kept.has(plain(question)))
      expect(shared.length, shared.join()).toBeLessThanOrEqual(8)
    }
  })

  it.each(locales)(
    '%s: the right guide comes first, and the honest answer is no where there is none',
    locale => {
      const { first, third, answered, offTopic, auroc } = figuresOf(resultsIn('', locale))
      expect(first).toBeGreaterThanOrEqual(0.95)
      expect(third).toBeGreaterThanOrEqual(0.975)
      expect(answered).toBeGreaterThanOrEqual(0.95)
      expect(offTopic).toBeLessThanOrEqual(0.125)
      expect(auroc).toBeGreaterThanOrEqual(0.97)
    },
  )

  it('no language is far behind the best', () => {
    const firsts = locales.map(locale => figuresOf(resultsIn('', locale)).first)
    expect(Math.max(...firsts) - Math.min(...firsts)).toBeLessThanOrEqual(0.03)
  })

  it('all languages together', () => {
    const figures = figuresOf(locales.flatMap(locale => resultsIn('', locale)))
    expect(figures.first).toBeGreaterThanOrEqual(0.955)
    expect(figures.third).toBeGreaterThanOrEqual(0.99)
    expect(figures.answered).toBeGreaterThanOrEqual(0.955)
    expect(figures.offTopic).toBeLessThanOrEqual(0.085)
    expect(figures.auroc).toBeGreaterThanOrEqual(0.978)
  })

  it('by somebody who had not seen the guides', () => {
    const figures = figuresOf(locales.flatMap(locale => resultsIn('unseen/', locale)))
    expect(figures.first).toBeGreaterThanOrEqual(0.945)
    expect(figures.third).toBeGreaterThanOrEqual(0.99)
    expect(figures.answered).toBeGreaterThanOrEqual(0.96)
    expect(figures.offTopic).toBeLessThanOrEqual(0.11)
    expect(figures.auroc).toBeGreaterThanOrEqual(0.96)
  })

  it.each([
    ['of another language', (locale: Locale): Locale => (locale === 'fr' ? 'de' : 'fr')],
    ['of none', (): undefined => undefined],
  ])('a reader %s gets the answer in the language of the question', (_, hint: Hint) => {
    const results = locales.flatMap(locale =>
      keptApartIn('unseen/', locale).map(one => ask(locale, one, hint(locale))),
    )
    const known = results.filter(({ relevant }) => relevant > 0)
    expect(known.filter(one => one.rightLanguage).length / known.length).toBeGreaterThanOrEqual(0.98)
    expect(relevanceOf(results).hit1).toBeGreaterThanOrEqual(0.92)
  })

  it.each(locales)('%s: one word that is the same everywhere gets the reader’s language', locale => {
    for (const question of ['2FA', 'newsletter', 'logo', 'kSuite', 'Visa', 'feedback kMeet'])
      expect(library.ask(question, { locale }).locale, question).toBe(locale)
  })
})
