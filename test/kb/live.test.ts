import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Library, openLibrary } from '../../kb/library.ts'
import { guideOf, guides } from './sample.ts'

const questions = [
  'Le vert est-il pour les partenaires ?',
  'comment repeindre mon espace',
  'partager un calendrier',
  'restorer une sauvegrade',
  'zèbre rayé',
  'Verlängerungsgarantie',
  'Farben aendern',
  'paint it blue',
]

const answersOf = (library: Library) =>
  questions.flatMap(question =>
    (['fr', 'de', 'en'] as const).map(only => JSON.stringify(library.ask(question, { only }))),
  )

const ask = (library: Library, question: string) => library.ask(question, { only: 'fr' }).results[0]?.slug

describe('live content', () => {
  it('a changed guide is found by its new words, and no longer by its old ones', () => {
    const library = openLibrary(guides)
    expect(ask(library, 'hippocampe')).toBeUndefined()
    expect(ask(library, 'sauvegarde')).toBe('backup')
    library.replace(guideOf('backup', 'fr', 'Élever un hippocampe', 'Donnez-lui de l’eau salée.'))
    expect(ask(library, 'hippocampe')).toBe('backup')
    expect(ask(library, 'sauvegarde')).toBeUndefined()
    expect(library.guide('backup', 'fr')?.title).toBe('Élever un hippocampe')
    expect(library.complete('élev', { locale: 'fr' })).toEqual(['Élever un hippocampe'])
  })

  it('a new guide is found, in a language that had none too', () => {
    const library = openLibrary(guides)
    library.replace(guideOf('horse', 'es', 'Montar a caballo', 'Ensille el caballo antes de montar.'))
    expect(library.ask('montar a caballo', { locale: 'es' })).toMatchObject({ answered: true, locale: 'es' })
  })

  it('a guide that is taken away is found no more; taking away what is not there does nothing', () => {
    const library = openLibrary(guides)
    library.remove('backup', 'fr')
    library.remove('backup', 'it')
    library.remove('never', 'fr')
    expect(ask(library, 'restaurer une sauvegarde')).toBeUndefined()
    expect(library.guide('backup', 'fr')).toBeUndefined()
    expect(ask(library, 'partager un calendrier')).toBe('calendar')
  })

  it('whatever changes, the answers are those of a library made anew', () => {
    const word = fc.constantFrom(
      'sauvegarde',
      'calendrier',
      'zèbre',
      'Farben',
      'blue',
      'renouvelé',
      'renouvelle',
      'le',
    )
    const text = fc.array(word, { minLength: 1, maxLength: 30 }).map(words => `${words.join(' ')}.`)
    const change = fc.record({
      guide: fc.constantFrom(...guides),
      slug: fc.constantFrom('colours', 'calendar', 'backup', 'new', 'newer'),
      title: text,
      body: text,
      gone: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), changes => {
        const library = openLibrary(guides)
        answersOf(library)
        const left = new Map(guides.map(guide => [`${guide.slug}/${guide.locale}`, guide]))
        for (const { guide, slug, title, body, gone } of changes) {
          const { locale } = guide
          const changed = { ...guide, slug, title, body }
          if (gone) {
            library.remove(slug, locale)
            left.delete(`${slug}/${locale}`)
          } else {
            library.replace(changed)
            left.set(`${slug}/${locale}`, changed)
          }
        }
        expect(answersOf(library)).toEqual(answersOf(openLibrary([...left.values()])))
      }),
      { numRuns: 60 },
    )
  })
})
