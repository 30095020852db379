import { afterEach, expect, test } from 'vitest'
import { type DiscordEdge, openDiscordEdge } from './edge/edge.ts'

let edge: DiscordEdge
afterEach(() => edge.close())

test('a wrong token: 401, and the socket closes with 4004', async () => {
  edge = await openDiscordEdge()
  const response = await fetch(`${edge.url}/v10/gateway/bot`, { headers: { authorization: 'Bot wrong' } })
  expect(response.status).toBe(401)
  expect(await closeCode(edge, { token: 'wrong', intents: 0, properties: {} })).toBe(4004)
  expect(JSON.stringify(edge.calls())).not.toContain('wrong')
})

test('two shards each hear of their own guilds, DMs on the first', async () => {
  const channels = [{ name: 'help', type: 0 }] as const
  edge = await openDiscordEdge({
    guilds: [
      { name: 'A', channels },
      { name: 'B', channels },
    ],
  })
  const heardBy: string[][] = [[], []]
  for (const shard of [0, 1]) {
    const note = (name: string) => heardBy[shard]?.push(name)
    await listen(edge, { intents: (1 << 0) | (1 << 9) | (1 << 12), shard: [shard, 2] }, note)
  }
  await edge.connected(2)
  await edge.direct('Ada', 'hi')
  for (const guild of edge.guilds) await edge.say('Ada', guild.channels[0]!, guild.name)
  await edge.until(
    () => heardBy.flat().filter(name => name === 'MESSAGE_CREATE').length === 3,
    'three messages',
  )
  const counts = heardBy.map(names => names.filter(name => name === 'GUILD_CREATE').length)
  expect(counts).toEqual([1, 1])
  expect(heardBy.map(names => names.filter(name => name === 'MESSAGE_CREATE').length)).toEqual([2, 1])
})

test('without the intent there are no messages; a session that is gone cannot be resumed', async () => {
  edge = await openDiscordEdge()
  const names: string[] = []
  const frames = await listen(edge, { intents: 1 << 0 }, name => names.push(name))
  await edge.connected()
  await edge.say('Ada', 'help', 'unheard')
  const post = await edge.post('Ada', 'questions', 'Title', 'text')
  await edge.until(() => names.includes('THREAD_CREATE'), 'the thread')
  expect(post.message.text).toBe('text')
  expect(names).not.toContain('MESSAGE_CREATE')
  await edge.dropSockets({ resumable: false })
  expect(frames.closed).toBe(4009)
  expect(await resumeAnswer(edge, frames.session)).toMatchObject({ op: 9, d: false })
})

type Frame = { op: number; t: string | null; d: Record<string, unknown> }
const socketOf = (to: DiscordEdge) =>
  new WebSocket(`${to.url.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json`)

/** A bare gateway client: identifies, and tells the names of the events that it gets. */
async function listen(
  to: DiscordEdge,
  identify: { intents: number; shard?: number[] },
  note: (name: string) => void,
) {
  const socket = socketOf(to)
  const state = { session: '', closed: 0 }
  socket.addEventListener('close', ({ code }) => {
    state.closed = code
  })
  socket.addEventListener('message', ({ data }) => {
    const { op, t, d } = JSON.parse(String(data)) as Frame
    if (op === 10) socket.send(JSON.stringify({ op: 2, d: { token: to.token, properties: {}, ...identify } }))
    if (t === 'READY') state.session = String(d.session_id)
    if (t) note(t)
  })
  await to.until(() => state.session, 'READY')
  return state
}

function closeCode(to: DiscordEdge, identify: object): Promise<number> {
  const socket = socketOf(to)
  socket.addEventListener('open', () => socket.send(JSON.stringify({ op: 2, d: identify })))
  return new Promise(resolve => socket.addEventListener('close', ({ code }) => resolve(code)))
}

function resumeAnswer(to: DiscordEdge, session_id: string): Promise<Frame> {
  const socket = socketOf(to)
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ op: 6, d: { token: to.token, session_id, seq: 1 } })),
  )
  return new Promise(resolve =>
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as Frame
      if (frame.op !== 10) resolve(frame)
    }),
  )
}
