import type { App, SlashCommand } from '@slack/bolt'
import type { Person } from '../../desk/desk.ts'
import type { Event } from '../../desk/event.ts'
import type { Button, View } from '../../desk/view.ts'
import { apologise, show } from './answer.ts'
import { saidIn } from './messages.ts'
import { openView } from './modals.ts'
import { originOf } from './origin.ts'
import { renderPicker } from './picker.ts'
import { respond } from './respond.ts'
import type { Asking, Slack } from './slack.ts'
import { typedText } from './typed.ts'

/** `/ask question` and `/concierge action …`: answered to the asker alone. */
export function listenToCommands(app: App, slack: Slack): void {
  app.command(/.*/, async ({ ack, command, context }) => {
    // Where the acknowledgement is lost the command is done all the same: Slack does not send it twice.
    await ack().catch(() => {})
    if (!slack.once(`command:${command.trigger_id}`)) return
    slack.work.run('command', () => commanded(slack, context.teamId, command))
  })
}

async function commanded(slack: Slack, team: string | undefined, command: SlashCommand): Promise<void> {
  const asking: Asking = {
    workspace: await slack.workspaceOf(team),
    user: command.user_id,
    channel: command.channel_id,
    channelName: command.channel_name,
    response: command.response_url,
    trigger: command.trigger_id,
    isPublic: false,
  }
  try {
    const person = await slack.personOf(asking)
    const event = await eventOf(slack, asking, person, command)
    if (event) await answer(slack, asking, person, event)
    else await pick(slack, asking, person)
  } catch (error) {
    await apologise(slack, asking)
    throw error
  }
}

async function eventOf(
  slack: Slack,
  { workspace }: Asking,
  person: Person,
  { command, text }: SlashCommand,
): Promise<Event | undefined> {
  if (command.endsWith('ask')) return saidIn(slack, workspace, text)
  const typed = typedText(text, user => `slack:${workspace.team}:${user}`)
  return slack.front.readCommand(person, typed)
}

async function answer(slack: Slack, asking: Asking, person: Person, event: Event): Promise<void> {
  const view = await slack.front.reply(person, event)
  if (view.form) return openView(slack, asking, person, view, originOf(asking))
  const extra = shareButton(slack, view)
  await show(slack, asking, view, extra)
}

/** *Share in channel*, on an answer that is nobody's own. */
const shareButton = ({ words }: Slack, { asked, locale, private: isPrivate, tone }: View): Button[] =>
  asked === undefined || isPrivate || tone !== 'answer'
    ? []
    : [{ id: `share:${asked}`, label: words(locale).t('chat.share'), style: 'plain' }]

/** Nothing was typed: all that one may have done, to choose from. */
async function pick(slack: Slack, asking: Asking, person: Person): Promise<void> {
  const home = await slack.front.home(person)
  await respond(asking.response ?? '', renderPicker(home, slack.words(home.locale)))
}
