import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alikeIn } from '../../kb/alike.ts'
import { compoundsIn } from '../../kb/analysis/compounds.ts'
import { readQuestion } from '../../kb/question.ts'
import { rank } from '../../kb/ranking.ts'
import { editDistance, repairOf } from '../../kb/repair.ts'
import { idf, impact, stopWeight, termWeight } from '../../kb/scoring.ts'
import { buildShelf } from '../../kb/shelf.ts'
import { Vocabulary } from '../../kb/vocabulary.ts'
import { guideOf, guides } from './sample.ts'

const vocabularyOf = (...terms: string[]) => {
  const vocabulary = new Vocabulary()
  for (const term of terms) vocabulary.add(term)
  return vocabulary
}

describe('scoring', () => {
  it('a rare term tells more, repetition less and less, a long text less, a title more', () => {
    expect(idf(10, 1)).toBeGreaterThan(idf(10, 5))
    expect(idf(10, 10)).toBeGreaterThan(0)
    expect(impact('body', 2, 1) - impact('body', 1, 1)).toBeGreaterThan(
      impact('body', 3, 1) - impact('body', 2, 1),
    )
    expect(impact('body', 1, 0.5)).toBeGreaterThan(impact('body', 1, 2))
    expect(impact('title', 1, 1)).toBeGreaterThan(impact('body', 1, 1))
  })

  it('a stop word weighs less; a word of every guide but few passages still weighs', () => {
    const all = { guides: 10, passages: 500 }
    expect(termWeight(all, { guides: 2, passages: 2 }, true)).toBeCloseTo(
      stopWeight * termWeight(all, { guides: 2, passages: 2 }, false),
    )
    expect(termWeight(all, { guides: 10, passages: 20 }, false)).toBeGreaterThan(1)
  })
})

describe('repair', () => {
  const known = ['renouvel', 'garant', 'role', 'rose', 'organis', 'abc', 'verlangerung']
  const repairs = (vocabulary: Vocabulary) => repairOf(vocabulary, alikeIn(vocabulary))
  const repair = repairs(vocabularyOf(...known))

  it.each([
    ['renouvle', ['renouvel']],
    ['garnt', ['garant']],
    ['orgainsi', ['organis']],
    ['rofe', ['role', 'rose']],
    ['ab', []],
    ['xyzxyz', []],
    ['12345', []],
    ['garantieren', []],
    ['verlangreung', ['verlangerung']],
    ['verlungerun', ['verlangerung']],
  ])('%s → %j', (word, expected) => {
    expect(
      repair(word)
        .map(({ id }) => known[id])
        .toSorted(),
    ).toEqual(expected)
  })

  it('takes no stop word for a misspelling, and the more frequent of two first', () => {
    const vocabulary = vocabularyOf('role', 'rose')
    vocabulary.add('robe', 'robe', true)
    vocabulary.count('guides', Uint32Array.of(1, 1))
    expect(repairs(vocabulary)('rofe').map(({ id }) => id)).toEqual([1, 0])
  })

  it('measures edits: insertions, deletions, replacements, swaps', () => {
    expect([
      editDistance('abcd', 'abcd', 2),
      editDistance('abcd', 'bacd', 2),
      editDistance('abcd', 'abxcd', 2),
      editDistance('abcd', 'ab', 2),
      editDistance('abcd', 'wxyz', 2),
      editDistance('a', 'abcd', 2),
    ]).toEqual([0, 1, 1, 2, 3, 3])
  })

  it('one edit is one edit, either way round', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(word, fc.nat(), word, (text, place, letter) => {
        const at = place % text.length
        const edited = text.slice(0, at) + letter[0] + text.slice(at + 1)
        expect(editDistance(text, edited, 3)).toBeLessThanOrEqual(1)
        expect(editDistance(text, letter, 3)).toBe(editDistance(letter, text, 3))
      }),
    )
  })
})

describe('compoundsIn', () => {
  it('knows the same, made from those of an earlier vocabulary or anew', () => {
    const words =
      'garantie verlangerung verlangerungsgarantie haus hausgarantie tur hausturgarantie garantiehaus zeit'
    const some = fc.subarray(words.split(' ')).map(chosen => vocabularyOf(...chosen))
    fc.assert(
      fc.property(some, some, some, (first, second, third) => {
        const carried = compoundsIn(third, compoundsIn(second, compoundsIn(first)))
        expect(carried).toEqual(compoundsIn(third))
      }),
    )
    const whole = vocabularyOf('garantie', 'haus', 'hausgarantie')
    expect(compoundsIn(whole, compoundsIn(vocabularyOf('haus', 'hausgarantie'))).wholes.get(0)).toEqual(
      new Set([2]),
    )
  })
})

describe('alikeIn', () => {
  it('finds terms spelt alike, the nearest first, not the word itself', () => {
    const terms = ['renouvellement', 'renouvel', 'organis', 'ab']
    const alike = alikeIn(vocabularyOf(...terms))
    expect(alike('renouvelable', 0.4).map(({ id }) => terms[id])).toEqual(['renouvel', 'renouvellement'])
    expect(alike('ab', 0.4)).toEqual([])
    expect(alike('x'.repeat(100), 0.4)).toEqual([])
  })
})

describe('readQuestion and rank', () => {
  const shelf = buildShelf(
    guides.filter(guide => guide.locale === 'fr'),
    'fr',
  )

  it('takes each word once, and stops at 48', () => {
    expect(readQuestion('bleu bleu Bleu', shelf)).toHaveLength(1)
    expect(readQuestion(Array.from({ length: 200 }, (_, at) => `m${at}`).join(' '), shelf)).toHaveLength(48)
  })

  it('a word that no guide holds weighs most, a stop word little', () => {
    const [stop, unknown, known] = readQuestion('comment zygomatique partage', shelf)
    expect(unknown!.weight).toBeGreaterThan(known!.weight)
    expect(known!.weight).toBeGreaterThan(stop!.weight)
    expect(unknown!.variants).toEqual([])
  })

  it('splits a compound that the guides do not hold', () => {
    const german = buildShelf([guideOf('a', 'de', 'Zahlung', 'Das Mittel der Wahl.')], 'de')
    expect(readQuestion('Zahlungsmittel', german)).toHaveLength(2)
  })

  it('prefers a guide whose known question is asked to one that has the words in its text', () => {
    const own = [
      guideOf('text', 'en', 'Other', 'You can paint the house green on a sunny day.'),
      guideOf('known', 'en', 'Colours', 'Open the palette.', { questions: ['How do I paint my house?'] }),
    ]
    const english = buildShelf(own, 'en')
    expect(
      rank(readQuestion('how to paint my house', english), english, 2).map(
        ({ document }) => document.guide.slug,
      ),
    ).toEqual(['known', 'text'])
  })

  it('leaves no trace of one question in the next', () => {
    const ask = (text: string) => rank(readQuestion(text, shelf), shelf, 3).map(({ score }) => score)
    const before = ask('partager un calendrier')
    ask('restaurer la sauvegarde du calendrier bleu')
    expect(ask('partager un calendrier')).toEqual(before)
  })

  it('has nothing for nothing', () => {
    expect(rank([], shelf, 5)).toEqual([])
    expect(rank(readQuestion('zygomatique', shelf), shelf, 5)).toEqual([])
  })
})
