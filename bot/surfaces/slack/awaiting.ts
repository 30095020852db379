import type { View } from '../../desk/view.ts'
import { replace, show } from './answer.ts'
import { reasonOf } from './errors.ts'
import { openRecent } from './recent.ts'
import type { Asking, Slack } from './slack.ts'

/** Messages that lead to a one-time page, and say what became of it as soon as it is used (ACT-6). */
export interface Awaiting {
  /** A view was shown there: `message` names the message where it can be changed. Nothing happens where it awaits nothing. */
  follow(asking: Asking, view: View): void
  /** The page's link was followed there: by that press its message can be changed, also where one person alone sees it. */
  moved(page: string, asking: Asking): void
}

const most = 5000

export function openAwaiting(slack: () => Slack): Awaiting {
  const places = openRecent<Asking>(most)
  async function tell(asking: Asking, page: string): Promise<void> {
    const outcome = await slack().front.outcome(await slack().personOf(asking), page)
    const place = places.get(page) ?? asking
    places.delete(page)
    if (outcome) await (place.message ? replace : show)(slack(), place, outcome)
  }
  return {
    follow(asking, { awaits }) {
      if (awaits === undefined) return
      places.set(awaits, asking)
      // Not among the work that closing waits for: a page may be used in ten minutes.
      tell(asking, awaits).catch(error =>
        slack().warn('slack outcome not shown', { reason: reasonOf(error) }),
      )
    },
    moved(page, asking) {
      if (places.get(page)) places.set(page, asking)
    },
  }
}
