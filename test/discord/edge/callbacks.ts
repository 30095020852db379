import type { APIMessage } from 'discord.js'
import { APP, permissionsOf } from './defaults.ts'
import { LARGEST_FILE, type SentBody } from './messages.ts'
import { misuse, refuseFaulty } from './refusal.ts'
import type { Channel, Choice, Person } from './types.ts'
import { type ChoiceSpec, choiceFaults } from './validate/commands.ts'
import { EPHEMERAL, LOADING, type ModalBody, modalFaults } from './validate/limits.ts'
import type { Json, World } from './world.ts'

export const KIND = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const
export const CALLBACK = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const

export type Interaction = {
  readonly id: string
  readonly token: string
  readonly type: number
  readonly userId: string
  readonly locale: string
  readonly channel: Channel
  readonly at: number
  /** The message that was clicked, or that the modal came from. */
  readonly source?: APIMessage
  /** First callbacks tried, in time or not. */
  attempts: number
  /** It reaches the app too late for a callback. */
  readonly late: boolean
  /** It has ended before its time. */
  over: boolean
  after?: number
  callback?: number
  originalId?: string
  /** How often the app has changed @original since its callback. */
  changes: number
  readonly followUps: string[]
  modal?: ModalBody
  choices?: Choice[]
}
export type Callback = {
  type: number
  data?: SentBody & Partial<ModalBody> & { choices?: (ChoiceSpec | null)[] }
}
/** INTERACTION_CREATE as Discord sends it. */
export function payloadOf(
  world: World,
  interaction: Interaction,
  person: Person,
  shown: Json,
  data: Json,
): Json {
  const { id, token, type, channel, source } = interaction
  const { guildId } = channel
  const guild = guildId ? world.guild(guildId) : undefined
  const permissions = permissionsOf(person)
  return {
    id,
    token,
    type,
    data,
    version: 1,
    application_id: world.botId,
    app_permissions: String(APP),
    channel: { ...shown, permissions },
    channel_id: channel.id,
    locale: person.locale,
    context: guild ? 0 : 1,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: LARGEST_FILE,
    authorizing_integration_owners: { 0: guildId ?? '0' },
    ...(source && { message: source }),
    ...(guild
      ? {
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_id: guild.id,
          guild_locale: guild.locale,
          member: { ...world.member(guild.id, person.id), permissions },
        }
      : { user: world.user(person.id) }),
  }
}

/** docs.discord.com, Receiving and Responding: which callback fits which interaction. */
export function refuseUnfit({ type, source }: Interaction, callback: number): void {
  const onMessage = type === KIND.component || (type === KIND.modal && source !== undefined)
  const fits =
    type === KIND.autocomplete
      ? callback === CALLBACK.choices
      : callback === CALLBACK.message ||
        callback === CALLBACK.defer ||
        (onMessage && (callback === CALLBACK.deferUpdate || callback === CALLBACK.update)) ||
        (type !== KIND.modal && callback === CALLBACK.modal)
  if (!fits) throw misuse('/type', `callback ${callback} does not fit interaction type ${type}`)
}

/** The form, if it is one that Discord shows. Throws Invalid Form Body. */
export function checkedModal(modal: ModalBody): ModalBody {
  refuseFaulty(modalFaults(modal))
  return modal
}

/** What a person reads among the choices, in their language. Throws Invalid Form Body. */
export function shownChoices(given: readonly (ChoiceSpec | null)[], locale: string): Choice[] {
  const choices = given.filter(choice => choice !== null)
  refuseFaulty(choiceFaults('/data/choices', choices))
  return choices.map(({ name, name_localizations, value }) => ({
    name: name_localizations?.[locale] ?? name,
    value,
  }))
}

/** What `with_response=true` is answered. */
export function responseOf({ id, type }: Interaction, message: APIMessage | undefined): Json {
  if (!message) return { interaction: { id, type } }
  const flags = Number(message.flags)
  return {
    interaction: {
      id,
      type,
      response_message_id: message.id,
      response_message_loading: (flags & LOADING) !== 0,
      response_message_ephemeral: (flags & EPHEMERAL) !== 0,
    },
    resource: { type: 4, message },
  }
}
