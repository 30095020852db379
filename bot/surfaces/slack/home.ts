import type { types } from '@slack/bolt'
import type { Home } from '../../desk/home.ts'
import type { Button } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { button, buttonRows, header, section, withoutTwins } from './composition.ts'
import { literally } from './escape.ts'
import { limits } from './limits.ts'
import { bold, type Part, partsOf } from './parts.ts'
import { layOut } from './render.ts'

/** The button that opens the search. */
export const searchButton = 'search'
/** The button of whoever is not linked yet (ACT-1). */
const linkButton = 'do:link'

/** The App Home: search, where one belongs, what waits, what can be done guide by guide. */
export function renderHome(home: Home, speech: Speech): types.HomeView {
  const parts: Part[] = [
    header(speech.t('desk.home.hello')),
    ...buttonRows([{ id: searchButton, label: speech.t('slack.search'), style: 'primary' }]),
    ...(home.isLinked ? belonging(home, speech) : unlinked(speech)),
    header(speech.t('desk.home.can')),
    ...home.can.flatMap(({ title, buttons }) => [bold(title), ...buttonRows(buttons)]),
  ]
  return { type: 'home', blocks: withoutTwins(layOut(parts, limits.viewBlocks, speech)) }
}

const unlinked = (speech: Speech): Part[] => [
  literally(speech.t('desk.home.unlinked')),
  ...buttonRows([{ id: linkButton, label: speech.word('actions.link.name'), style: 'plain' }]),
]

function belonging({ organisations, pending }: Home, speech: Speech): Part[] {
  return [
    header(speech.t('desk.home.organisations')),
    ...partsOf({ kind: 'facts', rows: organisations }, speech),
    header(speech.t('desk.home.pending')),
    ...pending.slice(-mostPending).map(({ title, buttons: [show] }) => waiting(title, show)),
    ...(pending.length ? [] : [literally(speech.t('desk.home.nothing-pending'))]),
  ]
}

/** So that what can be done has its place on the page. */
const mostPending = 20

const waiting = (title: string, show: Button | undefined): Part =>
  show ? { ...section(bold(title) || '…'), accessory: button(show) } : bold(title)
