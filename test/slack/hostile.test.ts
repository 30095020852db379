import { expect, test } from 'vitest'
import { idOf, messageIn, modalIn, useApp } from './use-app.ts'

const links = { amelie: 'claire', oliver: 'oliver', greta: 'jonas', luca: 'giulia', sofia: 'lucia' }
const app = useApp({ links, channels: [{ name: 'office', support: true }] })

const pinging =
  '@everyone @here @channel <!channel> <!here> <!everyone> <@U0EDGEBOT1> <#C000000001> <!subteam^S1>'
const long = 'rôle '.repeat(800)

test('FEED-6 who is asked for is announced without a ping, whatever the question says', async () => {
  const { edge } = app()
  const text = `How do I change a role? ${pinging}`
  const answer = messageIn(await edge.command('oliver', 'general', '/ask', text))
  const person = answer.buttons.find(({ actionId }) => actionId.startsWith('person'))!
  await edge.click('oliver', answer, person.actionId)
  await edge.until(async () => (await edge.channel('office')).length > 0, 'the announcement')
})

test('FEED-6 feedback pings nobody, in preview, receipt and channel', async () => {
  const { edge } = app()
  const form = modalIn(await edge.command('greta', 'general', '/concierge', 'send-feedback'))
  const values = Object.fromEntries(
    form.inputs.flatMap(({ type, label, options }): [string, string][] => {
      if (type === 'plain_text_input') return [[label, pinging]]
      return type.includes('select') || type === 'radio_buttons' ? [[label, options[0]?.value ?? '']] : []
    }),
  )
  const preview = await edge.submit('greta', 'modal', values)
  if (edge.modal('greta')?.submit) await edge.submit('greta', 'modal')
  expect(preview.text).toBeTruthy()
})

for (const [who, name] of [
  ['amelie', 'a mention'],
  ['luca', 'a direct message'],
  ['sofia', '/ask'],
  ['oliver', '/concierge'],
] as const)
  test(`${name} of 4,000 characters is told to be too long, in words`, async () => {
    const { edge } = app()
    const ways = {
      'a mention': () => edge.mention(who, 'general', long),
      'a direct message': () => edge.direct(who, long),
      '/ask': () => edge.command(who, 'general', '/ask', long),
      '/concierge': () => edge.command(who, 'general', '/concierge', long),
    }
    const answer = messageIn(await ways[name]())
    expect(answer.text).toMatch(/2\s?.?000/)
  })

test('a form takes 3,000 characters, all that Slack’s own field does', async () => {
  const { edge } = app()
  const form = modalIn(await edge.command('amelie', 'general', '/concierge', 'send-feedback'))
  const text = form.inputs.find(({ type }) => type === 'plain_text_input')!
  const values = Object.fromEntries(
    form.inputs
      .filter(({ options }) => options.length)
      .map(({ label, options }) => [label, options[0]!.value]),
  )
  const seen = await edge.submit('amelie', 'modal', { ...values, [text.label]: 'é'.repeat(3000) })
  expect(seen.text.length).toBeGreaterThan(100)
})

test('PAY-3 a card number is refused, and stands nowhere', async () => {
  const { edge, log } = app()
  const answer = messageIn(await edge.mention('oliver', 'general', 'my card is 4111 1111 1111 1111'))
  expect(answer.ephemeral).toBe(true)
  expect(answer.text).toContain('PAY-3')
  expect(JSON.stringify(edge.calls('chat.postEphemeral'))).not.toMatch(/4111\W?1111/)
  expect(log()).not.toMatch(/4111\W?1111/)
})

test('buttons that are none of ours, and events of no known kind, change nothing and end nothing', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('oliver', 'random', 'How do I change a role?'))
  await edge.click('oliver', answer, idOf(answer, 'helped:'))
  const pressed = edge.deliveries('interactive').at(-1)!
  for (const [place, id] of [
    'confirm:nothing',
    'x'.repeat(255),
    'do:',
    'do:nothing?a=b',
    '__proto__',
  ].entries()) {
    const payload = JSON.parse(JSON.stringify(pressed.payload))
    payload.actions[0].action_id = id
    payload.trigger_id = `1.2.${place}`
    await edge.deliver('interactive', payload)
  }
  await edge.deliver('events_api', {
    type: 'event_callback',
    team_id: edge.team.id,
    event: { type: 'unknown' },
  })
  const { text } = await edge.direct('oliver', 'How do I change a role?', {
    until: ({ messages }) => messages.some(({ channel }) => channel.startsWith('D')),
  })
  expect(text).toContain('Change a member’s role')
})
