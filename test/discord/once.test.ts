import { describe, expect, it } from 'vitest'
import { demoPassword as password } from '../../bot/demo.ts'
import { words } from '../commands/child.ts'
import { freePort } from '../support/port.ts'
import { codeOf, pathOf, secretsIn, signedIn } from '../web/walk.ts'
import type { SeenMessage } from './edge/types.ts'
import { everybody, openStage, type StageOptions } from './stage.ts'

async function openWithWeb(options: StageOptions = {}) {
  const port = String(await freePort())
  const environment = { PUBLIC_URL: 'https://help.example.org', PORT: port, ...options.environment }
  const stage = await openStage({ ...options, environment })
  return { ...stage, url: `http://127.0.0.1:${port}` }
}

const linkIn = (message: SeenMessage | undefined) => message?.buttons.find(({ url }) => url)

describe('ACT-7 one-time pages from Discord', () => {
  it.each([{}, { DISCORD_SHARDS: '1' }])(
    'ACT-6 the answer that bore the link says at once what came of it, and no secret %j',
    async environment => {
      const { edge, url, log } = await openWithWeb({ links: everybody, environment })
      const offered = await edge.command('Brian', 'help', 'enable-2fa')
      expect(offered.message?.ephemeral).toBe(true)
      const path = pathOf(linkIn(offered.message)?.url)
      const visitor = await signedIn(url, 'oliver')
      await visitor.get(path)
      const [secret = ''] = secretsIn(await visitor.post(path, { password }))
      const done = await visitor.post(path, { code: codeOf(secret) })
      expect(secretsIn(done)).toHaveLength(10)
      const said = words('en').t('desk.once.done')
      await edge.until(() => offered.now()?.text.includes(said) === true, 'what came of it')
      expect(linkIn(offered.now())).toBeUndefined()
      expect(offered.now()?.text).not.toContain(secret)
      for (const one of [password, secret, ...secretsIn(done)]) expect(log()).not.toContain(one)
    },
  )

  it('ACT-1 CHAT-2 a chat account is linked on a page, from a direct message, whose answer says so', async () => {
    const { edge, url } = await openWithWeb()
    const { channel, answer } = await edge.direct('Carla', 'link')
    const offered = await answer()
    const path = pathOf(linkIn(offered)?.url)
    const visitor = await signedIn(url, 'giulia')
    const page = await visitor.get(path)
    expect(page.text).toContain('Discord')
    expect(page.text).toContain(edge.person('Carla').id)
    await visitor.post(path, {})
    const now = () => edge.messages(channel).find(({ id }) => id === offered.id)
    await edge.until(() => now()?.text.includes('Giulia Bernasconi') === true, 'what came of it')
  })

  it('ACT-6 CHAT-2 a page that refused for good says so in its answer, and why, without a link that leads nowhere', async () => {
    const { edge, url } = await openWithWeb()
    const offered = [await edge.command('Carla', 'help', 'link'), await edge.command('Carla', 'help', 'link')]
    const visitor = await signedIn(url, 'giulia')
    for (const { message } of offered) {
      const path = pathOf(linkIn(message)?.url)
      await visitor.get(path)
      await visitor.post(path, {})
    }
    const [done, late] = offered
    await edge.until(() => done?.now()?.text.includes('Giulia Bernasconi') === true, 'what came of one')
    await edge.until(() => late?.now()?.text.includes('(CHAT-2)') === true, 'what came of the other')
    expect(linkIn(late?.now())).toBeUndefined()
  })
})
