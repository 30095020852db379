import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messageIn, useApp } from './use-app.ts'

const app = useApp({ transport: 'http' })
const folder = join(import.meta.dirname, 'recorded')

interface Recorded {
  name: string
  kind: 'events_api' | 'slash_commands' | 'interactive'
  payload: object
}

/** Every delivery in the recordings: what has a type or is a command. */
const recorded = readdirSync(folder)
  .filter(file => file.endsWith('.json'))
  .flatMap((file): Recorded[] =>
    Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8'))).flatMap(([part, payload]) =>
      isDelivery(payload) ? [{ name: `${file} ${part}`, kind: kindOf(payload), payload }] : [],
    ),
  )

function isDelivery(payload: unknown): payload is object {
  const { type, command } = Object(payload)
  return [type, command].some(name => typeof name === 'string')
}

function kindOf(payload: object): Recorded['kind'] {
  if ('command' in payload) return 'slash_commands'
  return Object(payload).type === 'event_callback' ? 'events_api' : 'interactive'
}

/** The recording as if it had happened here, to somebody whom we know. */
function here(payload: object): object {
  const { edge } = app()
  const text = JSON.stringify(payload)
    .replaceAll(/"T0[0-9A-Z]{6,}"/g, `"${edge.team.id}"`)
    .replaceAll(/\bU(?:00FAKEBOT\d+|0ADXR1N57A|0A9G5N5URZ)\b/g, edge.bot.userId)
    .replaceAll(/\bU0(?!EDGEBOT)[0-9A-Z]{8,}\b/g, edge.user('oliver').id)
    .replaceAll(/"C0[0-9A-Z]{8,}"/g, `"${edge.channelId('general')}"`)
    .replaceAll(/https:\/\/hooks\.slack\.com/g, edge.url)
  return JSON.parse(text)
}

test('there is something recorded', () => {
  expect(recorded.length).toBeGreaterThan(10)
  expect(new Set(recorded.map(({ kind }) => kind)).size).toBe(3)
})

for (const [place, { name, kind, payload }] of recorded.entries())
  test(`${name}, as Slack sent it, is acknowledged in time and harms nothing`, async () => {
    const { edge, child } = app()
    const sent = { ...here(payload), ...(kind === 'events_api' && { event_id: `EvRecorded${place}` }) }
    const delivery = await edge.deliver(kind, sent)
    expect(delivery.acknowledged).toBe(true)
    await edge.settled()
    expect(child.exitCode).toBeNull()
  })

test('a recorded mention is answered', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('oliver', 'random', 'How do I change a role?'))
  expect(answer.text).toContain('Change a member’s role')
  expect(edge.calls('chat.postMessage').length).toBeGreaterThan(3)
})
