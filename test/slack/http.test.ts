import { expect, test } from 'vitest'
import { idOf, messageIn, modalIn, useApp } from './use-app.ts'

const links = { amelie: 'claire', oliver: 'oliver', greta: 'jonas', sofia: 'nina' }
const app = useApp({ links, transport: 'http' })

test('by HTTP: question, form, preview, confirmation', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('amelie', 'general', 'Comment changer un rôle ?'))
  await edge.click('amelie', answer, idOf(answer, 'do:change-role'))
  await edge.submit('amelie', 'modal', { member: 'sofia', role: 'administrator' })
  const receipt = modalIn(await edge.submit('amelie', 'modal'))
  expect(receipt.text).toContain('Nina Keller')
})

test('by HTTP: commands, home, options', async () => {
  const { edge } = app()
  expect(
    messageIn(await edge.command('greta', 'general', '/ask', 'Wie ändere ich eine Rolle?')).ephemeral,
  ).toBe(true)
  expect((await edge.openHome('greta')).home?.text).toContain('Atelier Lumière')
  await edge.globalShortcut('greta', 'search')
  expect((await edge.suggest('greta', 'modal', 'guide-search', 'Rolle')).length).toBeGreaterThan(0)
})

test('forged, stale and malformed deliveries are refused, and do nothing', async () => {
  const { edge } = app()
  const before = edge.calls().length
  const stale = Math.floor(Date.now() / 1000) - 6 * 60
  expect(await edge.forge({ signature: 'v0=0000' })).toBe(401)
  expect(await edge.forge({ timestamp: stale })).toBe(401)
  expect(await edge.forge({ signature: '', body: 'payload=%7B' })).toBe(401)
  await edge.settled()
  expect(edge.calls()).toHaveLength(before)
})

test('a delivery with retry headers is answered, and does nothing twice', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('oliver', 'random', 'How do I change a role?'))
  const again = await Promise.all(edge.deliveries('events_api').map(delivery => edge.redeliver(delivery)))
  expect(again.every(({ acknowledged }) => acknowledged)).toBe(true)
  await edge.settled()
  const thread = (await edge.channel('random')).find(({ ts }) => ts === answer.thread)
  expect(thread?.replies).toHaveLength(1)
})

test('what is no delivery is not found, and ends nothing', async () => {
  const { edge, url } = app()
  const before = edge.calls().length
  for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await fetch(`${url}/slack/events`, { method })).status).toBe(404)
  expect((await fetch(`${url}/slack/install`)).status).toBe(404)
  expect((await fetch(`${url}/nobody`)).status).toBe(404)
  await edge.settled()
  expect(edge.calls()).toHaveLength(before)
})
