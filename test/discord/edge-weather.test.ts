import { afterEach, expect, test } from 'vitest'
import { ask, client, edge, errors, hears, slash, textChannel, useApp } from './edge-client.ts'

useApp()
afterEach(() => expect(edge.violations).toEqual([]))

test('a dropped socket is resumed and gets the missed event', async () => {
  const words: string[] = []
  client.on('messageCreate', message => words.push(message.content))
  await edge.dropSockets()
  await edge.mention('Ada', 'general', 'missed')
  await edge.until(() => words.length > 0, 'the missed message')
  expect(words).toEqual([`<@${edge.botId}> missed`])
  expect(edge.sessions).toEqual({ identified: 1, resumed: 1 })
  edge.askToReconnect()
  await edge.until(() => edge.sessions.resumed === 2, 'resumed again')
  client.removeAllListeners('messageCreate')
})

test('a redelivered interaction is the same one, and takes no second callback', async () => {
  hears(slash(interaction => interaction.reply('once')))
  await ask()
  edge.redeliver(edge.dispatches.findLast(({ t }) => t === 'INTERACTION_CREATE')!)
  await edge.until(() => errors.length > 0, 'the refused second callback')
  expect(errors.map(({ code }) => code)).toEqual([40060])
})

test('a 429 is waited for, a 502 tried again, a cut is an error', async () => {
  const channel = await textChannel()
  const before = edge.calls('POST /channels/*/messages').length
  edge.fail('POST /channels/*/messages', { status: 429, retryAfter: 0.05 })
  edge.fail('POST /channels/*/messages', { status: 502 })
  await channel.send('429, then 502')
  edge.fail('POST /channels/*/messages', { cut: true })
  await expect(channel.send('cut')).rejects.toThrow()
  edge.fail('POST /channels/*/messages', { cut: true, obeyed: true })
  await expect(channel.send('answer lost')).rejects.toThrow()
  const calls = edge.calls('POST /channels/*/messages').slice(before)
  expect(calls.map(({ status }) => status)).toEqual([429, 502, 200, 0, 0])
  expect(
    edge
      .messages('help')
      .slice(-2)
      .map(({ text }) => text),
  ).toEqual(['429, then 502', 'answer lost'])
})

test('a global 429 holds every route', async () => {
  const channel = await textChannel()
  edge.fail('POST /channels/*/messages', { status: 429, retryAfter: 0.05, global: true })
  const limited = new Promise<boolean>(resolve =>
    client.rest.once('rateLimited', ({ global }) => resolve(global)),
  )
  await channel.send('later')
  expect(await limited).toBe(true)
})
