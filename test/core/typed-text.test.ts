import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneLine, severalLines } from '../../bot/core/typed-text.ts'

describe('what was typed', () => {
  it.each([
    ['Ev\r\nBcc: evil@x.example', 'Ev Bcc: evil@x.example'],
    ['a\u0000b\u001b[2J', 'ab[2J'],
    ['\u200b\u202eemag\u202c', 'emag'],
    ['  Zoë\u00a0 Müller ', 'Zoë Müller'],
    ['👩\u200d🚀 \ud800', '👩\u200d🚀 \ufffd'],
  ])('%j is one line', (typed, seen) => {
    expect(oneLine(typed)).toBe(seen)
  })

  it('keeps the lines of a longer text', () => {
    expect(severalLines('Bonjour,\r\n\r\n\tmerci\u0007 !\u2028Fin')).toBe('Bonjour,\n\n\tmerci !\nFin')
  })

  it('is the same when tidied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), typed => {
        expect(oneLine(oneLine(typed))).toBe(oneLine(typed))
        expect(severalLines(severalLines(typed))).toBe(severalLines(typed))
        expect(oneLine(typed)).not.toMatch(/\p{Cc}/u)
      }),
    )
  })
})
