import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Http, openHttp } from '../../bot/http.ts'
import { quietLogger } from '../../bot/surfaces/slack/logger.ts'
import { paths } from '../../bot/surfaces/slack/manifest.ts'
import { openReceiver } from '../../bot/surfaces/slack/receiver.ts'
import { freePort } from '../support/port.ts'

let port: number
let http: Http
beforeEach(async () => {
  port = await freePort()
  http = openHttp(port)
})
afterEach(() => http.close())

it('what comes after the end is not acknowledged, so that Slack sends it again', async () => {
  const warn = () => {}
  const receiver = openReceiver({
    signingSecret: 'secret',
    logger: quietLogger(warn),
    warn,
    route: http.route,
  })
  await receiver.start()
  const deliver = async () =>
    (await fetch(`http://127.0.0.1:${port}${paths.events}`, { method: 'POST', body: '{}' })).status
  expect(await deliver()).toBe(401)
  await receiver.stop()
  expect(await deliver()).toBe(503)
})
