import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, vi } from 'vitest'
import { demoHouse, type Environment, start, words } from '../commands/child.ts'
import { root, started } from '../support/started.ts'

vi.setConfig({ testTimeout: 60_000 })

/** What a stream says until it says `expected`. */
function heard(stream: NodeJS.ReadableStream, expected: string): Promise<string> {
  let text = ''
  return new Promise(resolve =>
    stream.on('data', chunk => {
      text += chunk
      if (text.includes(expected)) resolve(text)
    }),
  )
}

it('the terminal says where the help centre is, and it is there', async () => {
  const { child } = start('bot/main.ts', ['--locale', 'it'], await demoHouse())
  const opening = await heard(child.stdout, words('it').t('terminal.how').slice(0, 20))
  const [address = ''] = /http:\/\/localhost:\d+/.exec(opening) ?? []
  expect(opening).toContain(words('it').t('terminal.web', { address }))
  const response = await fetch(`${address}/it/change-role`)
  expect(response.status).toBe(200)
  expect(await response.text()).toContain(`<link rel="canonical" href="${address}/it/change-role" />`)
})

it('a port that is taken is one sentence; the terminal goes on without it', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const port = String((server.address() as AddressInfo).port)
  const { child, ended } = start('bot/main.ts', ['--locale', 'de'], { ...(await demoHouse()), PORT: port })
  child.stdin.end('Hallo')
  const { code, stdout, stderr } = await ended
  server.close()
  expect({ code, stderr }).toEqual({ code: 0, stderr: `${words('de').t('start.port-taken', { port })}\n` })
  expect(stdout).toContain(words('de').t('desk.talk.hello.answer'))
  expect(stdout).not.toContain('http://')
})

it('a service, which nobody can type to, stays for the help centre until it is told to leave', async () => {
  const environment: Environment = await demoHouse()
  const child = spawn(process.execPath, started('bot/main.ts'), {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const opening = await heard(child.stdout, '\n\n')
  const [address = ''] = /http:\/\/localhost:\d+/.exec(opening) ?? []
  expect((await fetch(`${address}/fr`)).status).toBe(200)
  expect(opening).not.toContain(words('fr').t('terminal.how'))
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
