import { expect, test } from 'vitest'
import { messageIn, useApp } from './use-app.ts'

const app = useApp({
  channels: [
    { name: 'random', answers: true },
    { name: 'office', support: true },
  ],
})

const question = 'Wie ändere ich die Rolle eines Mitglieds?'

test('a question is answered unasked only where an administrator switched it on', async () => {
  const { edge } = app()
  await edge.say('greta', 'general', question, { silent: true })
  expect((await edge.channel('general')).flatMap(({ replies }) => replies)).toEqual([])
  const answer = messageIn(await edge.say('greta', 'random', question))
  expect(answer.text).toContain('Rolle eines Mitglieds ändern')
  expect(answer.thread).toBeDefined()
})

test('in doubt, and to what is no question, nothing is said', async () => {
  const { edge } = app()
  for (const text of [
    'guten Morgen zusammen',
    'Wer kommt mit zum Mittagessen?',
    'ok',
    'https://example.org',
    '👍',
  ])
    await edge.say('greta', 'random', text, { silent: true })
  const unanswered = (await edge.channel('random')).slice(-5)
  expect(unanswered.flatMap(({ replies }) => replies)).toEqual([])
})

test('what speaks to somebody is theirs to answer', async () => {
  const { edge } = app()
  await edge.say('greta', 'random', `@oliver ${question}`, { silent: true })
  expect((await edge.channel('random')).at(-1)?.replies).toEqual([])
})

test('a person’s answer is never argued with', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.say('oliver', 'random', 'How do I change the role of a member?'))
  const thread = { thread: answer }
  await edge.say('luca', 'random', 'How do I change the role of a member?', { ...thread, silent: true })
  await edge.say('oliver', 'random', 'And how do I choose my newsletters?', { ...thread, silent: true })
  const said = (await edge.channel('random')).find(({ ts }) => ts === answer.thread)
  expect(said?.replies.map(({ author }) => author)).toEqual(['concierge', 'luca', 'oliver'])
})

test('a follow-up of the asker is answered, where it is certain', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.say('sofia', 'random', '¿Cómo cambio el rol de un miembro?'))
  const next = messageIn(await edge.say('sofia', 'random', '¿Cómo elijo mis boletines?', { thread: answer }))
  expect(next.thread).toBe(answer.thread)
})

test('edits, joins and bots are no questions', async () => {
  const { edge } = app()
  const channel = edge.channelId('random')
  const posted = edge.calls('chat.postMessage').length
  const event = {
    type: 'message',
    channel,
    channel_type: 'channel',
    ts: '1.1',
    text: question,
    user: edge.user('greta').id,
  }
  const kinds = [
    { ...event, subtype: 'message_changed', message: event },
    { ...event, subtype: 'channel_join' },
    { ...event, bot_id: 'B123' },
    { ...event, subtype: 'bot_message', bot_id: 'B123', user: undefined },
    { ...event, user: edge.bot.userId },
  ]
  for (const [place, inner] of kinds.entries())
    await edge.deliver('events_api', {
      type: 'event_callback',
      team_id: edge.team.id,
      event_id: `EvKind${place}`,
      authorizations: [{ team_id: edge.team.id, user_id: edge.bot.userId, is_bot: true }],
      event: inner,
    })
  await edge.settled()
  expect(edge.calls('chat.postMessage')).toHaveLength(posted)
})

test('who wants a person is announced in the support channel, with the question and where it was asked', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('amelie', 'general', 'Comment changer un rôle ?'))
  await edge.click(
    'amelie',
    answer,
    answer.buttons.find(({ actionId }) => actionId.startsWith('person:'))!.actionId,
  )
  const announced = await edge.until(async () => (await edge.channel('office')).at(-1), 'the announcement')
  expect(announced.text).toContain('Comment changer un rôle')
  expect(announced.text).toContain('/archives/')
})
