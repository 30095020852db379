import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doButton, readButton } from '../../bot/desk/button.ts'

describe('buttons', () => {
  it('carry an action and what is known of its input', () => {
    const values = { member: 'zoë+x@example.org', role: 'administrator' }
    expect(readButton(doButton('change-role', values))).toEqual({ kind: 'do', action: 'change-role', values })
  })

  it('keep to a hundred characters: what does not fit is asked for', () => {
    const values = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,12}$/),
      fc.string({ minLength: 1, maxLength: 120 }),
    )
    fc.assert(
      fc.property(values, known => {
        const id = doButton('change-role', known)
        const read = readButton(id)
        expect(id.length).toBeLessThanOrEqual(100)
        expect(read?.kind).toBe('do')
        if (read?.kind === 'do')
          for (const [name, value] of Object.entries(read.values))
            expect(value).toBe(known[name]?.toWellFormed())
      }),
    )
  })

  it('that confirm carry the id of a proposal and nothing else', () => {
    expect(readButton('confirm:0a1b')).toEqual({ kind: 'confirm', proposal: '0a1b' })
    expect(readButton('undo:0a1b')).toEqual({ kind: 'undo', proposal: '0a1b' })
  })

  it.each([
    '',
    'confirm:',
    'confirm',
    'launch:missiles',
    'do:',
    'right:x',
    'help:me',
    '\u0000',
    'x'.repeat(5000),
  ])('%j is none of ours', id => {
    expect(readButton(id)).toBeUndefined()
  })

  it('never throw, whatever comes back', () => {
    fc.assert(fc.property(fc.string(), id => void readButton(id)))
  })
})
