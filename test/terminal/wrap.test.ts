import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrap } from '../../bot/surfaces/terminal/wrap.ts'

describe('lines that fit', () => {
  it('break between words, and what goes on stands under the text', () => {
    expect(wrap('un deux trois quatre', 10)).toBe('un deux\ntrois\nquatre')
    expect(wrap('1. un deux trois', 10)).toBe('1. un deux\n   trois')
    expect(wrap('• un deux trois', 9)).toBe('• un deux\n  trois')
    expect(wrap('  [1] Faites-le pour moi', 18)).toBe('  [1] Faites-le\n      pour moi')
    expect(wrap('   • un deux trois', 12)).toBe('   • un deux\n     trois')
  })

  it('leave a longer word whole, and never grow longer than a hundred', () => {
    const address = `https://help.example.org/${'x'.repeat(30)}`
    expect(wrap(`voir ${address} ici`, 20)).toBe(`voir\n${address}\nici`)
    expect(
      Math.max(
        ...wrap('mot '.repeat(100), 300)
          .split('\n')
          .map(line => line.length),
      ),
    ).toBeLessThanOrEqual(101)
  })

  it('count letters, not colours', () => {
    const bold = '\u001b[1mun deux\u001b[22m trois'
    expect(wrap(bold, 13)).toBe(bold)
    expect(wrap(bold, 12)).toBe('\u001b[1mun deux\u001b[22m\ntrois')
  })

  it('lose and add nothing but spaces, and fit where words do', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'é', '•', '1', '.', ']', '\u001b[1m'),
      minLength: 1,
      maxLength: 8,
    })
    const line = fc.array(word, { maxLength: 20 }).map(words => words.join(' '))
    fc.assert(
      fc.property(line, fc.integer({ min: 20, max: 90 }), (text, columns) => {
        const wrapped = wrap(text, columns)
        expect(wrapped.replace(/\s+/g, ' ').trim()).toBe(text.replace(/\s+/g, ' ').trim())
        for (const one of wrapped.split('\n'))
          expect(stripVTControlCharacters(one).length).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
