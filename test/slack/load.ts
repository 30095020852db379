import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort } from '../support/port.ts'

// By hand: `node test/slack/load.ts [--rate 50] [--seconds 20]`. Prints how long acknowledgements take by HTTP. The Slack here only nods:
// the edge of the tests checks so much that it would be the edge that is measured.
const { values } = parseArgs({
  options: { rate: { type: 'string', default: '50' }, seconds: { type: 'string', default: '20' } },
})
const rate = Number(values.rate)
const count = rate * Number(values.seconds)
const secret = 'a signing secret'

const questions = [
  'How do I change the role of a colleague?',
  'Comment activer la garantie de renouvellement ?',
  'Wie ändere ich meine Wiederherstellungsadresse?',
  'Come scelgo le mie newsletter?',
  '¿Cómo añado un método de pago?',
]

let answers = 0
const nodding = createServer((request, response) => {
  if (/chat\.post|response/.test(request.url ?? '')) answers++
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json')
    const user = { name: 'somebody', locale: 'en-GB' }
    response.end(JSON.stringify({ ok: true, team_id: 'T1', user_id: 'U0', bot_id: 'B0', ts: '1.1', user }))
  })
})

async function portOf(server: Server): Promise<number> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}

const folder = await mkdtemp(join(tmpdir(), 'concierge-load-'))
const [slack, port] = [await portOf(nodding), await freePort()]
const url = `http://127.0.0.1:${port}/slack/events`
const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, '../../bot/main.ts')], {
  env: {
    DATA_DIR: folder,
    DATABASE_URL: `file:${join(folder, 'concierge.json')}`,
    SLACK_API_URL: `http://127.0.0.1:${slack}/api/`,
    SLACK_BOT_TOKEN: 'xoxb-load',
    SLACK_SIGNING_SECRET: secret,
    PORT: String(port),
  },
  stdio: ['ignore', 'ignore', 'inherit'],
})

async function deliver(body: string, type: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  const begin = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  })
  await response.arrayBuffer()
  return response.status === 200 ? performance.now() - begin : Number.NaN
}

const textOf = (place: number): string => questions[place % questions.length] ?? ''

function mention(place: number): Promise<number> {
  const ts = `${1_700_000_000 + place}.000100`
  const text = `<@U0> ${textOf(place)}`
  const event = { type: 'app_mention', user: `U1${place % 100}`, channel: 'C1', ts, event_ts: ts, text }
  const body = { type: 'event_callback', team_id: 'T1', event_id: `Ev${place}`, event }
  return deliver(JSON.stringify(body), 'application/json')
}

function command(place: number): Promise<number> {
  const body = new URLSearchParams({
    command: '/ask',
    text: textOf(place),
    user_id: `U1${place % 100}`,
    channel_id: 'C1',
    team_id: 'T1',
    trigger_id: `load.${place}`,
    response_url: `http://127.0.0.1:${slack}/response/${place}`,
  })
  return deliver(body.toString(), 'application/x-www-form-urlencoded')
}

while (!(await fetch(url).catch(() => undefined))) await delay(100)
const begin = performance.now()
const delivered: Promise<number>[] = []
for (let place = 0; place < count; place++) {
  await delay(Math.max(0, begin + (place * 1000) / rate - performance.now()))
  delivered.push(place % 5 === 4 ? command(place) : mention(place))
}
const took = (await Promise.all(delivered)).sort((a, b) => a - b)
const at = (share: number) => `${Math.round(took[Math.floor((took.length - 1) * share)] ?? Number.NaN)} ms`
console.log(`${took.filter(Number.isFinite).length} of ${count} acknowledged`)
console.log(`p50 ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, longest ${at(1)}`)
while (answers < count && performance.now() - begin < 120_000) await delay(100)
console.log(`${answers} answered after ${Math.round((performance.now() - begin) / 100) / 10} s`)
child.kill('SIGTERM')
await once(child, 'close')
nodding.close()
await rm(folder, { recursive: true })
