import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { hear } from '../../bot/desk/hear.ts'
import { openWords } from '../../bot/words/words.ts'

const words = openWords(join(import.meta.dirname, '..', '..', 'locales'))
const heard = (text: string) => hear(text, locales.map(words))

describe('what was said', () => {
  it.each(['', '   ', '\n\t', '\u200b\ufeff', '?!', '…', '👍🏽', '---'])('%j is nothing to read', text => {
    expect(heard(text)).toEqual({ kind: 'empty' })
  })

  it('a hundred kilobytes are a document, whatever they hold', () => {
    for (const part of ['mot ', 'x', '1 ', '<b>', '\u0000'])
      expect(heard(part.repeat(100_000 / part.length))).toEqual({ kind: 'too-long' })
  })

  it('spaces behind a question do not make it long', () => {
    expect(heard(`2FA${' '.repeat(5000)}`)).toEqual({ kind: 'question', text: '2FA' })
  })

  it('bytes are not text', () => {
    expect(heard('\u0000\u0001\u0002PNG\u0003\u0004')).toEqual({ kind: 'unreadable' })
    expect(heard('\ufffd\ufffd\ufffdJFIF')).toEqual({ kind: 'unreadable' })
  })

  it.each([
    ['fr', 'Ma carte : 4242 4242 4242 4242, elle est refusée'],
    ['en', 'card 4242-4242-4242-4242 exp 12/28'],
    ['de', 'Karte 378282246310005 geht nicht'],
    ['it', 'la carta 5555.5555.5555.4444'],
    ['es', 'mi tarjeta 4000056655665556'],
  ])('PAY-3 a card number is heard as such (%s)', (_, text) => {
    expect(heard(text)).toEqual({ kind: 'card-number' })
  })

  it.each([
    [
      'hello',
      ['Bonjour !', 'Hello', 'Guten Morgen', 'Buongiorno', '¡Hola, buenos días!', 'bonjour Concierge'],
    ],
    ['thanks', ['Merci beaucoup', 'thanks a lot!', 'Vielen Dank.', 'grazie mille', 'Muchas gracias']],
    ['bye', ['au revoir', 'Goodbye', 'Auf Wiedersehen', 'arrivederci', 'adiós']],
    [
      'who',
      [
        'qui êtes-vous ?',
        'What can you do?',
        'Wer sind Sie?',
        'come funziona?',
        '¿Qué puede hacer?',
        'aide',
        'hello, help!',
      ],
    ],
  ] as const)('%s is small talk', (topic, texts) => {
    for (const text of texts) expect({ text, ...heard(text) }).toEqual({ text, kind: 'talk', topic })
  })

  it.each(['Bonjour, 2FA ?', 'merci de changer mon rôle', 'help 2fa', 'Hallo, Rechnung', 'ciao, newsletter'])(
    '%s is a question, however politely it begins',
    text => {
      expect(heard(text).kind).toBe('question')
    },
  )

  it.each([
    'Je voudrais parler à une personne',
    'A person, please',
    'Bitte ein Mensch!',
    'Vorrei parlare con una persona',
    'Quiero hablar con una persona',
    'un humain svp',
    'contact support',
  ])('%s asks for a person', text => {
    expect(heard(text)).toEqual({ kind: 'person' })
  })

  it.each([
    "'; DROP TABLE users; --",
    '<script>alert(1)</script>',
    '(a+)+$',
    '../../etc/passwd',
    '{{7*7}}',
    '\ud800 role',
  ])('%j is a question like any other', text => {
    expect(heard(text).kind).toBe('question')
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => void heard(text)))
  })
})
