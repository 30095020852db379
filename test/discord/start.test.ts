import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import type { Front } from '../../bot/desk/front.ts'
import { type DiscordSettings, openDiscord } from '../../bot/surfaces/discord/open.ts'
import { words } from '../commands/child.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A Discord that knows but the beginning: it lets whoever asks for these intents identify, and closes on everybody else with a code. */
async function openGate(allowed: (intents: number) => boolean, code: number) {
  const asked: number[] = []
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    const limit = { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 }
    const gateway = { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limit }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url?.endsWith('/gateway/bot') ? gateway : []))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', socket => {
    const send = (op: number, d: unknown, t?: string) =>
      socket.send(JSON.stringify({ op, d, s: t ? 1 : null, t }))
    send(GatewayOpcodes.Hello, { heartbeat_interval: 45_000 })
    socket.on('message', data => {
      const { op, d } = JSON.parse(String(data))
      if (op !== GatewayOpcodes.Identify) return
      asked.push(d.intents)
      if (!allowed(d.intents)) return socket.close(code)
      const user = { id: '1', username: 'concierge', discriminator: '0', bot: true, avatar: null }
      const more = {
        v: 10,
        session_id: 'a',
        resume_gateway_url: 'ws://127.0.0.1',
        application: { id: '1', flags: 0 },
      }
      send(GatewayOpcodes.Dispatch, { user, guilds: [], ...more }, 'READY')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return { asked, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api` }
}

async function start(api: string, more: Partial<DiscordSettings> = {}) {
  const warnings: string[] = []
  const front = { actions: async () => [] } as unknown as Front
  const warn = (what: string) => void warnings.push(what)
  const parts = { words, warn, localesDir: 'locales' }
  const surface = await openDiscord({ token: 'a.token.here', api, ...more }, front, parts)
  closing.push(() => surface.close())
  return warnings
}

describe('a start', () => {
  it('goes on without the privileged intent where it is not allowed', async () => {
    const content = Number(GatewayIntentBits.MessageContent)
    const { asked, api } = await openGate(
      intents => !(intents & content),
      GatewayCloseCodes.DisallowedIntents,
    )
    const warnings = await start(api)
    expect(asked.map(intents => Boolean(intents & content))).toEqual([true, false])
    expect(warnings).toContain('discord intent missing')
  })

  it('goes on without the privileged intent with shards too', async () => {
    const content = Number(GatewayIntentBits.MessageContent)
    const { asked, api } = await openGate(
      intents => !(intents & content),
      GatewayCloseCodes.DisallowedIntents,
    )
    await start(api, { shards: 1 })
    expect(asked.map(intents => Boolean(intents & content))).toEqual([true, false])
  }, 30_000)

  it('with a token that the gateway refuses says that it is the token', async () => {
    const { api } = await openGate(() => false, GatewayCloseCodes.AuthenticationFailed)
    await expect(start(api)).rejects.toMatchObject({ surface: 'discord', problem: 'wrong-token' })
  })

  it('without anybody there says so', async () => {
    await expect(start('http://127.0.0.1:1/api')).rejects.toMatchObject({ problem: 'unreachable' })
  })
})
