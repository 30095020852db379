import type { App } from '@slack/bolt'
import type { Person } from '../../desk/desk.ts'
import { renderHome } from './home.ts'
import type { Asking, Slack } from './slack.ts'

/** The App Home is made afresh whenever it is opened. */
export function listenToHome(app: App, slack: Slack): void {
  app.event('app_home_opened', async ({ context, event }) => {
    if (event.tab !== 'home') return
    slack.work.run('home', async () => {
      const asking = { workspace: await slack.workspaceOf(context.teamId), user: event.user, isPublic: false }
      await publishHome(slack, asking, await slack.personOf(asking))
    })
  })
}

/** Shows a person's home as it is now. */
export async function publishHome({ front, words }: Slack, asking: Asking, person: Person): Promise<void> {
  const home = await front.home(person)
  await asking.workspace.client.views.publish({
    user_id: asking.user,
    view: renderHome(home, words(home.locale)),
  })
}
