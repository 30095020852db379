import { describe, expect, it } from 'vitest'
import { tabulator } from '../../bot/surfaces/terminal/completion.ts'

const offering = (...suggestions: string[]) => tabulator(async () => suggestions)

describe('Tab', () => {
  it('fills in the one suggestion, whether or not it begins with what was typed', async () => {
    expect(await offering('/as nina@example.org')('/as n')).toEqual({
      line: '/as nina@example.org',
      listed: [],
    })
    expect(await offering('Comment changer un rôle ?')('role')).toEqual({
      line: 'Comment changer un rôle ?',
      listed: [],
    })
  })

  it('fills in what all begin with, then lists, then goes round', async () => {
    const suggestions = ['Comment changer d’offre ?', 'Comment changer un rôle ?']
    const tab = offering(...suggestions)
    expect(await tab('comment')).toEqual({ line: 'Comment changer ', listed: [] })
    expect(await tab('Comment changer ')).toEqual({ line: 'Comment changer ', listed: suggestions })
    expect(await tab('Comment changer ')).toEqual({ line: suggestions[0], listed: [] })
    expect(await tab(suggestions[0]!)).toEqual({ line: suggestions[1], listed: [] })
    expect(await tab(suggestions[1]!)).toEqual({ line: suggestions[0], listed: [] })
  })

  it('leaves alone what the suggestions do not begin with, and lists them', async () => {
    const suggestions = ['Wie ändere ich die Rolle?', 'Wie sehe ich alle Rollen?']
    expect(await offering(...suggestions)('rolle')).toEqual({ line: 'rolle', listed: suggestions })
  })

  it('looks again once something else is typed', async () => {
    const asked: string[] = []
    const tab = tabulator(async typed => {
      asked.push(typed)
      return ['a1', 'b2']
    })
    await tab('x')
    await tab('x')
    expect(await tab('a1 and more')).toEqual({ line: 'a1 and more', listed: ['a1', 'b2'] })
    expect(asked).toEqual(['x', 'a1 and more'])
  })

  it('does nothing where nothing is known', async () => {
    expect(await offering()('x')).toEqual({ line: 'x', listed: [] })
  })
})
