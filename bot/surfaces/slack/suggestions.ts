import type { App, BlockSuggestion } from '@slack/bolt'
import type { Option } from '../../desk/view.ts'
import { menuOptions } from './composition.ts'
import { reasonOf } from './errors.ts'
import { readOrigin } from './origin.ts'
import { guideSearch } from './search.ts'
import type { Slack } from './slack.ts'

/** What can be picked, as one types. */
export function listenToSuggestions(app: App, slack: Slack): void {
  app.options<'block_suggestion'>({ type: 'block_suggestion' }, async ({ ack, body, context }) => {
    const found = await optionsFor(slack, context.teamId, body).catch((error): Option[] => {
      slack.warn('slack options failed', { reason: reasonOf(error) })
      return []
    })
    await ack({ options: menuOptions(found) })
  })
}

async function optionsFor(slack: Slack, team: string | undefined, body: BlockSuggestion): Promise<Option[]> {
  const { front } = slack
  const origin = readOrigin(body.view?.private_metadata ?? '')
  const asking = { workspace: await slack.workspaceOf(team), user: body.user.id, isPublic: false, ...origin }
  const person = await slack.personOf(asking)
  if (body.action_id === guideSearch) return front.searchGuides(person, body.value || (origin.text ?? ''))
  const [action = '', field = ''] = body.action_id.split('.', 2)
  return front.options(person, action, field, body.value)
}
