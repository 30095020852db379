import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { plainFrontMatter } from '../../kb/front-matter.ts'

it('reads what guides have', () => {
  const front = [
    'title: "Changer d’organisation : mode d’emploi"',
    'questions:',
    '  - "Qui a dit \\"non\\" ?"',
    '  - Wie geht das',
    'keywords: [2FA, kSuite, prêt-à-porter]',
    'action: change-role',
  ].join('\n')
  expect(plainFrontMatter(front)).toEqual({
    title: 'Changer d’organisation : mode d’emploi',
    questions: ['Qui a dit "non" ?', 'Wie geht das'],
    keywords: ['2FA', 'kSuite', 'prêt-à-porter'],
    action: 'change-role',
  })
})

it.each([
  ['a list with a text that is no plain one', 'keywords: [a, "b, c"]'],
  ['a number', 'title: 12'],
  ['an exponent', 'title: 1e3'],
  ['nothing', 'title: null'],
  ['a comment', 'title: a # b'],
  ['a mapping in a text', 'title: a: b'],
  ['a key that stands twice', 'title: a\ntitle: b'],
  ['a key with nothing after it', 'questions:'],
  ['a text over two lines', 'title: >\n  a\n  b'],
  ['an anchor', 'title: &a b'],
  ['a text in a list that is no text', 'questions:\n  - {a: b}'],
])('leaves to YAML %s', (_, front) => expect(plainFrontMatter(front)).toBeUndefined())

it('says what YAML says, or nothing', () => {
  const scrap = fc.constantFrom(
    ...[
      'title',
      'x',
      ':',
      ': ',
      '"',
      '\n',
      '\n  - ',
      '[',
      ']',
      ', ',
      '#',
      ' ',
      '1',
      '1e3',
      '0x1f',
      '2FA',
      'null',
      'No',
    ],
    ...[
      'é',
      '\\u00e9',
      '\\n',
      '-',
      '- ',
      '~',
      '.',
      '_',
      '/',
      '+',
      '’',
      "'",
      '|',
      '&a',
      '*a',
      '!!x',
      '{',
      '}',
      '\t',
      '0o7',
    ],
  )
  const line = fc.array(scrap, { maxLength: 6 }).map(parts => `k: ${parts.join('')}`)
  const list = fc.array(scrap, { maxLength: 4 }).map(parts => `l:\n  - ${parts.join('')}\n  - a`)
  const flow = fc.array(scrap, { maxLength: 6 }).map(parts => `m: [${parts.join('')}]`)
  const any = fc.array(fc.oneof(line, list, flow), { maxLength: 3 }).map(parts => parts.join('\n'))
  fc.assert(
    fc.property(any, front => {
      const plain = plainFrontMatter(front)
      if (plain) expect(plain).toEqual(parse(front, { logLevel: 'silent' }) ?? {})
    }),
    { numRuns: 3000 },
  )
})
