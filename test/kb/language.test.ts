import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../kb/analysis/fold.ts'
import { detectLanguage, languageLikelihoods } from '../../kb/language.ts'
import { locales } from '../../kb/locales.ts'
import { likelyLanguages } from '../../kb/tongue.ts'

const questions = locales.flatMap(locale =>
  readFileSync(new URL(`../questions/${locale}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map(line => ({ locale, text: (JSON.parse(line) as { question: string }).question }))
    .filter(({ text }) => text.trim().split(/\s+/).length >= 2 && text.split(/\s+/).length <= 10),
)

describe('detectLanguage', () => {
  it.each([
    ['as typed', (text: string) => text, 0.985],
    ['without accents', fold, 0.985],
  ])('knows the language of questions of 2 to 10 words, %s', (_, typed, floor) => {
    for (const locale of locales) {
      const own = questions.filter(question => question.locale === locale)
      const right = own.filter(({ text }) => detectLanguage(typed(text)).locale === locale)
      expect(right.length / own.length, locale).toBeGreaterThanOrEqual(0.975)
    }
    const right = questions.filter(({ text, locale }) => detectLanguage(typed(text)).locale === locale)
    expect(right.length / questions.length).toBeGreaterThanOrEqual(floor)
  })

  it.each([
    ['fr', 'Swiss Backup et Streaming Radio ne marchent plus'],
    ['de', 'Google Authenticator und kDrive funktionieren nicht'],
    ['it', 'Public Cloud e Site Creator non funzionano'],
    ['es', 'Guest Manager y Cloud Server no funcionan'],
    ['en', 'my kSuite and kDrive and kMeet are slow'],
  ])('%s: product names do not sway it', (locale, text) => expect(detectLanguage(text).locale).toBe(locale))

  it('is unsure of what has no language', () => {
    for (const text of ['', '12345', '😀', 'привет', '\uD800', '日本語'])
      expect(detectLanguage(text).certainty).toBeCloseTo(0.2)
    for (const text of ['2FA', 'kSuite']) expect(detectLanguage(text).certainty).toBeLessThan(0.6)
  })

  it('shares out certainty among the languages', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const likelihoods = languageLikelihoods(text)
        expect(likelihoods.reduce((a, b) => a + b, 0)).toBeCloseTo(1)
      }),
    )
  })
})

describe('likelyLanguages', () => {
  const first = (question: string, hint?: (typeof locales)[number], loaded = [...locales]) =>
    likelyLanguages(question, hint, loaded)[0]?.locale

  it('follows the hint where the question does not tell', () => {
    for (const locale of locales)
      for (const question of ['2FA', 'logo', 'kSuite', '', '???'])
        expect(first(question, locale), question).toBe(locale)
  })

  it('follows the question where it tells', () => {
    expect(first('wie ändere ich mein Passwort', 'fr')).toBe('de')
    expect(first('comment changer mon mot de passe', 'it')).toBe('fr')
  })

  it('keeps to the languages that there are', () => {
    expect(first('wie ändere ich mein Passwort', 'de', ['fr'])).toBe('fr')
    expect(likelyLanguages('bonjour', 'de', [])).toEqual([{ locale: 'de', share: 1 }])
    expect(likelyLanguages('bonjour', undefined, [])).toEqual([{ locale: 'fr', share: 1 }])
  })
})
