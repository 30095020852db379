import type { App, ViewClosedAction } from '@slack/bolt'
import { readButton } from '../../desk/button.ts'
import { afterwards } from './afterwards.ts'
import { readOrigin } from './origin.ts'
import type { Slack } from './slack.ts'

/** Whoever closes a preview does not want what it shows: its close button bears the word *Cancel*. */
export function listenToClosings(app: App, slack: Slack): void {
  app.view<ViewClosedAction>({ type: 'view_closed' }, async ({ ack, body, context }) => {
    await ack().catch(() => {})
    const pressed = readButton(body.view.callback_id.replace(/^press:/, ''))
    if (pressed?.kind !== 'confirm' || !slack.once(`closed:${body.view.id}:${pressed.proposal}`)) return
    const origin = readOrigin(body.view.private_metadata)
    slack.work.run('closing', async () => {
      const workspace = await slack.workspaceOf(context.teamId)
      const asking = { workspace, user: body.user.id, isPublic: false, ...origin }
      const person = await slack.personOf(asking)
      const view = await slack.front.reply(person, { kind: 'press', button: `cancel:${pressed.proposal}` })
      await afterwards(slack, asking, person, origin, view)
    })
  })
}
