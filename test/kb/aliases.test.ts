import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Alias, type Library, openLibrary } from '../../kb/library.ts'
import { guideOf, guides } from './sample.ts'

const alias = (slug: string, question: string, people = 2, locale: Alias['locale'] = 'fr'): Alias => ({
  id: `${locale} ${slug} ${question}`,
  locale,
  slug,
  question,
  people,
})
const learnt = (...aliases: Alias[]) => {
  const library = openLibrary(guides)
  library.learn(aliases)
  return library
}
const ask = (library: Library, question: string) => library.ask(question, { only: 'fr' })
const scores = (library: Library, question: string) =>
  new Map(ask(library, question).results.map(({ slug, score }) => [slug, score]))

const unheardOf = 'écran moche, affreux'

describe('an alias', () => {
  it('leads to a guide that none of its own words does, surely', () => {
    expect(ask(openLibrary(guides), unheardOf)).toMatchObject({ answered: false, results: [] })
    const library = learnt(alias('colours', unheardOf))
    expect(ask(library, unheardOf)).toMatchObject({ answered: true, results: [{ slug: 'colours' }] })
  })

  it.each([
    ['in other forms and another order', 'C’est affreux, les écrans sont moches !'],
    ['with other stop words', 'pourquoi est-ce que cet écran est moche et affreux ?'],
  ])('is known again %s', (_, question) => {
    const { answered, results } = ask(learnt(alias('colours', unheardOf)), question)
    expect({ answered, slug: results[0]?.slug }).toEqual({ answered: true, slug: 'colours' })
  })

  it('says less of a question that is only half the same', () => {
    const library = learnt(alias('colours', 'mon écran est tout moche'))
    const near = ask(library, 'mon imprimante est toute moche')
    expect(near.answered).toBe(false)
    expect(near.results[0]?.slug).toBe('colours')
  })

  it('of one person alone counts for nothing', () => {
    expect(ask(learnt(alias('colours', unheardOf, 1)), unheardOf).results).toEqual([])
  })

  it('counts more the more people said so, but not without end', () => {
    const score = (people: number) =>
      scores(learnt(alias('colours', unheardOf, people)), unheardOf).get('colours')!
    expect(score(4)).toBeGreaterThan(score(2))
    expect(score(1000)).toBe(score(8))
    expect(score(8)).toBeLessThan(1.5 * score(2))
  })

  it('of a guide that is gone is kept, and counts again when the guide is back', () => {
    const library = learnt(alias('colours', unheardOf))
    const guide = library.guide('colours', 'fr')!
    library.remove('colours', 'fr')
    expect(ask(library, unheardOf).results).toEqual([])
    library.replace(guide)
    expect(ask(library, unheardOf).results[0]?.slug).toBe('colours')
  })

  it('belongs to its language', () => {
    const library = learnt(alias('colours', unheardOf, 2, 'de'))
    expect(ask(library, unheardOf).results).toEqual([])
    expect(library.ask(unheardOf, { only: 'de' }).results[0]?.slug).toBe('colours')
  })

  it('wins where people chose another guide for the same words', () => {
    const library = learnt(alias('calendar', 'restaurer une sauvegarde'))
    expect(ask(openLibrary(guides), 'restaurer une sauvegarde').results[0]?.slug).toBe('backup')
    expect(ask(library, 'restaurer une sauvegarde').results[0]?.slug).toBe('calendar')
  })

  it('is known again misspelt, where the guides hold its words', () => {
    const library = learnt(alias('calendar', 'sauvegarde des partages'))
    const { answered, results } = ask(library, 'sauvegrade des partages')
    expect({ answered, slug: results[0]?.slug }).toEqual({ answered: true, slug: 'calendar' })
  })
})

describe('aliases', () => {
  const word = fc.constantFrom(
    ...[
      'comment',
      'partager',
      'calendrier',
      'sauvegarde',
      'bleu',
      'écran',
      'moche',
      'zèbre',
      '2FA',
      'le',
      'été',
      '…',
    ],
  )
  const phrase = fc.array(word, { maxLength: 8 }).map(words => words.join(' '))
  const question = fc.oneof(phrase, fc.string({ unit: 'binary', maxLength: 300 }))
  const some = fc.array(
    fc.record({
      slug: fc.constantFrom('colours', 'calendar', 'backup', 'gone'),
      question,
      people: fc.nat(20),
    }),
    { maxLength: 12 },
  )
  const asAliases = (said: { slug: string; question: string; people: number }[]) =>
    said.map(({ slug, question, people }) => alias(slug, question, people))

  it('lower no score, whatever was learnt and is asked; nothing throws', () => {
    const before = openLibrary(guides)
    fc.assert(
      fc.property(some, question, (said, asked) => {
        const after = scores(learnt(...asAliases(said)), asked)
        for (const [slug, score] of scores(before, asked))
          expect(after.get(slug)).toBeGreaterThanOrEqual(score)
        for (const { confidence } of ask(learnt(...asAliases(said)), asked).results) {
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('in whatever steps they are learnt and forgotten, say the same as those that are left', () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), question, (steps, asked) => {
        const library = openLibrary(guides)
        for (const said of steps) {
          library.learn(asAliases(said))
          ask(library, asked)
        }
        expect(ask(library, asked)).toEqual(ask(learnt(...asAliases(steps.at(-1)!)), asked))
        library.learn([])
        expect(ask(library, asked)).toEqual(ask(openLibrary(guides), asked))
      }),
      { numRuns: 100 },
    )
  })

  it('hold when a guide changes after they were learnt', () => {
    const library = learnt(alias('colours', unheardOf), alias('backup', 'tout est perdu'))
    ask(library, unheardOf)
    library.replace(guideOf('new', 'fr', 'Un écran', 'Tournez l’écran.'))
    expect(ask(library, 'tout est perdu').results[0]?.slug).toBe('backup')
    expect(ask(library, unheardOf).results[0]?.slug).toBe('colours')
  })

  it('leave a saved index as it is', () => {
    const written: string[] = []
    const library = openLibrary(guides, { read: () => undefined, write: locale => written.push(locale) })
    ask(library, 'bleu')
    library.learn([alias('colours', unheardOf)])
    expect(ask(library, unheardOf).results[0]?.slug).toBe('colours')
    expect(written).toEqual(['fr'])
  })

  it('outvote one another by who is nearer: of two guides the one with the same words comes first', () => {
    const library = learnt(
      alias('backup', 'le gros truc rouge est cassé'),
      alias('calendar', 'le gros truc jaune est cassé'),
      alias('colours', 'le petit machin mauve est cassé'),
    )
    const first = ask(library, 'le gros truc jaune est encore cassé').results.map(({ slug }) => slug)
    expect(first[0]).toBe('calendar')
    expect(first[1]).toBe('backup')
  })
})
