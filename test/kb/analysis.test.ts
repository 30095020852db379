import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitCompound } from '../../kb/analysis/compounds.ts'
import { fold } from '../../kb/analysis/fold.ts'
import { sentences } from '../../kb/analysis/sentences.ts'
import { stem } from '../../kb/analysis/stem.ts'
import { isStopWord } from '../../kb/analysis/stop.ts'
import { synonymsOf } from '../../kb/analysis/synonyms.ts'
import { terms } from '../../kb/analysis/terms.ts'
import { words } from '../../kb/analysis/words.ts'
import { isCommonWord } from '../../kb/lexicon.ts'
import { locales } from '../../kb/locales.ts'

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('\uD800', 'l’', "don't", 'e-', '\0'),
)

describe('fold', () => {
  it.each([
    ['RÔLE', 'role'],
    ['Straße', 'strasse'],
    ['œuvre', 'oeuvre'],
    ['Ærø', 'aero'],
    ['ﬁn', 'fin'],
    ['İstanbul', 'istanbul'],
    ['ｋＳｕｉｔｅ', 'ksuite'],
    ['plain', 'plain'],
  ])('%s → %s', (text, folded) => expect(fold(text)).toBe(folded))

  it('changes nothing the second time', () => {
    fc.assert(fc.property(hostile, text => fold(fold(text)) === fold(text)))
  })
})

describe('words', () => {
  const texts = (text: string, locale: (typeof locales)[number]) => words(text, locale).map(word => word.text)

  it.each([
    ['fr', "Qu’est-ce que l’adresse d'accès ?", ['est', 'ce', 'que', 'adresse', 'accès']],
    ['it', 'Dov’è l’indirizzo dell’organizzazione?', ['è', 'indirizzo', 'organizzazione']],
    [
      'en',
      "What's wrong? I can't log in and it won’t work",
      ['what', 'wrong', 'i', 'not', 'log', 'in', 'and', 'it', 'not', 'work'],
    ],
    ['en', "rock'n roll, O'Brien", ['rock', 'n', 'roll', 'o', 'brien']],
    ['de', 'Wie geht’s mit E-Mail und 2FA?', ['wie', 'geht', 's', 'mit', 'email', 'und', '2fa']],
    ['es', '¿Cómo añado una tarjeta?', ['cómo', 'añado', 'una', 'tarjeta']],
    ['en', '𝒜 привет 日本', ['𝒜', 'привет', '日本']],
  ] as const)('%s: %s', (locale, text, expected) => expect(texts(text, locale)).toEqual(expected))

  it('tells where each word stands, whatever the text', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...locales), (text, locale) => {
        let end = 0
        for (const word of words(text, locale)) {
          expect(word.start).toBeGreaterThanOrEqual(end)
          expect(word.end).toBeGreaterThan(word.start)
          end = word.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('stem', () => {
  it.each([
    ['fr', 'renouvellements', 'renouvellement'],
    ['en', 'warranties', 'warranty'],
    ['de', 'verlängerungen', 'verlängerung'],
    ['it', 'organizzazioni', 'organizzazione'],
    ['es', 'contraseñas', 'contraseña'],
  ] as const)('%s: %s and %s are one', (locale, one, other) => {
    expect(stem(one, locale)).toBe(stem(other, locale))
    expect(stem(one, locale)).toMatch(/^[a-z]+$/)
  })

  it('gives something back for anything', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom(...locales),
        (text, locale) => typeof stem(text, locale) === 'string',
      ),
    )
    expect(stem('a'.repeat(100), 'en')).toHaveLength(100)
  })
})

describe('stop words', () => {
  it.each([
    ['fr', ['comment', 'où', 'je'], ['pas', 'sans', 'jamais']],
    ['en', ['how', 'the'], ['not', 'no', 'without']],
    ['de', ['wie', 'für'], ['nicht', 'kein', 'ohne']],
    ['it', ['come', 'perché'], ['non', 'senza']],
    ['es', ['cómo', 'para'], ['no', 'sin', 'nunca']],
  ] as const)('%s: says how a question is put, and never a negation', (locale, stops, negations) => {
    for (const word of stops) expect(isStopWord(fold(word), locale)).toBe(true)
    for (const word of negations) expect(isStopWord(fold(word), locale)).toBe(false)
  })
})

describe('terms', () => {
  it('adds joined words as one', () => {
    expect(terms('top-up', 'en').map(term => [term.text, term.joined ?? false])).toEqual([
      ['top', false],
      ['up', false],
      ['topup', true],
    ])
  })
})

describe('synonyms and common words', () => {
  it.each([
    ['fr', 'mdp', 'passe'],
    ['en', 'cellphone', 'smartphone'],
    ['de', 'Kennwort', 'Passwort'],
    ['it', 'cellulare', 'telefono'],
    ['es', 'clave', 'contraseña'],
  ] as const)('%s: %s stands for %s, and the other way round', (locale, one, other) => {
    const [a, b] = [one, other].map(word => stem(word.toLowerCase(), locale))
    expect(synonymsOf(a!, locale)).toContain(b)
    expect(synonymsOf(b!, locale)).toContain(a)
  })

  it('knows the common words of each language, and no others', () => {
    for (const [locale, word] of [
      ['fr', 'maison'],
      ['en', 'house'],
      ['de', 'haus'],
      ['it', 'casa'],
      ['es', 'perro'],
    ] as const) {
      expect(isCommonWord(word, locale)).toBe(true)
      expect(isCommonWord(`${word}xq`, locale)).toBe(false)
    }
  })
})

describe('splitCompound', () => {
  const known = new Set([
    'verlangerung',
    'garantie',
    'zahlung',
    'mittel',
    'wieder',
    'adresse',
    'daten',
    'bank',
  ])
  const split = (word: string) => splitCompound(word, part => known.has(part))

  it.each([
    ['verlangerungsgarantie', ['verlangerung', 'garantie']],
    ['zahlungsmittel', ['zahlung', 'mittel']],
    ['datenbankadresse', ['daten', 'bank', 'adresse']],
    ['garantie', []],
    ['datenxbank', []],
    ['adressen', []],
  ])('%s → %j', (word, parts) => expect(split(word)).toEqual(parts))

  it('gives up on a word that is too long', () => expect(split('daten'.repeat(20))).toEqual([]))
})

describe('sentences', () => {
  it('ends at a full stop or a line, and keeps what stands between', () => {
    const text = 'Un. Deux ! Version 2.0 « trois… » quatre\nCinq'
    expect(sentences(text).map(([start, end]) => text.slice(start, end))).toEqual([
      'Un.',
      'Deux !',
      'Version 2.0 « trois… »',
      'quatre',
      'Cinq',
    ])
    expect(sentences(' \n ')).toEqual([])
  })
})
