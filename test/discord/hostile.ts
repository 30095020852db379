import fc from 'fast-check'
import { locales } from '../../bot/core/catalogue.ts'
import { inMarkdown } from '../../bot/desk/sentences.ts'
import type { Block, Button, FormField, View } from '../../bot/desk/view.ts'
import { words } from '../support/desk.ts'

const fragments = [
  ...[
    '@everyone',
    '@here',
    'a@everyone.com',
    '<@123>',
    '<@!123>',
    '<@&123>',
    '<#123>',
    '</ask:123>',
    '<id:customize>',
  ],
  ...[
    '<t:1700000000:R>',
    '<:blob:123>',
    '<a:blob:123>',
    ':smile:',
    'discord.gg/abc',
    'https://discord.com/invite/abc',
  ],
  ...[
    '**bold**',
    '__under__',
    '_em_',
    '*em*',
    '~~gone~~',
    '||secret||',
    '`code`',
    '``',
    '```\ncode\n```',
    '\\',
    '\\\\*',
  ],
  ...[
    '# Title',
    '-# small',
    '> quote',
    '>>> quote',
    '- item',
    '1. one',
    '+ plus',
    '| a | b |\n|-|-|\n| 1 | 2 |',
    '---',
  ],
  ...[
    '[x](https://evil.example/@everyone)',
    '[x](javascript:alert(1))',
    '![p](https://a.ch/p.png)',
    '<https://a.ch>',
    'www.a.ch',
  ],
  ...[
    'https://a.ch/b_c*d_',
    '<b>',
    '<!-- c -->',
    '&lt;@123&gt;',
    '&amp;',
    '](',
    'claire@example.org',
    '¯\\_(ツ)_/¯',
  ],
  ...[
    'שלום',
    'مرحبا',
    '👩‍👩‍👧',
    '🇨🇭',
    '\u200b',
    '\u202e',
    '\ud83d',
    '\u0000',
    '\t',
    '\n',
    '\n\n',
    ' ',
    'é',
    'word',
    'x'.repeat(500),
  ],
]

/** Texts of up to 4,000 characters, made of all that Discord could act on. */
export const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: 'binary' })), {
    maxLength: 40,
  })
  .map(parts => parts.join('').slice(0, 4000))

/** A person's text in a sentence of ours, as the desk puts it there. */
const sentence = fc
  .tuple(fc.constantFrom(...locales), hostile)
  .map(([locale, what]) => inMarkdown(words(locale)).word('desk.do', { what }))

const few = <T>(one: fc.Arbitrary<T>, many: number): fc.Arbitrary<T[]> =>
  fc.oneof(
    fc.array(one, { maxLength: 4 }),
    one.map(value => Array.from({ length: many }, () => value)),
  )

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: sentence }),
  fc.record({
    kind: fc.constant('facts' as const),
    title: hostile,
    rows: few(fc.record({ label: hostile, value: hostile }), 300),
  }),
  fc.record({
    kind: fc.constant('changes' as const),
    of: hostile,
    rows: few(fc.record({ label: hostile, before: hostile, after: hostile }), 30),
  }),
  fc.record({
    kind: fc.constant('guide' as const),
    slug: fc.stringMatching(/^[a-z-]{1,20}$/),
    locale: fc.constantFrom(...locales),
    title: hostile,
  }),
  fc.record({ kind: fc.constant('secrets' as const), values: fc.array(hostile, { maxLength: 12 }) }),
  fc.record({ kind: fc.constant('picture' as const), png: fc.constant(Buffer.from('png')), alt: hostile }),
)

export const button: fc.Arbitrary<Button> = fc.record({
  id: fc.oneof(fc.stringMatching(/^do:[a-z-]{1,20}$/), fc.string({ maxLength: 120 })),
  label: hostile,
  style: fc.constantFrom('primary' as const, 'plain' as const, 'danger' as const),
})

const option = fc.record({ value: fc.string({ minLength: 1, maxLength: 120 }), label: hostile })

export const field: fc.Arbitrary<FormField> = fc.record(
  {
    name: fc.stringMatching(/^[a-z][A-Za-z0-9]{0,20}$/),
    kind: fc.constantFrom(
      ...(['text', 'long-text', 'email', 'choice', 'choices', 'member', 'person', 'product'] as const),
      ...(['organisation', 'method', 'feedback', 'request', 'alias', 'guide', 'tick', 'date'] as const),
    ),
    label: hostile.map(text => text || 'x'),
    required: fc.boolean(),
    hint: hostile,
    options: fc.oneof(fc.array(option, { maxLength: 5 }), fc.array(option, { minLength: 20, maxLength: 40 })),
    value: fc.oneof(hostile, fc.boolean(), fc.array(fc.string())),
    error: hostile,
  },
  { requiredKeys: ['name', 'kind', 'label', 'required'] },
)

export const form = fc.record({
  action: fc.stringMatching(/^[a-z]{1,10}(-[a-z]{1,10}){0,3}$/),
  title: hostile.map(text => text || 'x'),
  fields: fc.uniqueArray(field, { maxLength: 12, selector: ({ name }) => name }),
  submit: hostile,
})

export const view: fc.Arbitrary<View> = fc.record(
  {
    tone: fc.constantFrom('answer' as const, 'preview' as const, 'problem' as const),
    locale: fc.constantFrom(...locales),
    title: hostile,
    blocks: fc.array(block, { maxLength: 12 }),
    form,
    buttons: few(button, 40).chain(buttons =>
      fc
        .boolean()
        .map(apart => (apart ? buttons.map((one, place) => ({ ...one, id: `do:a?n=${place}` })) : buttons)),
    ),
    private: fc.boolean(),
  },
  { requiredKeys: ['tone', 'locale', 'blocks', 'buttons', 'private'] },
)
