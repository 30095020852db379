import type { App, MessageShortcut } from '@slack/bolt'
import { wordsIn } from './messages.ts'
import { openModal } from './modals.ts'
import { originOf, writeOrigin } from './origin.ts'
import { renderSearch } from './search.ts'
import type { Asking, Slack } from './slack.ts'

/** *Answer with a guide* on a message, and the search from anywhere. */
export function listenToShortcuts(app: App, slack: Slack): void {
  app.shortcut({ type: 'message_action' }, async ({ ack, shortcut, context }) => {
    await ack().catch(() => {})
    if (!slack.once(`shortcut:${shortcut.trigger_id}`) || shortcut.type !== 'message_action') return
    slack.work.run('message shortcut', async () => openAnswer(slack, context.teamId, shortcut))
  })
  app.shortcut({ type: 'shortcut' }, async ({ ack, shortcut, context }) => {
    await ack().catch(() => {})
    if (!slack.once(`shortcut:${shortcut.trigger_id}`)) return
    slack.work.run('global shortcut', async () => {
      const workspace = await slack.workspaceOf(context.teamId)
      await openSearch(slack, {
        workspace,
        user: shortcut.user.id,
        trigger: shortcut.trigger_id,
        isPublic: false,
      })
    })
  })
}

/** Opens the search for a guide to read. */
export async function openSearch(slack: Slack, asking: Asking): Promise<void> {
  const locale = await slack.front.locale(await slack.personOf(asking))
  const metadata = writeOrigin(originOf(asking))
  await openModal(slack, asking, renderSearch(slack.words(locale), { purpose: 'read', metadata }))
}

/** Opens the search for a guide that answers a message, with the nearest ones found already. */
async function openAnswer(slack: Slack, team: string | undefined, shortcut: MessageShortcut): Promise<void> {
  const { channel, message, user, trigger_id: trigger, response_url: response } = shortcut
  const workspace = await slack.workspaceOf(team)
  const thread = message.thread_ts ?? message.ts
  const asking = { workspace, user: user.id, channel: channel.id, thread, response, trigger, isPublic: false }
  const person = await slack.personOf(asking)
  const text = await wordsIn(slack, workspace, message.text ?? '')
  const locale = await slack.front.locale(person)
  const results = await slack.front.searchGuides(person, text)
  const metadata = writeOrigin({ ...originOf(asking), text })
  await openModal(
    slack,
    asking,
    renderSearch(slack.words(locale), { purpose: 'answer', metadata, results, query: text }),
  )
}
