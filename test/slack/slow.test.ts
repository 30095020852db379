import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Front, frontOf } from '../../bot/desk/front.ts'
import type { Surface } from '../../bot/surfaces/chat/surface.ts'
import { openSlack } from '../../bot/surfaces/slack/open.ts'
import { openDesk, words } from '../support/desk.ts'
import { openSlackEdge, type SlackEdge } from './edge/edge.ts'
import { idOf, messageIn } from './use-app.ts'

let edge: SlackEdge
let desk: Awaited<ReturnType<typeof openDesk>>
let surface: Surface
const warnings: string[] = []
/** What stands between Slack and the desk. */
let hindrance: (kind: string) => Promise<void>

beforeEach(async () => {
  edge = await openSlackEdge({ deadline: 10_000 })
  desk = await openDesk()
  hindrance = async () => {}
  await desk.put('links', {
    id: `slack:${edge.team.id}:${edge.user('oliver').id}`,
    user: 'oliver',
    at: '2026-11-22T10:00:00.000Z',
  })
  const front = frontOf(desk.setting)
  const hindered: Front = {
    ...front,
    async reply(person, event) {
      await hindrance(event.kind)
      return front.reply(person, event)
    },
  }
  surface = await openSlack(
    { apiUrl: edge.apiUrl, appToken: edge.bot.appToken, botToken: edge.bot.token },
    hindered,
    {
      words,
      warn: what => warnings.push(what),
      publicUrl: 'https://help.example.org',
      store: desk.store,
      vault: desk.setting.domain.ports.vault,
      route: async () => {},
    },
  )
  await edge.connected()
})

afterEach(async () => {
  expect(edge.violations).toEqual([])
  await surface.close()
  await edge.close()
  await desk.store.close()
})

test('a form that takes longer than Slack waits is closed, and what came of it is shown as a message', async () => {
  await edge.command('oliver', 'general', '/concierge', 'set-newsletters')
  hindrance = async kind => {
    if (kind === 'submit') await delay(2700)
  }
  const seen = await edge.submit(
    'oliver',
    'modal',
    { 'Subscribe to': ['ecology'] },
    { until: ({ closed }) => closed },
  )
  expect(seen.closed).toBe(true)
  const preview = await edge.until(() => edge.ephemerals('oliver').at(-1), 'the preview')
  hindrance = async () => {}
  const receipt = messageIn(await edge.click('oliver', preview, idOf(preview, 'confirm:')))
  expect(receipt.text).toContain('ecology')
}, 20_000)

test('where the desk fails, the person is told so in their language, and the log only that', async () => {
  hindrance = () => Promise.reject(new Error('a text that nobody should read'))
  const question = 'How do I change a role?'
  const told = 'Try again in a moment'
  expect(messageIn(await edge.mention('oliver', 'general', question)).text).toContain(told)
  expect(messageIn(await edge.direct('oliver', question)).text).toContain(told)
  expect(messageIn(await edge.command('oliver', 'general', '/ask', question)).text).toContain(told)
  hindrance = async () => {}
  const answer = messageIn(await edge.mention('oliver', 'random', question))
  hindrance = () => Promise.reject(new Error('a text that nobody should read'))
  const failed = await edge.click('oliver', answer, idOf(answer, 'do:change-role'))
  expect(failed.text).toContain(told)
  expect(warnings.join()).not.toContain('nobody should read')
}, 20_000)

test('closing waits for what is under way', async () => {
  hindrance = () => delay(500)
  await edge.mention('oliver', 'general', 'How do I change a role?', { silent: true })
  await surface.close()
  expect((await edge.channel('general'))[0]?.replies).toHaveLength(1)
}, 20_000)

test('what is posted for the desk is plain text, once for each id', async () => {
  const channel = edge.channelId('random')
  const place = { workspace: `slack:${edge.team.id}`, channel: `slack:${edge.team.id}:${channel}` }
  await surface.post(place, 'Hello <!channel> & @everyone', 'post-1')
  await surface.post({ channel }, 'Another', 'post-2')
  const texts = (await edge.channel('random')).map(({ text }) => text)
  expect(texts).toHaveLength(2)
  expect(edge.pings()).toEqual([])
  await expect(surface.post({ channel: 'C404' }, 'Nowhere', 'post-3')).rejects.toThrow()
}, 20_000)
