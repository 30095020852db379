import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../kb/guide.ts'
import { openLibrary } from '../../kb/library.ts'
import { guideOf, guides } from './sample.ts'

const library = openLibrary(guides)

describe('ask', () => {
  it('finds the guide, the section that answers and the sentence, with its matches marked', () => {
    const { answered, locale, results } = library.ask('Le vert est-il pour les partenaires ?', {
      locale: 'fr',
    })
    expect({ answered, locale }).toEqual({ answered: true, locale: 'fr' })
    const first = results[0]!
    expect(first).toMatchObject({
      slug: 'colours',
      locale: 'fr',
      title: 'Changer les couleurs',
      section: { id: 'limites', title: 'Limites' },
    })
    expect(first.snippet).toBe('Le vert est réservé aux partenaires.')
    expect(first.marks.map(([start, end]) => first.snippet.slice(start, end))).toEqual([
      'vert',
      'partenaires',
    ])
  })

  it('knows a known question again, however it is put', () => {
    expect(library.ask('repeindre en bleu mon espace', { locale: 'fr' }).results[0]).toMatchObject({
      slug: 'colours',
    })
    expect(library.ask('tableau de bord rose', { locale: 'fr' }).results[0]).toMatchObject({
      slug: 'colours',
    })
  })

  it('answers in the language of the question, not in the reader’s', () => {
    const german = library.ask('Wie kann ich die Farben ändern?', { locale: 'fr' })
    expect(german).toMatchObject({ locale: 'de', answered: true })
    expect(german.results[0]).toMatchObject({ slug: 'colours', locale: 'de' })
    expect(library.ask('How can I change the colours?', { locale: 'de' }).results[0]).toMatchObject({
      slug: 'colours',
      locale: 'en',
    })
  })

  it('follows the hint where a question is in no language', () => {
    const both = openLibrary(
      locales.map(locale => guideOf('logo', locale, 'Logo', 'Logo 2FA kSuite newsletter.')),
    )
    for (const locale of locales)
      for (const question of ['logo', '2FA', 'kSuite', 'newsletter', 'kSuite logo'])
        expect(both.ask(question, { locale }).locale, question).toBe(locale)
  })

  it('keeps to one language where it is told to', () => {
    expect(library.ask('Wie kann ich die Farben ändern?', { only: 'fr' }).locale).toBe('fr')
    expect(library.ask('Farben', { only: 'it' })).toEqual({
      question: 'Farben',
      locale: 'it',
      answered: false,
      results: [],
    })
  })

  it.each([
    ['fr', 'restorer une sauvegrade', 'backup'],
    ['fr', 'PARTAGER UN CALENDRIER', 'calendar'],
    ['fr', 'suppression du partage', 'calendar'],
    ['de', 'Verlaengerungsgarantie', 'warranty'],
    ['de', 'Verlängerungsgarantie', 'warranty'],
    ['de', 'farben aendern', 'colours'],
  ] as const)('%s: finds what %s means', (only, question, slug) => {
    expect(library.ask(question, { only }).results[0]?.slug).toBe(slug)
  })

  it('does not pretend: what no guide is about is not answered', () => {
    for (const question of [
      'quelle heure est-il',
      'recette de tarte',
      'bonjour',
      'wie wird das Wetter',
      'book me a flight',
      'que tiempo hace',
    ])
      expect(library.ask(question, { locale: 'fr' }).answered, question).toBe(false)
  })

  it('gives as many results as asked for, best first, sure ones first', () => {
    const { results } = library.ask('changer le partage de la sauvegarde', { only: 'fr' })
    expect(results.length).toBe(3)
    expect(results.map(result => result.score)).toEqual(
      results.map(result => result.score).toSorted((a, b) => b - a),
    )
    expect(library.ask('changer', { only: 'fr', limit: 1 }).results).toHaveLength(1)
    expect(library.ask('changer', { only: 'fr', limit: 0 })).toMatchObject({ answered: false, results: [] })
  })

  it('shows a long sentence from where it matches, in 240 characters', () => {
    const body = `${'Rien de particulier ici, '.repeat(20)}sauf le mot hippocampe, qui compte.`
    const result = openLibrary([guideOf('long', 'fr', 'Divers', body)]).ask('hippocampe', { locale: 'fr' })
      .results[0]!
    expect(result.snippet.length).toBeLessThanOrEqual(240)
    expect(result.marks.map(([start, end]) => result.snippet.slice(start, end))).toEqual(['hippocampe'])
  })

  it('ends a snippet that is cut with one sign, and keeps no-break spaces', () => {
    const { results } = openLibrary([
      guideOf('x', 'fr', 'Titre', `Hippocampe\u202f: ${'un animal. '.repeat(60)}`),
    ]).ask('hippocampe', { locale: 'fr' })
    expect(results[0]!.snippet).toMatch(/^Hippocampe\u202f: .*[a-z]…$/)
  })

  it('cuts a long snippet at a word', () => {
    const result = openLibrary([
      guideOf('long', 'fr', 'Divers', `Hippocampe ${'animal marin '.repeat(40)}`),
    ]).ask('hippocampe', { locale: 'fr' }).results[0]!
    expect(result.snippet).toMatch(/^Hippocampe .*(animal|marin)…$/)
    expect(result.snippet.length).toBeLessThanOrEqual(240)
  })

  it('shows the summary where only the title or a question matched', () => {
    const tiny = guideOf('action:show', 'en', 'Show the audit', 'Who did it.', {
      summary: 'Everything that happened.',
      questions: ['who changed my role'],
    })
    expect(openLibrary([tiny]).ask('show audit', { locale: 'en' }).results[0]).toMatchObject({
      slug: 'action:show',
      section: { id: '', title: '' },
      snippet: 'Everything that happened.',
    })
  })

  it('results can be written as JSON, with what was cut for them', () => {
    const { results } = library.ask('vert partenaires', { only: 'fr' })
    const { slug, locale, title, section, snippet, marks, score, confidence } = results[0]!
    const all = { slug, locale, title, section, snippet, marks, score, confidence }
    expect(JSON.parse(JSON.stringify(results[0]))).toEqual(all)
  })

  it('has nothing to say without guides', () => {
    expect(openLibrary([]).ask('comment ?', { locale: 'it' })).toEqual({
      question: 'comment ?',
      locale: 'it',
      answered: false,
      results: [],
    })
  })

  it('takes anything for a question', () => {
    const huge = [
      'a',
      'mot ',
      'partage ',
      '😀',
      '((a+)+)+$',
      "' OR 1=1; --",
      '<b>',
      '\0',
      '\uD800',
      'ы',
      '漢',
      'ع',
      '-',
      "l'",
    ].map(text => text.repeat(100_000 / text.length))
    for (const question of huge) expect(library.ask(question, { locale: 'fr' }).question).toBe(question)
    for (const question of [
      '',
      ' ',
      'a',
      'le la les',
      '😀',
      '.*',
      'SELECT * FROM guides',
      '<script>alert(1)</script>',
      '\0',
      'Как дела?',
      '日本語',
      'كيف',
      '__proto__',
      'constructor',
    ])
      expect(library.ask(question, { locale: 'fr' }).answered, question).toBe(false)
  })

  it('never throws, and its confidence is a share', () => {
    const word = fc.constantFrom('changer', 'les', 'couleurs', 'Farben', 'blue', "l'", '2FA', 'sauvegrade')
    const text = fc
      .array(fc.oneof(word, fc.string({ unit: 'binary' }), fc.constantFrom('\uD800', '\0', '-')))
      .map(parts => parts.join(' '))
    fc.assert(
      fc.property(text, fc.option(fc.constantFrom(...locales), { nil: undefined }), (question, locale) => {
        const { results, answered } = library.ask(question, locale ? { locale } : {})
        expect(answered).toBe((results[0]?.confidence ?? 0) >= 0.5)
        for (const { confidence, snippet, marks } of results) {
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
          expect(snippet.length).toBeLessThanOrEqual(240)
          expect(snippet.isWellFormed()).toBe(true)
          for (const [start, end] of marks) expect(snippet.slice(start, end).length).toBe(end - start)
        }
      }),
    )
  })
})

describe('complete', () => {
  const complete = (prefix: string, limit?: number) =>
    library.complete(prefix, { locale: 'fr', ...(limit === undefined ? {} : { limit }) })

  it('completes words in any order, without accents', () => {
    expect(complete('espace repei')).toEqual(['Comment repeindre mon espace en bleu ?'])
    expect(complete('DETESTE')).toEqual(['Je déteste le rose de mon tableau de bord'])
  })

  it('puts first what begins as typed', () => {
    expect(complete('p')[0]).toBe('Partager un calendrier')
    expect(complete('changer l')[0]).toBe('Changer les couleurs')
  })

  it('knows when there is nothing, and when to stop', () => {
    expect(complete('xyz')).toEqual([])
    expect(complete('')).toEqual([])
    expect(complete('?!')).toEqual([])
    expect(complete('r', 1)).toHaveLength(1)
    expect(library.complete('c', { locale: 'es' })).toEqual([])
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), prefix => Array.isArray(complete(prefix))))
    expect(complete('a '.repeat(100_000))).toEqual([])
  })
})

describe('guide and language', () => {
  it('gives a guide by its name, and the language of a text', () => {
    expect(library.guide('colours', 'de')?.title).toBe('Farben ändern')
    expect(library.guide('colours', 'es')).toBeUndefined()
    expect(library.language('Wie geht das?').locale).toBe('de')
  })
})
