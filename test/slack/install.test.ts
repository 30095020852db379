import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type App, openApp } from './app.ts'
import { messageIn } from './use-app.ts'

const openOauthApp = (): Promise<App> =>
  openApp({
    transport: 'http',
    environment: ({ bot }) => ({
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: bot.clientId,
      SLACK_CLIENT_SECRET: bot.clientSecret,
    }),
  })

/** Goes the way of whoever presses *Add to Slack*, up to the page that Slack leads back to. */
async function install({ edge, url }: App): Promise<Response> {
  const begin = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const asked = new URL(begin.headers.get('location') ?? '')
  expect(asked.searchParams.get('scope')?.split(',')).toContain('app_mentions:read')
  expect(asked.searchParams.get('redirect_uri')).toBe('https://help.example.org/slack/oauth_redirect')
  asked.searchParams.set('user_id', edge.user('amelie').id)
  const agreed = await fetch(`${edge.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: asked.searchParams,
    redirect: 'manual',
  })
  const back = new URL(agreed.headers.get('location') ?? '')
  const cookie = (begin.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return fetch(`${url}/slack/oauth_redirect${back.search}`, { headers: { cookie } })
}

const storeOf = ({ folder }: App) => readFile(join(folder, 'concierge.json'), 'utf8')

test('a workspace that installs the app by OAuth is answered, until it removes it; its token is kept sealed', async () => {
  const app = await openOauthApp()
  const { edge } = app
  expect((await install(app)).status).toBe(200)
  const answer = messageIn(await edge.mention('oliver', 'general', 'How do I change a role?'))
  expect(answer.text).toContain('Change a member’s role')
  const kept = await storeOf(app)
  expect(kept).toContain(`slack:${edge.team.id}`)
  expect(kept).not.toMatch(/xoxb-/)
  await edge.deliver('events_api', {
    type: 'event_callback',
    team_id: edge.team.id,
    event_id: 'EvGone',
    event: { type: 'app_uninstalled' },
  })
  await edge.until(
    async () => !JSON.stringify(JSON.parse(await storeOf(app)).tables.installations).includes('sealed'),
  )
  await edge.settled()
  const posted = edge.calls('chat.postMessage').length
  await edge.mention('oliver', 'general', 'How do I change a role?', { silent: true })
  await edge.settled()
  expect(edge.calls('chat.postMessage')).toHaveLength(posted)
  expect(edge.violations).toEqual([])
  await app.close()
}, 30_000)

test('a state that is not ours installs nothing', async () => {
  const app = await openOauthApp()
  const answer = await fetch(`${app.url}/slack/oauth_redirect?code=1&state=forged`)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(await answer.text()).not.toContain('at ')
  await app.close()
}, 30_000)
