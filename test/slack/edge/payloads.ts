import type { Block, Element, Entry, Json, Message, Option } from './types.ts'
import type { Person, Workspace } from './workspace.ts'

const seconds = () => Math.floor(Date.now() / 1000)
const eventId = () => `Ev${crypto.randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`
const verification = 'edge-verification-token'

/** The shapes of what Slack delivers; copied from deliveries of the real one (../recorded). */
export function makePayloads({ team, bot, channels }: Workspace) {
  const channelOf = (id: string) => ({
    id,
    name: channels.find(channel => channel.id === id)?.name ?? 'directmessage',
  })

  const userOf = ({ id, name }: Person) => ({ id, username: name, name, team_id: team.id })

  const event = (inner: Json): Json => ({
    token: verification,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: bot.appId,
    event: inner,
    type: 'event_callback',
    event_id: eventId(),
    event_time: seconds(),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${btoa(JSON.stringify({ et: inner.type, tid: team.id, aid: bot.appId }))}`,
  })

  const command = (
    person: Person,
    channel: string,
    name: string,
    text: string,
    url: string,
    trigger: string,
  ): Json => ({
    token: verification,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel,
    channel_name: channelOf(channel).name,
    user_id: person.id,
    user_name: person.name,
    command: name,
    text,
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: url,
    trigger_id: trigger,
  })

  const interaction = (type: string, person: Person, trigger: string | undefined, more: Json): Json => ({
    type,
    user: userOf(person),
    api_app_id: bot.appId,
    token: verification,
    ...(trigger ? { trigger_id: trigger } : {}),
    team,
    enterprise: null,
    is_enterprise_install: false,
    ...more,
  })

  /** What stands beside an action on a message; Slack leaves the message itself out if it is ephemeral. */
  const onMessage = (channel: string, message: Message, ephemeral: boolean, url: string): Json => ({
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel,
      is_ephemeral: ephemeral,
      ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    },
    channel: channelOf(channel),
    ...(ephemeral ? {} : { message: { team: team.id, app_id: bot.appId, bot_id: bot.botId, ...message } }),
    response_url: url,
  })

  const onView = (view: Json): Json => ({ container: { type: 'view', view_id: view.id }, view })

  return { event, command, interaction, onMessage, onView, channelOf }
}

/** One entry of `actions` in a block_actions payload. */
export function actionOf(
  block: Block,
  element: Element,
  what: { value?: string; option?: Option; entry?: Entry },
) {
  const { value, option, entry } = what
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...(element.text ? { text: element.text } : {}),
    ...(value === undefined ? {} : { value }),
    ...(element.url ? { url: element.url } : {}),
    ...(option ? { selected_option: option } : {}),
    ...entry,
    action_ts: `${seconds()}.000001`,
  }
}

export type Payloads = ReturnType<typeof makePayloads>
