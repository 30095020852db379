import fc from 'fast-check'
import type { Block, Button, FormField, View } from '../../bot/desk/view.ts'
import type { Message } from '../../bot/surfaces/slack/render.ts'
import { advice, violationsOf } from './edge/validate/check.ts'
import { methods } from './edge/validate/methods.ts'
import { pingsIn } from './edge/validate/pings.ts'

type Arguments = Record<string, unknown>

/** What Slack would refuse or advise against, and whom it would ping, as sentences. */
function faultsIn(method: string, args: Arguments): string[] {
  const schema = methods[method]
  if (!schema) throw new Error(`no schema of ${method}`)
  const refused = [...violationsOf(method, schema, args), ...advice(method, args)]
  return [
    ...refused.map(({ path, message }) => `${path}: ${message}`),
    ...pingsIn(method, args).map(({ ping }) => `pings ${ping}`),
    ...[...strings(args)].flatMap(marksIn),
  ]
}

export const messageFaults = (message: Message): string[] =>
  faultsIn('chat.postMessage', { channel: 'C1', ...message })
export const modalFaults = (view: object): string[] => faultsIn('views.open', { trigger_id: 't', view })
export const homeFaults = (view: object): string[] => faultsIn('views.publish', { user_id: 'U1', view })

interface Said {
  key: string
  text: string
  isMrkdwn: boolean
}

function* strings(value: unknown, key = '', isMrkdwn = false): Generator<Said> {
  if (typeof value === 'string') yield { key, text: value, isMrkdwn }
  if (typeof value !== 'object' || value === null) return
  const type = 'type' in value ? value.type : undefined
  for (const [name, part] of Object.entries(value))
    yield* strings(part, name, name === 'text' && (type === 'mrkdwn' || type === undefined))
}

const links = /<(?:https?:\/\/|mailto:)[^<>|\s]+(?:\|[^<>|\n]*)?>/g

/** What would be read otherwise than it was meant: mentions, split characters, marks that are no link, entity or quote. */
function marksIn({ key, text, isMrkdwn }: Said): string[] {
  const isTyped = key === 'value' || key === 'initial_value' || key.endsWith('_id')
  const rest = text.replace(links, '').replace(/^(?:> ?)+/gm, '')
  return [
    ...(text.isWellFormed() ? [] : [`${key}: half a character`]),
    ...(!isTyped && /@(?:everyone|channel|here)|<!|\u202e/.test(text) ? [`${key}: a mention`] : []),
    ...(isMrkdwn && /[<>]|&(?!amp;|lt;|gt;)/.test(rest) ? [`${key}: not escaped: ${rest}`] : []),
  ]
}

/** Everything that a person reads of blocks, entities resolved and invisible characters gone. */
export const readIn = (shown: unknown): string =>
  [...strings(shown)]
    .filter(({ key }) => key === 'text')
    .map(({ text }) => asRead(text))
    .join('\n')

export const asRead = (text: string): string =>
  text
    .replace(/[\u200b\u2060]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const fragments = [
  ...[
    '@everyone',
    '@here',
    '<!channel>',
    '<@U1ABC>',
    '<#C1ABC|general>',
    '<!subteam^S1>',
    '@channel',
    '#general',
  ],
  ...[
    ':smile:',
    ':+1:',
    '*bold*',
    '**strong**',
    '_em_',
    '~~struck~~',
    '~s~',
    '`code`',
    '```\n',
    '\\*',
    '> quote',
    '>',
  ],
  ...['# Title', '- item', '  - nested', '1. one', '| a | b |\n|-|-|\n| 1 | 2 |', '---', '<b>', '<!-- c -->'],
  ...[
    '[x](http://evil.example/@everyone)',
    '[http://a.ch](http://b.ch)',
    '![p](http://a.ch/p.png)',
    '[g](../g/fr.md)',
  ],
  ...['&', '&amp;', '&lt;!channel&gt;', '&#64;here', '<', '|', '](', '{{label}}', '$t(desk.cancel)', '$&'],
  ...[
    'claire@example.org',
    'a@everyone',
    'https://example.org/a_b_c?d=1&e=2',
    '<https://a.b|c>',
    'שלום',
    'مرحبا',
  ],
  ...[
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
    'x'.repeat(400),
  ],
]

/** Texts of up to 4,000 characters, made of all that a platform could act on. */
export const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: 'binary' })), {
    maxLength: 40,
  })
  .map(parts => parts.join('').slice(0, 4000))

const row = fc.record({ label: hostile, value: hostile })
const many = <T>(arbitrary: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> =>
  fc.oneof(
    fc.array(arbitrary, { maxLength: 4 }),
    arbitrary.map(one => Array.from({ length: count }, () => one)),
  )

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: hostile }),
  fc.record({ kind: fc.constant('facts' as const), title: hostile, rows: many(row, 300) }),
  fc.record({
    kind: fc.constant('changes' as const),
    of: hostile,
    rows: many(fc.record({ label: hostile, before: hostile, after: hostile }), 20),
  }),
  fc.record({
    kind: fc.constant('guide' as const),
    slug: fc.constantFrom('change-role', 'remove-2fa'),
    locale: fc.constant('fr' as const),
    title: hostile,
    section: fc.record({ id: fc.constant('a'), title: hostile }),
  }),
  fc.record({
    kind: fc.constant('secrets' as const),
    values: fc.array(fc.stringMatching(/^[a-z`&<]{1,12}$/)),
  }),
  fc.record({ kind: fc.constant('picture' as const), png: fc.constant(Buffer.from('png')), alt: hostile }),
)

const button: fc.Arbitrary<Button> = fc.record({
  id: fc.oneof(
    fc.constantFrom(
      'person',
      'help',
      'do:change-role',
      'guide:change-role',
      'confirm:p',
      'cancel:p',
      'undo:p',
    ),
    fc.stringMatching(/^do:[a-z]{1,90}$/),
  ),
  label: hostile,
  style: fc.constantFrom('primary', 'plain', 'danger'),
})
const buttons = fc.oneof(
  fc.array(button, { maxLength: 6 }),
  hostile.map(label =>
    Array.from({ length: 200 }, (_, place): Button => ({ id: `right:${place}?x`, label, style: 'plain' })),
  ),
)

const option = fc.record({ value: fc.string({ minLength: 1, maxLength: 200 }), label: hostile })
const kinds = [
  ...[
    'text',
    'long-text',
    'email',
    'choice',
    'choices',
    'member',
    'person',
    'product',
    'organisation',
    'method',
  ],
  ...['feedback', 'request', 'alias', 'guide', 'tick', 'date', 'secret', 'image', 'documents'],
] as FormField['kind'][]

const field = fc.record(
  {
    kind: fc.constantFrom(...kinds),
    label: hostile,
    required: fc.boolean(),
    hint: hostile,
    options: many(option, 150),
    value: fc.oneof(
      hostile,
      fc.boolean(),
      fc.array(fc.string()),
      fc.constantFrom('2027-01-31', '2027-02-31'),
    ),
    error: hostile,
  },
  { requiredKeys: ['kind', 'label', 'required'] },
)

/** Any view, with up to 200 buttons and 300 facts. */
export const anyView: fc.Arbitrary<View> = fc.record(
  {
    tone: fc.constantFrom('answer', 'unsure', 'talk', 'preview', 'receipt', 'refusal', 'problem'),
    locale: fc.constantFrom('fr', 'en', 'de', 'it', 'es'),
    title: hostile,
    blocks: many(block, 30),
    buttons,
    private: fc.boolean(),
  },
  { requiredKeys: ['tone', 'locale', 'blocks', 'buttons', 'private'] },
)

/** Any view with a form. */
export const anyForm: fc.Arbitrary<View> = fc
  .tuple(
    anyView,
    fc.oneof(fc.array(field, { maxLength: 5 }), fc.array(field, { minLength: 30, maxLength: 30 })),
    hostile,
    hostile,
  )
  .map(([view, fields, title, submit]) => ({
    ...view,
    form: {
      action: 'change-role',
      title,
      submit,
      fields: fields.map((one, place) => ({ ...one, name: `field${place}` })) as FormField[],
    },
  }))
