import type { Person } from '../../desk/desk.ts'
import type { View } from '../../desk/view.ts'
import { replace } from './answer.ts'
import { publishHome } from './home-tab.ts'
import type { Origin } from './origin.ts'
import type { Asking, Slack } from './slack.ts'

/** What a modal leaves behind: no message with a dead button, and a home that is up to date. */
export async function afterwards(
  slack: Slack,
  asking: Asking,
  person: Person,
  origin: Origin,
  view: View,
): Promise<void> {
  const isDone = !view.form && view.tone !== 'preview'
  if (origin.isHolder && isDone) await replace(slack, { ...asking, ...origin }, view)
  if (origin.isHome && isDone) await publishHome(slack, asking, person)
}
