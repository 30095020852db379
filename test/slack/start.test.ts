import { expect, test } from 'vitest'
import { frontOf } from '../../bot/desk/front.ts'
import type { SurfaceError } from '../../bot/surfaces/chat/surface.ts'
import { openSlack, type SlackSettings } from '../../bot/surfaces/slack/open.ts'
import { openDesk, words } from '../support/desk.ts'
import { openSlackEdge } from './edge/edge.ts'

async function opened(settings: SlackSettings): Promise<unknown> {
  const desk = await openDesk()
  const parts = {
    words,
    warn: () => {},
    publicUrl: 'https://help.example.org',
    store: desk.store,
    vault: desk.setting.domain.ports.vault,
    route: async () => {},
  }
  const surface = await openSlack(settings, frontOf(desk.setting), parts).catch((error: unknown) => error)
  if (!(surface instanceof Error)) await (surface as { close(): Promise<void> }).close()
  await desk.store.close()
  return surface
}

test('a wrong bot token is told as such', async () => {
  const edge = await openSlackEdge()
  const settings = { apiUrl: edge.apiUrl, appToken: edge.bot.appToken, botToken: 'xoxb-wrong' }
  expect(await opened(settings)).toMatchObject({ problem: 'wrong-token' } satisfies Partial<SurfaceError>)
  edge.violations.splice(0)
  await edge.close()
})

test('a wrong app token is told as such', async () => {
  const edge = await openSlackEdge()
  const settings = { apiUrl: edge.apiUrl, appToken: 'xapp-wrong', botToken: edge.bot.token }
  expect(await opened(settings)).toMatchObject({ problem: 'wrong-token' })
  await edge.close()
})

test('Slack that cannot be reached is told as such', async () => {
  const settings = { apiUrl: 'http://127.0.0.1:9/api/', appToken: 'xapp-1', botToken: 'xoxb-1' }
  expect(await opened(settings)).toMatchObject({ problem: 'unreachable' })
}, 20_000)

test('settings without a way to hear, or to answer, are incomplete', async () => {
  expect(await opened({ botToken: 'xoxb-1' })).toMatchObject({ problem: 'incomplete' })
  expect(await opened({ appToken: 'xapp-1' })).toMatchObject({ problem: 'incomplete' })
  expect(await opened({ signingSecret: 's', clientId: '1', clientSecret: '2' })).toMatchObject({
    problem: 'incomplete',
  })
})

test('a connection that fails at first is opened all the same', async () => {
  const edge = await openSlackEdge()
  edge.fail('auth.test', { status: 500 })
  edge.fail('apps.connections.open', { status: 500 })
  const settings = { apiUrl: edge.apiUrl, appToken: edge.bot.appToken, botToken: edge.bot.token }
  expect(await opened(settings)).toMatchObject({ name: 'slack' })
  expect(edge.violations).toEqual([])
  await edge.close()
}, 20_000)
