import { describe, expect, it } from 'vitest'
import { Elsewhere, elsewhereOf, questionsElsewhere } from '../../kb/elsewhere.ts'
import { openLibrary } from '../../kb/library.ts'
import { locales } from '../../kb/locales.ts'
import { guideOf } from './sample.ts'

describe('likeness to questions about other things', () => {
  const elsewhere = new Elsewhere(['train times to London', 'my printer does not print'], 'en')

  it('is greatest for the same words, some for some of them, and none for none', () => {
    const same = elsewhere.likeness('Train times to London?')
    const some = elsewhere.likeness('Which trains go to Bristol?')
    expect(same).toBeCloseTo(1)
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(same / 2)
    for (const question of ['yellow socks', '', '???']) expect(elsewhere.likeness(question)).toBe(0)
  })

  it('knows some five hundred in each language, none twice', () => {
    for (const locale of locales) {
      const questions = questionsElsewhere(locale)
      expect(questions.length, locale).toBeGreaterThan(480)
      expect(new Set(questions).size, locale).toBe(questions.length)
      expect(elsewhereOf(questions[0]!, locale)()).toBeCloseTo(1)
    }
  })
})

it('a guide that answers what was elsewhere before it is found and answers', () => {
  const asked = 'set up my mail in Outlook'
  expect(questionsElsewhere('en')).toContain(asked)
  const ways = [
    'in Thunderbird',
    'on a Mac',
    'on my phone',
    'on a tablet',
    'in Apple Mail',
    'on Windows',
    'on Linux',
  ]
  const outlook = guideOf('mail-programs', 'en', 'Set up a mail program', 'Enter server and password.', {
    questions: [
      asked,
      ...ways.map(way => `set up my mail ${way}`),
      ...ways.map(way => `read my mail ${way}`),
    ],
    keywords: ['Outlook', 'Thunderbird', 'mail program'],
  })
  const colours = guideOf('colours', 'en', 'Change the colours', 'Open the palette.')
  const answer = openLibrary([outlook, colours]).ask(asked, { only: 'en' })
  expect(answer.answered).toBe(true)
  expect(answer.results[0]?.slug).toBe('mail-programs')
})
