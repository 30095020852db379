import type { App, BlockAction } from '@slack/bolt'
import { decides, readButton } from '../../desk/button.ts'
import type { Person } from '../../desk/desk.ts'
import type { View } from '../../desk/view.ts'
import { openOnce } from '../chat/once.ts'
import { afterwards } from './afterwards.ts'
import { apologise, deskButton, isHolder, replace, show } from './answer.ts'
import { searchButton } from './home.ts'
import { modalOf, openView } from './modals.ts'
import { originOf, readOrigin } from './origin.ts'
import { pickerId } from './picker.ts'
import { retire } from './retire.ts'
import { openSearch } from './shortcuts.ts'
import { type Asking, isDirect, type Slack } from './slack.ts'

/** A second click within this time is the first one once more. */
const doubleClick = 2000

/** Buttons, and the picker. Their ids are the desk's own. */
export function listenToPresses(app: App, slack: Slack): void {
  const clicked = openOnce(Date.now, undefined, doubleClick)
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, body, context }) => {
    await ack().catch(() => {})
    const page = pageIn(body)
    if (page !== undefined && !body.view)
      slack.work.run('page', async () =>
        slack.awaiting.moved(page, askingOf(body, await slack.workspaceOf(context.teamId), '')),
      )
    const button = pressedIn(body)
    if (button === undefined || !slack.once(`press:${body.trigger_id}`)) return
    const key = [placeOf(body), body.user.id, button].join(' ')
    if (!clicked(key)) return
    slack.work.run('press', async () => {
      const asking = askingOf(body, await slack.workspaceOf(context.teamId), button)
      try {
        await pressed(slack, asking, body, button)
      } catch (error) {
        clicked.forget(key)
        await apologise(slack, asking)
        throw error
      }
    })
  })
}

/** The id of the button that was pressed, or of the action that was picked; `undefined` for links and for what a form asks. */
function pressedIn({ actions: [action] }: BlockAction): string | undefined {
  if (action?.type === 'button') return action.url ? undefined : action.action_id
  return action?.type === 'static_select' && action.action_id === pickerId
    ? action.selected_option?.value
    : undefined
}

/** The one-time page whose link was followed. */
const pageIn = ({ actions: [action] }: BlockAction): string | undefined =>
  action?.type === 'button' && action.url ? /^page:(.+)$/.exec(action.action_id)?.[1] : undefined

const placeOf = ({ view, container }: BlockAction): string => view?.id ?? String(container.message_ts)

function askingOf(body: BlockAction, workspace: Asking['workspace'], button: string): Asking {
  const { container, channel, message: pressed, trigger_id: trigger, response_url: response, view } = body
  const user = body.user.id
  if (view) return { workspace, user, trigger, isPublic: false, ...readOrigin(view.private_metadata) }
  const message = String(container.message_ts)
  const isEphemeral = Boolean(container.is_ephemeral)
  const where = {
    workspace,
    user,
    channel: channel?.id ?? String(container.channel_id),
    channelName: channel?.name,
  }
  const isForAll = !isEphemeral && !isDirect(where)
  const thread: string | undefined = container.thread_ts ?? pressed?.thread_ts
  return {
    ...where,
    thread: thread ?? (isForAll ? message : undefined),
    beginsThread: !thread,
    message,
    isEphemeral,
    response,
    trigger,
    isPublic: isForAll || isShare(button),
  }
}

const isShare = (button: string): boolean => readButton(button)?.kind === 'share'
const isGuide = (button: string): boolean => readButton(button)?.kind === 'guide'

async function pressed(slack: Slack, asking: Asking, body: BlockAction, button: string): Promise<void> {
  if (button === searchButton) return openSearch(slack, asking)
  // What nobody else reads is in the reader's own language.
  const reading = isGuide(button) ? { ...asking, isPublic: false } : asking
  const person = await slack.personOf(reading)
  const view = await slack.front.reply(person, { kind: 'press', button: deskButton(button) })
  if (body.view?.type === 'modal') return inModal(slack, reading, person, body, button, view)
  const isRead = isGuide(button) && !isDirect(asking)
  const origin = body.view
    ? { isHome: true }
    : { ...originOf(asking), ...(isHolder(button) && { isHolder: true }) }
  if (body.view || view.form || isRead) return openView(slack, reading, person, view, origin)
  const isOver = decides(button) || isHolder(button)
  if (isOver && !view.keeps) return replace(slack, asking, view)
  await show(slack, asking, view)
  if (!view.keeps) await retire(slack, asking, body, button)
}

/** The modal shows what came of it; a guide is laid on top, so that one can go back. */
async function inModal(
  slack: Slack,
  asking: Asking,
  person: Person,
  { view: modal, trigger_id }: BlockAction,
  button: string,
  view: View,
): Promise<void> {
  const origin = readOrigin(modal?.private_metadata ?? '')
  const shown = await modalOf(slack, asking, person, view, origin)
  const { views } = asking.workspace.prompt
  const update = () => views.update({ view_id: modal?.id ?? '', view: shown })
  const showing = isGuide(button) ? views.push({ trigger_id, view: shown }).catch(update) : update()
  // A modal that was closed meanwhile cannot be shown anything.
  await showing.then(
    () => slack.awaiting.follow({ ...asking, message: undefined }, view),
    () => show(slack, asking, view),
  )
  await afterwards(slack, asking, person, origin, view)
}
