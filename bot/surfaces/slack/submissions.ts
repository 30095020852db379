import { setTimeout as delay } from 'node:timers/promises'
import type { App, ViewResponseAction, ViewSubmitAction } from '@slack/bolt'
import type { Person } from '../../desk/desk.ts'
import type { Event } from '../../desk/event.ts'
import type { View } from '../../desk/view.ts'
import { afterwards } from './afterwards.ts'
import { apologise, deskButton, hasPicture, show } from './answer.ts'
import { reasonOf } from './errors.ts'
import { errorsOf, readValues } from './modal.ts'
import { modalOf } from './modals.ts'
import { type Origin, readOrigin } from './origin.ts'
import { openRecent } from './recent.ts'
import { guideBlock, guideSearch } from './search.ts'
import type { Asking, Slack } from './slack.ts'

/** Slack waits for three seconds. */
const latest = 2500
const mostRemembered = 1000

/** What came of a submitted modal: what the modal shows now, and what is left to do. */
interface Submitted {
  answer?: ViewResponseAction
  after?: () => Promise<unknown>
  /** Shows it elsewhere, where the modal could not. */
  elsewhere?: () => Promise<unknown>
}

/** Forms, confirmations in a modal, and guides that were chosen. The answer is the acknowledgement. */
export function listenToSubmissions(app: App, slack: Slack): void {
  const answers = openRecent<Promise<Submitted>>(mostRemembered)
  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ ack, body, context }) => {
    const known = answers.get(body.trigger_id)
    const submitted = known ?? submit(slack, context.teamId, body)
    answers.set(body.trigger_id, submitted)
    const inTime = await Promise.race([submitted, delay(latest)])
    const isShown = await (inTime?.answer ? ack(inTime.answer) : ack()).then(
      () => inTime !== undefined,
      () => false,
    )
    if (known) return
    slack.work.run('submission', async () => {
      const { after, elsewhere } = await submitted
      if (!isShown) await elsewhere?.()
      await after?.()
    })
  })
}

async function submit(slack: Slack, team: string | undefined, body: ViewSubmitAction): Promise<Submitted> {
  const origin = readOrigin(body.view.private_metadata)
  const workspace = await slack.workspaceOf(team)
  const asking: Asking = { workspace, user: body.user.id, isPublic: false, ...origin }
  try {
    const [kind, name = ''] = split(body.view.callback_id)
    if (kind === 'search' && name === 'answer') return cite(slack, asking, origin, body)
    const event = eventOf(body, kind, name, user => `slack:${workspace.team}:${user}`)
    const person = await slack.personOf(asking)
    const view = await slack.front.reply(person, event)
    const isLaidOnTop = kind === 'search'
    return await shown(slack, asking, person, origin, view, { view: body.view, isLaidOnTop })
  } catch (error) {
    slack.warn('slack submission failed', { reason: reasonOf(error) })
    return { after: () => apologise(slack, asking) }
  }
}

const split = (id: string): [string, string] => {
  const at = id.indexOf(':')
  return [id.slice(0, at), id.slice(at + 1)]
}

function eventOf(
  { view }: ViewSubmitAction,
  kind: string,
  name: string,
  account: (user: string) => string,
): Event {
  if (kind === 'form') return { kind: 'submit', action: name, values: readValues(view.state, account) }
  return { kind: 'press', button: kind === 'search' ? `guide:${pickedGuide(view)}` : deskButton(name) }
}

const pickedGuide = ({ state }: ViewSubmitAction['view']): string =>
  state.values[guideBlock]?.[guideSearch]?.selected_option?.value ?? ''

async function shown(
  slack: Slack,
  asking: Asking,
  person: Person,
  origin: Origin,
  view: View,
  { view: { id: view_id }, isLaidOnTop }: { view: { id: string }; isLaidOnTop: boolean },
): Promise<Submitted> {
  const errors = errorsOf(view)
  const elsewhere = () => show(slack, asking, view)
  if (errors) return { answer: { response_action: 'errors', errors }, elsewhere }
  const modal = (withPictures: boolean) => modalOf(slack, asking, person, view, origin, withPictures)
  return {
    answer: { response_action: isLaidOnTop ? 'push' : 'update', view: await modal(false) },
    async after() {
      if (hasPicture(view))
        await asking.workspace.prompt.views
          .update({ view_id, view: await modal(true) })
          .catch(error => slack.warn('slack picture not shown', { reason: reasonOf(error) }))
      await afterwards(slack, asking, person, origin, view)
    },
    elsewhere,
  }
}

/** The guide is posted into the thread of the message that it answers, for all who read it. */
async function cite(
  slack: Slack,
  asking: Asking,
  { text = '' }: Origin,
  { view }: ViewSubmitAction,
): Promise<Submitted> {
  const publicly = { ...asking, isPublic: true, message: asking.thread }
  const post = async () => {
    const person = await slack.personOf(publicly)
    await show(
      slack,
      publicly,
      await slack.front.reply(person, { kind: 'cite', slug: pickedGuide(view), text }),
    )
  }
  return { after: post }
}
