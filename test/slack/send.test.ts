import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { quietLogger } from '../../bot/surfaces/slack/logger.ts'
import { send } from '../../bot/surfaces/slack/send.ts'
import { openWorkspaces, type Workspace } from '../../bot/surfaces/slack/workspaces.ts'

interface Posted {
  text: string
  metadata: unknown
}

const closing: (() => unknown)[] = []
afterEach(() => closing.splice(0).map(close => close()))

/** A Slack that takes what is posted, and then goes wrong: `fates` says how, one for each request to post. */
async function slackThat(...fates: ('answers' | 'cuts' | 'fails' | 'fails first' | 'refuses')[]) {
  const posted: Posted[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const args = Object.fromEntries(new URLSearchParams(body))
    const answer = (value: object) => response.end(JSON.stringify({ ok: true, ...value }))
    if (request.url?.endsWith('auth.test')) return answer({ team_id: 'T1', user_id: 'U0', bot_id: 'B0' })
    if (!request.url?.endsWith('chat.postMessage')) return answer({ messages: posted })
    const fate = fates.shift() ?? 'answers'
    if (fate === 'refuses') return answer({ ok: false, error: 'is_archived' })
    if (fate !== 'fails first')
      posted.push({ text: args.text ?? '', metadata: JSON.parse(args.metadata ?? '{}') })
    if (fate === 'answers') return answer({ ts: '1.1' })
    if (fate === 'cuts') return request.socket.destroy()
    response.writeHead(500).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  const slackApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  const { home } = await openWorkspaces('xoxb-1', undefined, { slackApiUrl, logger: quietLogger(() => {}) })
  return { posted, workspace: home as Workspace }
}

for (const fate of ['cuts', 'fails'] as const)
  test(`ACT-5 what Slack took, and then ${fate}, is not posted again`, async () => {
    const { posted, workspace } = await slackThat(fate)
    await send(workspace, { channel: 'C1' }, { text: 'hello' }, 'id-1')
    expect(posted.map(({ text }) => text)).toEqual(['hello'])
  })

test('ACT-5 what Slack did not take is posted again', async () => {
  const { posted, workspace } = await slackThat('fails first', 'fails first')
  await send(workspace, { channel: 'C1', thread_ts: '1.0' }, { text: 'hello' }, 'id-1')
  expect(posted).toHaveLength(1)
})

test('another message with the same text is another message', async () => {
  const { posted, workspace } = await slackThat('answers', 'fails first')
  await send(workspace, { channel: 'C1' }, { text: 'hello' }, 'id-1')
  await send(workspace, { channel: 'C1' }, { text: 'hello' }, 'id-2')
  expect(posted).toHaveLength(2)
})

test('what Slack refuses is not tried again', async () => {
  const { posted, workspace } = await slackThat('refuses')
  await expect(send(workspace, { channel: 'C1' }, { text: 'hello' }, 'id-1')).rejects.toThrow('is_archived')
  expect(posted).toEqual([])
})
