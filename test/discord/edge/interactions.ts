import { randomUUID } from 'node:crypto'
import type { APIMessage } from 'discord.js'
import {
  CALLBACK,
  type Callback,
  checkedModal,
  type Interaction,
  KIND,
  payloadOf,
  refuseUnfit,
  responseOf,
  shownChoices,
} from './callbacks.ts'
import type { Gateway } from './gateway.ts'
import type { Files, Messages, SentBody } from './messages.ts'
import { alreadyAcknowledged, invalidToken, Refusal, unknownInteraction, unknownMessage } from './refusal.ts'
import type { Channel, Person } from './types.ts'
import { EPHEMERAL, LOADING, type ModalBody } from './validate/limits.ts'
import { type Json, snowflake, type World } from './world.ts'

type Limits = { ackWithin: number; tokenLives: number }

/** Interactions and their rules: one callback, in time, of a fitting type; then edits and follow-ups while the token lives. */
export class Interactions {
  readonly all: Interaction[] = []
  readonly #world: World
  readonly #gateway: Gateway
  readonly #messages: Messages
  readonly #limits: Limits
  #nextIsLate = false

  constructor(world: World, gateway: Gateway, messages: Messages, limits: Limits) {
    this.#world = world
    this.#gateway = gateway
    this.#messages = messages
    this.#limits = limits
  }

  expireNext(): void {
    this.#nextIsLate = true
  }

  /** Ends an interaction: its first callback comes too late, or its token is over. */
  expire(id: string): void {
    const interaction = this.all.find(one => one.id === id)
    if (!interaction) throw new Error(`no interaction ${id}`)
    interaction.over = true
  }

  /** Sends an interaction to the app. */
  async open(
    type: number,
    person: Person,
    channel: Channel,
    data: Json,
    source?: APIMessage,
  ): Promise<Interaction> {
    const shown = await this.#world.channelPayload(channel.id)
    const interaction: Interaction = {
      id: snowflake(),
      token: `tok_${randomUUID()}`,
      type,
      userId: person.id,
      locale: person.locale,
      channel,
      at: Date.now(),
      attempts: 0,
      late: this.#nextIsLate,
      over: false,
      changes: 0,
      followUps: [],
      ...(source && { source }),
    }
    this.#nextIsLate = false
    this.all.push(interaction)
    this.#gateway.dispatch('INTERACTION_CREATE', payloadOf(this.#world, interaction, person, shown, data))
    return interaction
  }

  /** Takes a first callback; gives what `with_response` shows. Throws 10062, 40060, or Invalid Form Body. */
  callback(id: string, token: string, body: Callback, files: Files): Json {
    const interaction = this.all.find(one => one.id === id && one.token === token)
    if (!interaction) throw unknownInteraction()
    interaction.attempts += 1
    const after = Date.now() - interaction.at
    const late = interaction.late || (interaction.callback === undefined && after > this.#limits.ackWithin)
    if (late || interaction.over) throw unknownInteraction()
    if (interaction.callback !== undefined) throw alreadyAcknowledged()
    refuseUnfit(interaction, body.type)
    const message = this.#apply(interaction, body, files)
    Object.assign(interaction, { callback: body.type, after, ...(message && { originalId: message.id }) })
    return responseOf(interaction, message)
  }

  /** The interaction of a webhook token. Throws 50027 when the token is over, 10015 before the first callback. */
  ofToken(token: string): Interaction {
    const interaction = this.all.find(one => one.token === token)
    const over = interaction && (interaction.over || Date.now() - interaction.at > this.#limits.tokenLives)
    if (!interaction || over) throw invalidToken()
    if (interaction.callback === undefined) throw new Refusal(404, 10015, 'Unknown Webhook')
    return interaction
  }

  /** A message of the interaction by id or `@original`. Throws Unknown Message. */
  messageOf(interaction: Interaction, id: string): APIMessage {
    const wanted = id === '@original' ? interaction.originalId : id
    const own = wanted === interaction.originalId || interaction.followUps.includes(wanted ?? '')
    const message = wanted && own ? this.#messages.find(wanted) : undefined
    if (!message) throw unknownMessage()
    return message
  }

  edit(interaction: Interaction, id: string, body: SentBody, files: Files): APIMessage {
    const message = this.messageOf(interaction, id)
    const edited = this.#messages.edit(message, body, files)
    if (message.id === interaction.originalId) interaction.changes += 1
    return edited
  }

  /** A follow-up; the first one after a deferral takes the place of its placeholder, and is as ephemeral as that. */
  followUp(interaction: Interaction, body: SentBody, files: Files): APIMessage {
    const original = this.#messages.find(interaction.originalId ?? '')
    if (original && Number(original.flags) & LOADING) return this.edit(interaction, original.id, body, files)
    const message = this.#messages.send(
      interaction.channel,
      body,
      files,
      this.#marks(interaction, body.flags ?? 0),
    )
    interaction.followUps.push(message.id)
    return message
  }

  #apply(interaction: Interaction, { type, data = {} }: Callback, files: Files): APIMessage | undefined {
    const { channel, source } = interaction
    if (type === CALLBACK.message)
      return this.#messages.send(channel, data, files, this.#marks(interaction, data.flags ?? 0))
    if (type === CALLBACK.defer)
      return this.#messages.defer(channel, data.flags ?? 0, this.#marks(interaction, data.flags ?? 0))
    if (type === CALLBACK.update)
      return this.#messages.edit(this.#messages.find(source?.id ?? '') ?? (source as APIMessage), data, files)
    if (type === CALLBACK.deferUpdate) return source
    if (type === CALLBACK.modal) interaction.modal = checkedModal(data as ModalBody)
    if (type === CALLBACK.choices) interaction.choices = shownChoices(data.choices ?? [], interaction.locale)
    return undefined
  }

  #marks({ id, type, userId }: Interaction, flags: number) {
    const user = this.#world.user(userId)
    return {
      type: type === KIND.command ? 20 : 0,
      webhook_id: this.#world.botId,
      application_id: this.#world.botId,
      interaction_metadata: { id, type, user, authorizing_integration_owners: {} } as never,
      ...(flags & EPHEMERAL && { viewer: userId }),
    }
  }
}
