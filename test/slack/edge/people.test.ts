import type { webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answers, clientOf, connect } from './bare.ts'
import { openSlackEdge, type SlackEdge } from './edge.ts'
import type { Json, SeenMessage } from './types.ts'

let edge: SlackEdge
let client: webApi.WebClient
let answers: Answers
beforeEach(async () => {
  edge = await openSlackEdge({ ackDeadline: 400, retryDelays: [] })
  client = clientOf(edge)
  answers = () => undefined
  await connect(edge, envelope => answers(envelope))
})
afterEach(() => edge.close())

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const options = ['Lesen', 'Schreiben'].map((text, index) => ({ text: plain(text), value: `${index}` }))
const input = (label: string, element: Json, more: Json = {}) => ({
  type: 'input',
  block_id: label.toLowerCase(),
  label: plain(label),
  element: { action_id: label, ...element },
  ...more,
})
const modal = (title: string, blocks: Json[] = [], more: Json = {}) => ({
  type: 'modal',
  title: plain(title),
  submit: plain('Weiter'),
  blocks,
  ...more,
})
const last = (type: string) => edge.deliveries(type).at(-1)?.payload ?? {}
const silent = { silent: true }

/** Opens a modal before this person, by a command. */
async function open(user: string, view: Json) {
  await edge.command(user, 'direct', '/ask', '', silent)
  await client.apiCall('views.open', { trigger_id: last('/ask').trigger_id, view })
}

/** Posts in the app's name; the message as people see it. */
async function post(channel: string, blocks: Json[]): Promise<SeenMessage> {
  await client.apiCall('chat.postMessage', { channel: edge.channelId(channel), text: 'Text', blocks })
  const messages = await edge.channel(channel)
  return messages.at(-1)!
}
const buttons = (...elements: Json[]) => ({ type: 'actions', elements })

describe('what people fill in', () => {
  test('every kind of input reaches the app as Slack reports it', async () => {
    const kinds: [string, Json][] = [
      ['Text', { type: 'plain_text_input', multiline: true }],
      ['Mail', { type: 'email_text_input' }],
      ['Wahl', { type: 'static_select', options }],
      ['Haken', { type: 'checkboxes', options }],
      ['Einer', { type: 'radio_buttons', options }],
      ['Mehrere', { type: 'multi_static_select', options }],
      ['Person', { type: 'users_select' }],
      ['Leute', { type: 'multi_users_select' }],
      ['Kanal', { type: 'channels_select' }],
      ['Tag', { type: 'datepicker' }],
      ['Bild', { type: 'file_input', filetypes: ['png'] }],
      ['Leer', { type: 'plain_text_input' }],
    ]
    await open(
      'greta',
      modal(
        'Alles',
        kinds.map(([label, element]) => input(label, element, { optional: label === 'Leer' })),
      ),
    )
    await edge.submit(
      'greta',
      'modal',
      {
        Text: 'Grüße\nviele',
        Mail: 'greta@example.org',
        Wahl: 'Schreiben',
        Haken: true,
        Einer: '0',
        Mehrere: ['Lesen', 'Schreiben'],
        Person: 'luca',
        Leute: ['luca', 'sofia'],
        Kanal: 'random',
        Tag: '2026-11-22',
        Bild: [{ name: 'a.png', bytes: Buffer.from('png') }],
      },
      silent,
    )
    const { state } = last('view_submission').view as { state: { values: Record<string, Json> } }
    expect(Object.values(state.values).flatMap(Object.values)).toMatchObject([
      { value: 'Grüße\nviele' },
      { value: 'greta@example.org' },
      { selected_option: options[1]! },
      { selected_options: [options[0]!] },
      { selected_option: options[0]! },
      { selected_options: options },
      { selected_user: edge.user('luca').id },
      { selected_users: [edge.user('luca').id, edge.user('sofia').id] },
      { selected_channel: 'C000000002' },
      { selected_date: '2026-11-22' },
      { files: [{ name: 'a.png' }] },
      { value: null },
    ])
    expect(edge.modal('greta')).toBeUndefined()
    expect(edge.violations).toEqual([])
  })

  test('what Slack would not send is not sent', async () => {
    await open(
      'greta',
      modal('Name', [input('Name', { type: 'plain_text_input', min_length: 3, max_length: 5 })]),
    )
    await expect(edge.submit('greta')).rejects.toThrow('“Name” is required')
    await expect(edge.submit('greta', 'modal', { Name: 'ab' })).rejects.toThrow('too short')
    await expect(edge.submit('greta', 'modal', { Nom: 'ab' })).rejects.toThrow('there are: Name')
    expect(edge.deliveries('view_submission')).toEqual([])
  })

  test('what was typed stays when the view is updated, and a late update is refused', async () => {
    const name = input('Name', { type: 'plain_text_input' })
    const choice = input('Wahl', { type: 'static_select', options }, { dispatch_action: true })
    await open('greta', modal('Eins', [name, choice]))
    const { id, hash } = edge.modal('greta')!.raw
    await edge.choose('greta', 'modal', 'Name', 'Anna')
    await edge.choose('greta', 'modal', 'Wahl', 'Lesen', silent)
    expect(last('block_actions').actions).toMatchObject([{ action_id: 'Wahl', selected_option: options[0] }])
    await client.apiCall('views.update', { view_id: id, hash, view: modal('Zwei', [name]) })
    expect(edge.modal('greta')).toMatchObject({ title: 'Zwei', inputs: [{ label: 'Name', value: 'Anna' }] })
    const late = client.apiCall('views.update', { view_id: id, hash, view: modal('Drei', [name]) })
    await expect(late).rejects.toThrow('hash_conflict')
  })
})

describe('modals', () => {
  const answer = (payload: Json) => {
    answers = ({ payload: heard }) => ((heard as Json).type === 'view_submission' ? payload : undefined)
  }

  test('are pushed upon one another, three at most, and closed one by one or all', async () => {
    await open('luca', modal('Uno'))
    answer({ response_action: 'push', view: modal('Due', [], { notify_on_close: true }) })
    expect((await edge.submit('luca')).modal?.title).toBe('Due')
    answer({ response_action: 'push', view: modal('Tre') })
    await edge.submit('luca')
    expect(edge.stack('luca').map(({ title }) => title)).toEqual(['Uno', 'Due', 'Tre'])
    const trigger_id = last('view_submission').trigger_id
    await expect(client.apiCall('views.push', { trigger_id, view: modal('Quattro') })).rejects.toThrow(
      'push_limit_reached',
    )
    await edge.dismiss('luca')
    expect(edge.modal('luca')?.title).toBe('Due')
    await edge.dismiss('luca', 'modal', { all: true })
    expect(edge.stack('luca')).toEqual([])
    expect(last('view_closed')).toMatchObject({ is_cleared: true, view: { title: plain('Due') } })
    answer({ response_action: 'clear' })
    await open('luca', modal('Uno'))
    expect((await edge.submit('luca', 'modal', {}, silent)).closed).toBe(true)
  })

  test('a wrong acknowledgement is a violation, and changes nothing', async () => {
    await open('luca', modal('Uno', [input('Nome', { type: 'plain_text_input' })]))
    answer({ response_action: 'errors', errors: { cognome: 'Manca' } })
    await edge.submit('luca', 'modal', { Nome: 'Anna' }, silent)
    answer({ response_action: 'update', view: modal('t'.repeat(25)) })
    await edge.submit('luca', 'modal', { Nome: 'Anna' }, silent)
    expect(edge.modal('luca')?.title).toBe('Uno')
    expect(edge.violations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'view_submission errors.cognome',
      'view_submission view.title.text',
    ])
  })
})

describe('what people press', () => {
  test('carries the message, its thread and what stands in its inputs; an ephemeral one is not carried', async () => {
    const message = await post('general', [
      {
        type: 'section',
        text: plain('Elija'),
        accessory: { type: 'static_select', action_id: 'pick', options },
      },
      buttons({ type: 'button', text: plain('Sí'), value: 'yes', style: 'primary' }),
      buttons({ type: 'overflow', options: [{ text: plain('Más tarde'), value: 'later' }] }),
    ])
    expect(message.buttons.map(({ label }) => label)).toEqual(['Sí', 'Más tarde'])
    await edge.choose('sofia', message, 'Elija', 'Lesen', silent)
    await edge.click('sofia', message, 'Más tarde', silent)
    expect(last('block_actions')).toMatchObject({
      user: { id: edge.user('sofia').id },
      container: { type: 'message', message_ts: message.ts, is_ephemeral: false },
      channel: { name: 'general' },
      message: { text: 'Text' },
      actions: [{ type: 'overflow', selected_option: { value: 'later' } }],
    })
    const { state } = last('block_actions') as { state: { values: Record<string, Json> } }
    expect(Object.values(state.values)).toMatchObject([{ pick: { selected_option: options[0] } }])

    await client.chat.postEphemeral({
      channel: edge.channelId('general'),
      user: edge.user('sofia').id,
      text: 'Solo para usted',
      blocks: [{ type: 'actions', elements: [{ type: 'button', text: plain('Sí') }] }],
    })
    await edge.click('sofia', edge.ephemerals('sofia')[0]!, 'Sí', silent)
    expect(last('block_actions')).toMatchObject({ container: { is_ephemeral: true } })
    expect(last('block_actions')).not.toHaveProperty('message')
    await fetch(String(last('block_actions').response_url), { method: 'POST', body: 'delete_original=true' })
    expect(edge.ephemerals('sofia')).toEqual([])
    await expect(edge.click('sofia', message, 'No')).rejects.toThrow('no button “No”')
    expect(edge.violations).toEqual([])
  })
})

describe('what people see', () => {
  test('who is not in a private channel sees nothing of it', async () => {
    const say = () => client.chat.postMessage({ channel: edge.channelId('office'), text: 'Vertraulich' })
    const [inside, outside] = [
      edge.openHome('greta'),
      edge.openHome('luca', { deadline: 300 }).catch((error: Error) => error.message),
    ]
    await say()
    expect((await inside).text).toBe('Vertraulich')
    expect(await outside).toContain('seen: nothing')
    const whisper = client.chat.postEphemeral({
      channel: edge.channelId('office'),
      user: edge.user('luca').id,
      text: 'A',
    })
    await expect(whisper).rejects.toThrow('user_not_in_channel')
  })

  test('a link that was shared unfurls by its own id too', async () => {
    const url = 'https://help.example.org/guida'
    const shared = edge.shareLink('luca', 'random', url)
    const { event } = await edge.until(() => edge.deliveries('link_shared')[0]?.payload, 'the event')
    const { unfurl_id, source, message_ts } = event as Json
    const blocks = [{ type: 'section', text: plain('Una guida') }]
    await client.apiCall('chat.unfurl', { unfurl_id, source, unfurls: { [url]: { blocks } } })
    expect((await shared).unfurls).toEqual([{ url, text: 'Una guida' }])
    expect(edge.unfurls).toMatchObject([{ channel: edge.channelId('random'), ts: message_ts, url }])
  })

  test('text as it is read: links, names and emphasis without their marks', async () => {
    const written = `*Rôle* : <@${edge.user('greta').id}> &lt;ok&gt; _a_b_ <https://a.example|le guide> <https://b.example>`
    const message = await post('random', [
      { type: 'header', text: plain('Titre & suite') },
      { type: 'section', text: { type: 'mrkdwn', text: written } },
    ])
    expect(message.text).toBe('Titre & suite\nRôle : @greta <ok> a_b le guide https://b.example')
    expect(message.fallback).toBe('Text')
  })

  test('what is typed arrives as Slack writes it', async () => {
    await edge.direct(
      'amelie',
      'a < b & @greta #general @channel x@y.example https://a.example/?a=1&b=2',
      silent,
    )
    const { event } = last('message') as { event: Json }
    expect(event).toMatchObject({ channel_type: 'im', user: edge.user('amelie').id })
    expect(event.text).toBe(
      `a &lt; b &amp; <@${edge.user('greta').id}> <#C000000001|general> <!channel> <mailto:x@y.example|x@y.example> <https://a.example/?a=1&amp;b=2>`,
    )
  })

  test('the app’s own message comes back to it, changed and deleted ones are seen', async () => {
    const posted = edge.say('oliver', 'general', 'hello', { until: ({ gone }) => gone.length > 0 })
    const channel = edge.channelId('general')
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'One' })
    await client.chat.update({ channel, ts, text: 'Two' })
    await client.chat.delete({ channel, ts })
    expect((await posted).gone.map(one => one.ts)).toEqual([ts])
    const events = edge.deliveries('message').map(({ payload }) => payload.event as Json)
    expect(events.map(({ subtype, bot_id }) => subtype ?? bot_id)).toEqual([
      undefined,
      edge.bot.botId,
      'message_changed',
    ])
  })
})
