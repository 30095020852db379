import type { App, types } from '@slack/bolt'
import { locales } from '../../core/catalogue.ts'
import { header, plainText, section } from './composition.ts'
import { reasonOf } from './errors.ts'
import { limits } from './limits.ts'
import { toMrkdwn } from './mrkdwn.ts'
import type { Slack } from './slack.ts'

/** Links to guides show what they lead to. */
export function listenToLinks(app: App, slack: Slack): void {
  app.event('link_shared', async ({ context, event }) => {
    slack.work.run('unfurl', async () => {
      const found = await Promise.all(
        event.links.map(async ({ url }) => [url, await unfurled(slack, url)] as const),
      )
      const unfurls = Object.fromEntries(
        found.flatMap(([url, blocks]) => (blocks ? [[url, { blocks }]] : [])),
      )
      if (!Object.keys(unfurls).length) return
      const { client } = await slack.workspaceOf(context.teamId)
      const { channel, message_ts: ts, unfurl_id, source } = event
      const isComposed = source === 'composer' && unfurl_id
      await client.chat
        .unfurl(isComposed ? { unfurl_id, source, unfurls } : { channel, ts, unfurls })
        .catch(error => slack.warn('slack link not unfurled', { reason: reasonOf(error) }))
    })
  })
}

/** A guide's link as blocks: title, summary, and a button; `undefined` for any other link. */
async function unfurled(
  { front, words, publicUrl }: Slack,
  url: string,
): Promise<types.KnownBlock[] | undefined> {
  const path = url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length + 1).split(/[?#]/)[0] : ''
  const [code, slug = '', ...more] = (path ?? '').replace(/\/$/, '').split('/')
  const locale = locales.find(known => known === code)
  const guide = locale && !more.length ? await front.guide(slug, locale) : undefined
  if (!guide || !locale) return undefined
  const read = words(locale).t('chat.read-guide')
  return [
    header(guide.title),
    section(toMrkdwn(guide.summary)),
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'read', url, text: plainText(read, limits.buttonText) }],
    },
  ]
}
