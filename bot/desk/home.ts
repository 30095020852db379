import { type Action, isAtOnce } from '../core/action.ts'
import { isLate } from '../core/proposals.ts'
import { doButton } from './button.ts'
import { offeredIn, type Person, type Setting, type Turn, turnFor } from './desk.ts'
import { titleOf } from './guides.ts'
import { plain } from './talk.ts'
import type { Button, Row } from './view.ts'

/** What a person finds on their own page in a chat: where they belong, what waits for them, what they can have done. */
export interface Home {
  locale: Turn['speech']['locale']
  /** Whether the chat account is linked to an account (ACT-1). */
  isLinked: boolean
  organisations: Row[]
  /** What was previewed and neither confirmed nor cancelled; the button shows the preview again. */
  pending: { title: string; buttons: Button[] }[]
  /** What can be done, guide by guide. The last one has no guide: it is about the chat itself. */
  can: { title: string; buttons: Button[] }[]
}

/** Reads a person's home afresh. */
export async function homeOf(setting: Setting, person: Person): Promise<Home> {
  const turn = await turnFor(setting, person)
  return {
    locale: turn.speech.locale,
    isLinked: turn.account !== undefined,
    organisations: await organisations(turn),
    pending: await pending(turn),
    can: can(turn),
  }
}

function organisations({ account, setting, speech }: Turn): Promise<Row[]> {
  return setting.domain.store.read(async tables => {
    const memberships = account ? await tables.memberships.find({ user: account.id }) : []
    const rows = memberships.map(async ({ organisation, role }) => ({
      label: (await tables.organisations.get(organisation))?.name ?? '',
      value: [
        speech.word(`roles.${role}`),
        ...(organisation === account?.currentOrganisation
          ? [speech.word('facts.current').toLowerCase()]
          : []),
      ].join(' · '),
    }))
    return Promise.all(rows)
  })
}

function pending({ account, setting, speech }: Turn): Promise<Home['pending']> {
  const { store, now } = setting.domain
  return store.read(async tables => {
    const own = account ? await tables.proposals.find({ actor: account.id }) : []
    return own
      .filter(proposal => !proposal.receipt && !proposal.replacedBy && !isLate(proposal, now()))
      .map(({ id, action }) => ({
        title: speech.word(`actions.${action}.name`),
        buttons: [plain(`show:${id}`, speech.t('desk.show'))],
      }))
  })
}

function can(turn: Turn): Home['can'] {
  const { account, speech } = turn
  const offered = offeredIn(turn).filter(
    // Whoever is linked has nothing to link, and the other way round.
    action => !action.inChat || (account === undefined) === isAtOnce(action),
  )
  const byGuide = Map.groupBy(offered, ({ guide }) => guide)
  const button = ({ id }: Action) => plain(doButton(id, {}), speech.word(`actions.${id}.name`))
  return [...byGuide]
    .sort(([a], [b]) => Number(a === undefined) - Number(b === undefined))
    .map(([guide, actions]) => ({
      title: guide === undefined ? speech.t('desk.home.about-chat') : (titleOf(turn, guide) ?? guide),
      buttons: actions.map(button),
    }))
}
