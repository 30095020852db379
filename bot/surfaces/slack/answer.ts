import { randomUUID } from 'node:crypto'
import { doButton } from '../../desk/button.ts'
import type { Button, View } from '../../desk/view.ts'
import { reasonOf } from './errors.ts'
import { uploaded } from './pictures.ts'
import { type Message, renderMessage } from './render.ts'
import { respond } from './respond.ts'
import { send } from './send.ts'
import { type Asking, isDirect, type Slack } from './slack.ts'

/**
 * Shows a view where it was asked for: to all who read the question, or to the asker alone (ACT-6). What cannot be shown there is
 * shown by `response_url`, and at last by direct message.
 */
export async function show(
  slack: Slack,
  asking: Asking,
  view: View,
  extra: readonly Button[] = [],
): Promise<void> {
  const reasons: string[] = []
  for (const shown of versionsOf(view)) {
    const message = await messageOf(slack, asking, shown, extra)
    for (const way of waysTo(asking, shown, message)) {
      try {
        slack.awaiting.follow({ ...asking, ...(await way()) }, view)
        return
      } catch (error) {
        reasons.push(reasonOf(error))
      }
    }
  }
  slack.warn('slack answer not shown', { reasons: reasons.join(', ') })
}

/** Slack refuses a whole message whose picture it has not digested yet: then it goes without, and its description stays. */
function versionsOf(view: View): View[] {
  const described = view.blocks.map(block =>
    block.kind === 'picture' ? { kind: 'text' as const, text: block.alt } : block,
  )
  return hasPicture(view) ? [view, { ...view, blocks: described }] : [view]
}

export const hasPicture = ({ blocks }: View): boolean => blocks.some(({ kind }) => kind === 'picture')

/** Shows a message, and says where it stands, as far as it can be changed there. */
type Way = () => Promise<Standing>
type Standing = Pick<Asking, 'channel' | 'message' | 'isEphemeral'>

/** Shown to one person: it can be changed once they press something on it, and not before. */
const passing: Standing = { message: undefined, isEphemeral: true }

function waysTo(asking: Asking, view: View, message: Message): Way[] {
  const { channel, response } = asking
  const isForAll = isDirect(asking) || (asking.isPublic && !view.private)
  const id = randomUUID()
  const posting = channel ? [() => post(asking, channel, message, isForAll, id)] : []
  const shared = isForAll && asking.isPublic ? { response_type: 'in_channel' as const } : {}
  const answering = response ? [() => respond(response, { ...message, ...shared }).then(() => passing)] : []
  // A command is answered where it was typed, which may be a conversation without the bot.
  const here = asking.message ? [...posting, ...answering] : [...answering, ...posting]
  return [...here, () => sendDirectly(asking, message, id)]
}

async function post(
  asking: Asking,
  channel: string,
  message: Message,
  isForAll: boolean,
  id: string,
): Promise<Standing> {
  const { workspace, user, thread: thread_ts, beginsThread } = asking
  if (isForAll) return posted(channel, await send(workspace, { channel, thread_ts }, message, id))
  const there = thread_ts && !beginsThread ? { thread_ts } : {}
  await workspace.client.chat.postEphemeral({ channel, user, ...message, ...there })
  return passing
}

async function sendDirectly({ workspace, user }: Asking, message: Message, id: string): Promise<Standing> {
  const { channel } = await workspace.client.conversations.open({ users: user })
  const to = channel?.id ?? user
  return posted(to, await send(workspace, { channel: to }, message, id))
}

const posted = (channel: string, message: string | undefined): Standing => ({
  channel,
  message,
  isEphemeral: false,
})

/** Shows a view in the place of the message that its button stood on. */
export async function replace(slack: Slack, asking: Asking, view: View): Promise<void> {
  const { workspace, channel, message: ts, response, isEphemeral } = asking
  const isForThem = isEphemeral || isDirect(asking) || !view.private
  if (!isForThem) return show(slack, asking, view)
  const message = await messageOf(slack, asking, view)
  try {
    if (channel && ts && !isEphemeral) await workspace.client.chat.update({ channel, ts, ...message })
    else if (response) await respond(response, { ...message, replace_original: true })
    else await show(slack, asking, view)
  } catch (error) {
    slack.warn('slack message not replaced', { reason: reasonOf(error) })
    await show(slack, asking, view)
  }
}

/** A view as a message. A form opens by a button: only whoever presses something can be shown a modal. */
async function messageOf(
  slack: Slack,
  { workspace }: Asking,
  view: View,
  extra: readonly Button[] = [],
): Promise<Message> {
  const picture = await uploaded(workspace, view, slack.warn)
  const shown = view.form ? holding(slack, view) : view
  const message = renderMessage(shown, slack.words(view.locale), { extra, picture })
  return slack.answers.marked(message, { view: shown, extra })
}

/** A `do:` button of a message that is there for this button only. */
const holder = 'open:'
export const isHolder = (button: string): boolean => button.startsWith(holder)
/** The desk's id of a button of ours. */
export const deskButton = (button: string): string => button.replace(/^open:/, 'do:')

function holding({ words }: Slack, { form, ...view }: View): View {
  const { t } = words(view.locale)
  const known = form?.fields.filter(({ value }) => typeof value === 'string' || typeof value === 'boolean')
  const values = Object.fromEntries(known?.map(({ name, value }) => [name, String(value)]) ?? [])
  const id = doButton(form?.action ?? '', values).replace(/^do:/, holder)
  return {
    ...view,
    blocks: [...view.blocks, { kind: 'text', text: t('slack.form-waits') }],
    buttons: [{ id, label: t('slack.open-form'), style: 'primary' }, ...view.buttons],
  }
}

/** Says that something of ours failed, in words; nothing more can be done where that fails too. */
export async function apologise(slack: Slack, asking: Asking, key: Sorry = 'desk.problems.unavailable') {
  const { hint: locale = 'fr' } = await slack.personOf(asking)
  const text: string = slack.words(locale).t(key)
  await show(slack, asking, {
    tone: 'problem',
    locale,
    blocks: [{ kind: 'text', text }],
    buttons: [],
    private: true,
  })
}

export type Sorry = 'desk.problems.unavailable' | 'slack.too-late'
