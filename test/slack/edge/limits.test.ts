import { webApi } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clientOf } from './bare.ts'
import { openSlackEdge, type SlackEdge } from './edge.ts'
import type { Json } from './types.ts'

let edge: SlackEdge
let client: webApi.WebClient
beforeAll(async () => {
  edge = await openSlackEdge()
  client = clientOf(edge)
})
beforeEach(() => {
  edge.violations.length = 0
})
afterAll(() => edge.close())

const letters = (count: number) => 'é'.repeat(count)
const some = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))
const plain = (text: string) => ({ type: 'plain_text', text })
const section = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Press'), ...more })
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements })
const option = (index = 0, more: Json = {}): Json => ({
  text: plain(`Option ${index}`),
  value: `${index}`,
  ...more,
})
const select = (more: Json = {}): Json => ({ type: 'static_select', options: [option()], ...more })
const ask = (element: Json, more: Json = {}): Json => ({
  type: 'input',
  label: plain('Name'),
  element,
  ...more,
})
const typing = (more: Json = {}): Json => ({ type: 'plain_text_input', ...more })
const image = (more: Json = {}): Json => ({
  type: 'image',
  alt_text: 'A cat',
  image_url: 'https://a.example/b',
  ...more,
})
const confirm = (more: Json = {}) =>
  button({ confirm: { title: plain('Sure?'), text: plain('Really?'), ...more } })
const modal = (more: Json = {}): Json => ({ type: 'modal', title: plain('Title'), blocks: [], ...more })

const send = (method: string, args: Json) =>
  client.apiCall(method, args).then(
    () => 'ok',
    (error: unknown) => (error instanceof webApi.WebAPIPlatformError ? error.data.error : String(error)),
  )
const post = (blocks: Json[]) => send('chat.postMessage', { channel: 'C000000001', text: 'Hello', blocks })
const publish = (view: Json) => send('views.publish', { user_id: edge.user('amelie').id, view })

/** Each limit at its last good value and one step beyond. */
const blockLimits: [string, (over: 0 | 1) => Json[]][] = [
  ['blocks a message: 50', over => some(50 + over, () => ({ type: 'divider' }))],
  ['section text: 3000', over => [section(letters(3000 + over))]],
  ['section fields: 10', over => [{ type: 'section', fields: some(10 + over, () => plain('A')) }]],
  ['section field: 2000', over => [{ type: 'section', fields: [plain(letters(2000 + over))] }]],
  ['header: 150', over => [{ type: 'header', text: plain(letters(150 + over)) }]],
  ['context elements: 10', over => [{ type: 'context', elements: some(10 + over, () => plain('A')) }]],
  ['actions elements: 25', over => [actions(...some(25 + over, () => button()))]],
  ['button text: 75', over => [actions(button({ text: plain(letters(75 + over)) }))]],
  ['button value: 2000', over => [actions(button({ value: letters(2000 + over) }))]],
  ['button url: 3000', over => [actions(button({ url: `https://${letters(2992 + over)}` }))]],
  ['action_id: 255', over => [actions(button({ action_id: letters(255 + over) }))]],
  ['block_id: 255', over => [{ type: 'divider', block_id: letters(255 + over) }]],
  ['confirm title: 100', over => [actions(confirm({ title: plain(letters(100 + over)) }))]],
  ['confirm text: 300', over => [actions(confirm({ text: plain(letters(300 + over)) }))]],
  ['confirm button: 30', over => [actions(confirm({ confirm: plain(letters(30 + over)) }))]],
  ['options: 100', over => [actions(select({ options: some(100 + over, option) }))]],
  [
    'option text: 75',
    over => [actions(select({ options: [option(0, { text: plain(letters(75 + over)) })] }))],
  ],
  ['option value: 150', over => [actions(select({ options: [option(0, { value: letters(150 + over) })] }))]],
  [
    'option description: 75',
    over => [actions(select({ options: [option(0, { description: plain(letters(75 + over)) })] }))],
  ],
  [
    'option groups: 100',
    over => [
      actions({
        type: 'static_select',
        option_groups: some(100 + over, index => ({ label: plain('Group'), options: [option(index)] })),
      }),
    ],
  ],
  ['placeholder: 150', over => [actions(select({ placeholder: plain(letters(150 + over)) }))]],
  ['radio buttons: 10', over => [actions({ type: 'radio_buttons', options: some(10 + over, option) })]],
  ['check boxes: 10', over => [actions({ type: 'checkboxes', options: some(10 + over, option) })]],
  ['overflow: 5', over => [actions({ type: 'overflow', options: some(5 + over, option) })]],
  ['input label: 2000', over => [ask(typing(), { label: plain(letters(2000 + over)) })]],
  ['input hint: 2000', over => [ask(typing(), { hint: plain(letters(2000 + over)) })]],
  ['max_length: 3000', over => [ask(typing({ max_length: 3000 + over }))]],
  ['initial_value: max_length', over => [ask(typing({ max_length: 10, initial_value: letters(10 + over) }))]],
  ['alt_text: 2000', over => [image({ alt_text: letters(2000 + over) })]],
  ['image_url: 3000', over => [image({ image_url: `https://${letters(2992 + over)}` })]],
  [
    'Markdown: 12000 in all',
    over => some(2, index => ({ type: 'markdown', text: letters(6000 + index * over) })),
  ],
]

const viewLimits: [string, (over: 0 | 1) => Json][] = [
  ['blocks a view: 100', over => ({ blocks: some(100 + over, () => ({ type: 'divider' })) })],
  ['private_metadata: 3000', over => ({ private_metadata: letters(3000 + over) })],
  ['callback_id: 255', over => ({ callback_id: letters(255 + over) })],
  ['external_id: 255', over => ({ external_id: letters(255 + over) })],
]

describe('limits of Block Kit', () => {
  test.each(blockLimits)('%s', async (_, blocks) => {
    expect([await post(blocks(0)), edge.violations]).toEqual(['ok', []])
    expect(await post(blocks(1))).toBe('invalid_blocks')
    expect(edge.violations).toContainEqual(expect.objectContaining({ method: 'chat.postMessage' }))
  })

  test.each(viewLimits)('%s', async (_, more) => {
    expect([await publish({ type: 'home', blocks: [], ...more(0) }), edge.violations]).toEqual(['ok', []])
    expect(await publish({ type: 'home', blocks: [], ...more(1) })).toBe('invalid_arguments')
    expect(edge.violations).not.toEqual([])
  })

  test.each(['title', 'submit', 'close'])('%s of a modal: 24', async part => {
    const open = (count: number) =>
      send('views.open', { trigger_id: 'none', view: modal({ [part]: plain(letters(count)) }) })
    expect(await open(24)).toBe('invalid_trigger_id')
    expect(await open(25)).toBe('invalid_arguments')
  })
})

describe('what Slack refuses', () => {
  const wrong: [string, Json[]][] = [
    ['an unknown key', [{ ...section('A'), colour: 'red' }]],
    ['an unknown block', [{ type: 'sonnet' }]],
    ['an empty text', [section('')]],
    ['a section of nothing', [{ type: 'section' }]],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'A' } }]],
    ['a block_id used twice', some(2, () => ({ type: 'divider', block_id: 'same' }))],
    ['an action_id used twice in a block', [actions(...some(2, () => button({ action_id: 'same' })))]],
    ['a text input among buttons', [actions(typing())]],
    ['an initial option that is none', [actions(select({ initial_option: option(7) }))]],
    [
      'options and groups at once',
      [actions(select({ option_groups: [{ label: plain('A'), options: [option()] }] }))],
    ],
    ['options with one value', [actions(select({ options: [option(), option()] }))]],
    ['a picture from nowhere', [image({ image_url: undefined })]],
    ['a file input in a message', [ask({ type: 'file_input' })]],
  ]
  test.each(wrong)('%s', async (_, blocks) => {
    expect(await post(blocks)).toBe('invalid_blocks')
    expect(edge.violations).not.toEqual([])
  })

  test('a modal with an input and no submit, a home with one', async () => {
    const view = modal({ blocks: [ask(typing())] })
    expect(await send('views.open', { trigger_id: 'none', view })).toBe('invalid_arguments')
    expect(await publish({ type: 'home', blocks: [], submit: plain('Send') })).toBe('invalid_arguments')
    expect(edge.violations.map(({ path }) => path)).toEqual(['view.submit', 'view'])
  })

  test('an unknown method, an unknown argument, one that is missing, no text', async () => {
    const channel = 'C000000001'
    expect(await send('chat.shout', {})).toBe('unknown_method')
    expect(await send('chat.postMessage', { channel, text: 'A', loud: true })).toBe('invalid_arguments')
    expect(await send('chat.postMessage', { text: 'A' })).toBe('invalid_arguments')
    expect(await send('chat.postMessage', { channel })).toBe('no_text')
    expect(await send('chat.update', { channel, ts: '1.2', text: 'A' })).toBe('invalid_arguments')
    expect(edge.violations).toHaveLength(5)
  })

  test('a text above 40,000 characters, in an update above 4000', async () => {
    const channel = 'C000000001'
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'A' })
    expect(await send('chat.update', { channel, ts, text: letters(4000) })).toBe('ok')
    expect(await send('chat.update', { channel, ts, text: letters(4001) })).toBe('msg_too_long')
    expect(await send('chat.postMessage', { channel, text: letters(40_001) })).toBe('msg_too_long')
    expect(edge.violations).toHaveLength(2)
  })

  test('a token that is not this app’s', async () => {
    const stranger = clientOf(edge, { token: 'xoxb-stranger' })
    await expect(stranger.auth.test()).rejects.toThrow('invalid_auth')
    expect(JSON.stringify([edge.calls(), edge.violations])).not.toMatch(/xoxb-/)
  })
})

describe('what is noted and let through', () => {
  test('no fallback text, a text above 4000 characters, an action_id in two blocks', async () => {
    const channel = 'C000000001'
    const two = some(2, () => actions(button({ action_id: 'same' })))
    expect(await send('chat.postMessage', { channel, blocks: [section('A')] })).toBe('ok')
    expect(await send('chat.postMessage', { channel, text: letters(4001) })).toBe('ok')
    expect(await post(two)).toBe('ok')
    expect(edge.violations.map(({ path }) => path)).toEqual(['text', 'text', 'action_id'])
  })

  test('mentions, wherever Slack reads them', async () => {
    const { id } = edge.user('greta')
    const rich = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: id }] }],
    }
    await send('chat.postMessage', {
      channel: 'C000000001',
      text: 'all of <!channel|you>',
      blocks: [section(`<@${id}>`), rich],
    })
    await post([
      { type: 'header', text: plain('<!here>') },
      section('&lt;!everyone&gt; and <!date^1^{date}|today>'),
    ])
    expect(edge.pings().map(({ ping }) => ping)).toEqual(['<!channel|you>', `<@${id}>`, `<@${id}>`])
    expect(edge.pings(['greta']).map(({ ping }) => ping)).toEqual(['<!channel|you>'])
  })
})
