import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startApp } from './app.ts'
import { clientOf, connect } from './bare.ts'
import { openSlackEdge, type SlackEdge } from './edge.ts'
import type { Json } from './types.ts'

let edge: SlackEdge
beforeEach(async () => {
  edge = await openSlackEdge({
    ackDeadline: 400,
    retryDelays: [1, 1, 1],
    redirectUris: ['http://127.0.0.1/back'],
  })
})
afterEach(() => edge.close())

describe('Socket Mode', () => {
  test('greets, numbers its connections, and opens an address once', async () => {
    const first = await connect(edge)
    const second = await connect(edge)
    expect([first.heard[0], second.heard[0]]).toMatchObject([
      { type: 'hello', num_connections: 1, connection_info: { app_id: edge.bot.appId } },
      { type: 'hello', num_connections: 2 },
    ])
    const again = new WebSocket(first.url)
    await expect(new Promise((_, reject) => again.on('error', reject))).rejects.toThrow()
    await expect(clientOf(edge).apps.connections.open({})).rejects.toThrow('invalid_auth')
  })

  test('goes on by another connection when one is cut', async () => {
    const mute = await connect(edge, 'mute')
    const said = edge.say('greta', 'general', 'hello', { silent: true })
    await edge.until(() => mute.heard.length > 1, 'the envelope')
    const other = await connect(edge)
    mute.socket.terminate()
    await said
    const [delivery] = edge.deliveries('message')
    expect(delivery?.attempts.map(({ reason }) => reason)).toEqual(['connection_failed', undefined])
    expect(other.heard[1]).toMatchObject({
      envelope_id: delivery?.id,
      type: 'events_api',
      accepts_response_payload: false,
      retry_attempt: 1,
      retry_reason: 'connection_failed',
    })
  })

  test.each(['warning', 'refresh_requested'] as const)('announces %s, and cuts', async reason => {
    const { heard, socket } = await connect(edge)
    edge.dropSockets(reason)
    await edge.until(() => heard.length > 1, 'the announcement')
    expect(heard[1]).toMatchObject({ type: 'disconnect', reason })
    edge.dropSockets()
    await edge.until(() => socket.readyState === WebSocket.CLOSED, 'the cut')
  })

  test('delivers what was recorded from the real one', async () => {
    const { heard } = await connect(edge)
    const file = new URL('../recorded/slack-modals.json', import.meta.url)
    const { mention } = JSON.parse(await readFile(file, 'utf8'))
    expect(await edge.deliver('events_api', mention)).toMatchObject({
      type: 'app_mention',
      acknowledged: true,
    })
    expect(heard[1]?.payload).toEqual(mention)
  })
})

describe('HTTP', () => {
  beforeEach(async () => {
    const app = await startApp(edge, 'http')
    onTestFinished(async () => void (await app.stop()))
  })

  test('a forged or stale signature is refused by Bolt, ours is not', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'A' })
    expect(await edge.forge({ body })).toBe(200)
    expect(await edge.forge({ body, signature: 'v0=00' })).toBe(401)
    const stale = Math.floor(Date.now() / 1000) - 600
    expect(await edge.forge({ body, timestamp: stale })).toBe(401)
  })

  test('a redelivery bears the marks of a retry', async () => {
    await edge.mention('amelie', 'general', 'hello')
    const [delivery] = edge.deliveries('app_mention')
    await edge.redeliver(delivery!)
    expect(delivery?.attempts.map(({ number, status }) => ({ number, status }))).toEqual([
      { number: 0, status: 200 },
      { number: 1, status: 200 },
    ])
  })
})

describe('the Web API in bad weather', () => {
  const post = (retries: number) =>
    clientOf(edge, { retries }).chat.postMessage({ channel: edge.channelId('general'), text: 'A' })

  test('429 is honoured by the client’s own retry', async () => {
    edge.fail('chat.postMessage', { status: 429, retryAfter: 0, times: 2 })
    expect((await post(2)).ok).toBe(true)
    expect(edge.calls('chat.postMessage').map(({ failed }) => failed !== undefined)).toEqual([
      true,
      true,
      false,
    ])
  })

  test('500, a cut line and an error reach the app, then it is over', async () => {
    edge.fail('*', { status: 500 })
    await expect(post(0)).rejects.toThrow('500')
    edge.fail('chat.postMessage', { cut: true })
    await expect(post(0)).rejects.toThrow()
    edge.fail('chat.postMessage', { error: 'ratelimited' })
    await expect(post(0)).rejects.toThrow('ratelimited')
    expect((await post(0)).ok).toBe(true)
    expect((await edge.channel('general')).map(({ text }) => text)).toEqual(['A'])
  })
})

describe('what emulate lacks', () => {
  const response = (url: unknown, body: Json) =>
    fetch(String(url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  test('a response URL works five times', async () => {
    await connect(edge)
    await edge.command('luca', 'general', '/ask', '', { silent: true })
    const url = edge.deliveries('/ask')[0]?.payload.response_url
    expect((await response(url, { text: 'A', shout: true })).status).toBe(400)
    expect((await response(url, { text: 'Secret' })).status).toBe(200)
    expect((await response(url, { text: 'Open', response_type: 'in_channel' })).status).toBe(200)
    for (const text of ['B', 'C']) expect((await response(url, { text })).status).toBe(200)
    const used = await response(url, { text: 'D' })
    expect([used.status, await used.json()]).toEqual([404, { ok: false, error: 'used_url' }])
    expect(edge.ephemerals('luca').map(({ text }) => text)).toEqual(['Secret', 'B', 'C'])
    expect((await edge.channel('general')).map(({ text }) => text)).toEqual(['Open'])
    expect(edge.violations.map(({ method }) => method)).toEqual(['response_url', 'response_url'])
  })

  test('users.info gives everybody their locale, and somebody else’s e-mail', async () => {
    const infos = ['amelie', 'oliver', 'greta', 'luca', 'sofia'].map(name =>
      clientOf(edge).users.info({ user: edge.user(name).id, include_locale: true }),
    )
    const users = (await Promise.all(infos)).map(({ user }) => user)
    expect(users.map(user => user?.locale)).toEqual(['fr-FR', 'en-GB', 'de-DE', 'it-IT', 'es-ES'])
    for (const user of users) expect(user?.profile?.email).not.toContain(user?.name)
  })

  test('the assistant’s thread has prompts, a title and a status', async () => {
    const { heard } = await connect(edge)
    const opened = edge.openAssistant('sofia')
    const event = await edge.until(
      () => (heard[1]?.payload as Json | undefined)?.event as Json | undefined,
      'the event',
    )
    const { channel_id, thread_ts } = event.assistant_thread as { channel_id: string; thread_ts: string }
    const { threads } = clientOf(edge).assistant
    await threads.setStatus({ channel_id, thread_ts, status: 'Pienso…' })
    await threads.setTitle({ channel_id, thread_ts, title: 'Ayuda' })
    await threads.setSuggestedPrompts({
      channel_id,
      thread_ts,
      prompts: [{ title: 'Papel', message: '¿Cómo?' }],
    })
    const { thread } = await opened
    const prompts = [{ title: 'Papel', message: '¿Cómo?' }]
    expect(edge.assistant('sofia')).toEqual({ thread, status: 'Pienso…', title: 'Ayuda', prompts })
  })

  test('files go up and stand in the conversation, a reaction and a shortcut reach the app', async () => {
    const { heard } = await connect(edge)
    await clientOf(edge).filesUploadV2({
      channel_id: edge.channelId('general'),
      file: Buffer.from('cat'),
      filename: 'cat.txt',
    })
    const [message] = await edge.channel('general')
    expect(message?.files.map(({ name }) => name)).toEqual(['cat.txt'])
    await edge.react('luca', message!, 'eyes', { silent: true })
    await edge.messageShortcut('luca', message!, 'keep', { silent: true })
    await edge.globalShortcut('luca', 'new', { silent: true })
    expect(edge.deliveries().map(({ type }) => type)).toEqual([
      'message',
      'reaction_added',
      'message_action',
      'shortcut',
    ])
    expect(heard).toHaveLength(5)
    expect(edge.violations).toEqual([])
  })

  test('OAuth gives a token that works', async () => {
    const redirect_uri = 'http://127.0.0.1/back'
    const { clientId: client_id, clientSecret: client_secret } = edge.bot
    const query = new URLSearchParams({ client_id, redirect_uri, state: 'S', scope: 'chat:write' })
    expect(await (await fetch(`${edge.url}/oauth/v2/authorize?${query}`)).text()).toContain('Concierge')
    query.set('user_id', edge.user('amelie').id)
    const agreed = await fetch(`${edge.url}/oauth/v2/authorize/callback`, {
      method: 'POST',
      body: query,
      redirect: 'manual',
    })
    const back = new URL(agreed.headers.get('location') ?? '')
    expect(back.searchParams.get('state')).toBe('S')
    const code = back.searchParams.get('code') ?? ''
    const { access_token } = await clientOf(edge, { token: '' }).oauth.v2.access({
      client_id,
      client_secret,
      code,
      redirect_uri,
    })
    expect((await clientOf(edge, { token: access_token ?? '' }).auth.test()).user_id).toBe(edge.bot.userId)
    expect(JSON.stringify(edge.calls())).not.toContain(client_secret)
  })
})
