import { describe, expect, it } from 'vitest'
import { openLibrary } from '../../kb/library.ts'
import { guides } from './sample.ts'

const library = openLibrary(guides)
const respelt = (question: string) => library.respelt(library.ask(question, { only: 'fr' }))

describe('a question as it was meant', () => {
  it.each([
    ['restorer une sauvegrade', 'restaurer une sauvegarde'],
    ['Partager un calandrier ?', 'Partager un calendrier ?'],
    ['changer les coulurs', 'changer les couleurs'],
  ])('%s → %s', (question, meant) => {
    expect(respelt(question)).toBe(meant)
  })

  it.each(['partager un calendrier', 'partager un calend', 'le vélo de ma tante', '', '?', 'sauvegardes'])(
    '%j is left as it is: known, half typed, or nothing of ours',
    question => {
      expect(respelt(question)).toBeUndefined()
    },
  )
})
