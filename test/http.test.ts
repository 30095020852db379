import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Http, openHttp } from '../bot/http.ts'
import { freePort } from './support/port.ts'

/** The status of the answer to a request for a path, sent as it stands. */
async function statusOf(port: number, path: string): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  return Number(Buffer.concat(chunks).toString().split(' ')[1])
}

describe('the one HTTP server', () => {
  let port: number
  let http: Http
  beforeEach(async () => {
    port = await freePort()
    http = openHttp(port)
    await http.route('/slack/events', (_, response) => void response.writeHead(204).end())
  })
  afterEach(() => http.close())

  it('hands a path to its listener, whatever its query', async () => {
    expect(await statusOf(port, '/slack/events')).toBe(204)
    expect(await statusOf(port, '/slack/events?x=//')).toBe(204)
  })

  it.each(['//', '/', '///x', 'http://[', '*', '/slack/events/', '/%zz'])(
    'answers %s, which is nobody’s, and goes on',
    async path => {
      expect(await statusOf(port, path)).toBeGreaterThanOrEqual(400)
      expect(await statusOf(port, '/slack/events')).toBe(204)
    },
  )
})
