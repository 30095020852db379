import { expect, test, vi } from 'vitest'
import { demoPassword as password } from '../../bot/demo.ts'
import { words } from '../commands/child.ts'
import { browserAt } from '../web/visit.ts'
import { codeOf, pathOf, secretsIn, signedIn } from '../web/walk.ts'
import type { SeenMessage } from './edge/types.ts'
import { idOf, messageIn, useApp } from './use-app.ts'

// Passwords are slow on purpose, and several are typed.
vi.setConfig({ testTimeout: 30_000 })

const app = useApp({ transport: 'http', links: { amelie: 'claire', oliver: 'oliver' } })

const pageIn = ({ buttons }: SeenMessage) => pathOf(buttons.find(({ url }) => url)?.url)

/** What an ephemeral message says by now, once it says something else than at first. */
const changed = (user: string, first: SeenMessage) =>
  app().edge.until(
    () =>
      app()
        .edge.ephemerals(user)
        .find(({ ts, text }) => ts === first.ts && text !== first.text),
    'the message says what came of it',
  )

test('ACT-6 ACT-7 what is secret is finished on a page, and its message says so at once, to the asker alone', async () => {
  const { edge, url, log } = app()
  const offered = messageIn(await edge.command('amelie', 'general', '/concierge', 'enable-2fa'))
  expect(offered.ephemeral).toBe(true)
  await edge.click('amelie', offered, idOf(offered, 'page:'), { silent: true })
  const visitor = await signedIn(url, 'claire')
  const path = pageIn(offered)
  await visitor.get(path)
  const begun = await visitor.post(path, { password })
  const [secret = ''] = secretsIn(begun)
  const done = await visitor.post(path, { code: codeOf(secret) })
  expect(secretsIn(done)).toHaveLength(10)
  const told = await changed('amelie', offered)
  expect(told.text).toContain(words('fr').t('desk.once.done'))
  for (const one of [password, secret, ...secretsIn(done)]) {
    expect(JSON.stringify(edge.calls())).not.toContain(one)
    expect(log()).not.toContain(one)
  }
  expect((await visitor.get(path)).status).toBe(410)
})

test('ACT-6 a message whose link was not followed from it cannot be changed: what came of it stands beside it', async () => {
  const { edge, url } = app()
  const offered = messageIn(await edge.command('oliver', 'general', '/concierge', 'enable-2fa'))
  const visitor = await signedIn(url, 'oliver')
  const path = pageIn(offered)
  await visitor.get(path)
  const [secret = ''] = secretsIn(await visitor.post(path, { password }))
  await visitor.post(path, { code: codeOf(secret) })
  const told = await edge.until(
    () => edge.ephemerals('oliver').find(({ text }) => text.includes(words('en').t('desk.once.done'))),
    'what came of it',
  )
  expect(told.ts).not.toBe(offered.ts)
})

test('ACT-6 in a direct message the message itself is changed', async () => {
  const { edge, url } = app()
  const offered = messageIn(await edge.direct('greta', 'link'))
  const visitor = await signedIn(url, 'jonas')
  const page = await visitor.get(pageIn(offered))
  expect(page.text).toContain('Slack')
  await visitor.post(pageIn(offered), {})
  const told = await edge.until(
    async () =>
      (await edge.inbox('greta')).find(({ ts, text }) => ts === offered.ts && text !== offered.text),
    'the message says what came of it',
  )
  expect(told.text).toContain('Jonas Weber')
  expect(told.buttons).toEqual([])
})

test('ACT-1 CHAT-2 a chat account is linked on a page that names it and its workspace, by whoever signs in', async () => {
  const { edge, url } = app()
  const offered = messageIn(await edge.command('sofia', 'general', '/concierge', 'link'))
  await edge.click('sofia', offered, idOf(offered, 'page:'), { silent: true })
  const path = pageIn(offered)
  const visitor = browserAt(url)
  const first = await visitor.get(path)
  expect(first.location).toBe(`/es/sign-in?${new URLSearchParams({ next: path })}`)
  await visitor.fill(first.location!, { login: 'lucia@example.org', password })
  const page = await visitor.get(path)
  expect(page.text).toContain(edge.user('sofia').id)
  expect(page.text).toContain(edge.team.id)
  expect(page.text).toContain('lucia@example.org')
  await visitor.post(path, {})
  expect((await changed('sofia', offered)).text).toContain('Lucía Ortega')
  const who = messageIn(await edge.command('sofia', 'general', '/concierge', 'whoami'))
  expect(who.text).toContain('lucia@example.org')
})
