import {
  type ChatInputCommandInteraction,
  type Message,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
  SnowflakeUtil,
  type User,
} from 'discord.js'
import type { Bot } from './bot.ts'
import { isDirect } from './person.ts'
import type { MessagePayload } from './render.ts'
import { codeOf } from './rest.ts'

/** An interaction in which a person did something, and waits for an answer. */
export type Interaction =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction

/** Milliseconds after which a person should see that we are at work. */
export const soon = 1_000
/** A form can only be a first answer, and Discord takes one for three seconds: nothing is acknowledged before this where one may come. */
export const beforeForm = 2_400

/** What `work` gives; where it takes longer than `patience`, the interaction is acknowledged meanwhile. */
export async function inTime<Result>(
  interaction: Interaction,
  work: Promise<Result>,
  patience: number,
  acknowledge: () => Promise<unknown>,
): Promise<Result> {
  const isLate = Symbol('late')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<symbol>(resolve => {
    timer = setTimeout(resolve, patience, isLate)
  })
  const first = await Promise.race([work, late]).finally(() => clearTimeout(timer))
  // Where even that fails, the answer itself finds out.
  if (first === isLate) await acknowledge().catch(error => settle(interaction, 'deferred', error))
  return work
}

/** Acknowledged, to be answered by a message for the asker alone; in a direct message they are alone anyway. */
export const deferReply = (interaction: Interaction): Promise<unknown> =>
  interaction.deferReply(isDirect(interaction) ? {} : { flags: MessageFlags.Ephemeral })

/** Answers with messages beside what there is. `isPublic` ones are for everybody in the channel. */
export async function answer(
  bot: Bot,
  interaction: Interaction,
  messages: readonly MessagePayload[],
): Promise<void> {
  await deliver(bot, interaction, messages, async ([first, ...others]) => {
    if (interaction.deferred) await interaction.editReply(edit(first))
    else await firstly(interaction, () => interaction.reply(first))
    for (const other of others) await interaction.followUp(other)
  })
}

/** Answers in the place of the message that a component or its modal belongs to. */
export async function answerInPlace(
  bot: Bot,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
  messages: readonly MessagePayload[],
): Promise<void> {
  await deliver(bot, interaction, messages, async ([first, ...others]) => {
    if (interaction.deferred) await interaction.editReply(edit(first))
    else if (interaction.isMessageComponent() || interaction.isFromMessage())
      await firstly(interaction, () => interaction.update(edit(first)))
    for (const other of others) await interaction.followUp(other)
  })
}

/** Answers with messages beside a message that was changed already. */
export async function followUp(
  bot: Bot,
  interaction: Interaction,
  messages: readonly MessagePayload[],
): Promise<void> {
  await deliver(bot, interaction, messages, async sent => {
    for (const message of sent) await interaction.followUp(message)
  })
}

/** The first answer. One whose connection broke may have arrived, and is then refused as a second one. */
export const firstly = (interaction: Interaction, respond: () => Promise<unknown>): Promise<unknown> =>
  respond().catch(error => settle(interaction, 'replied', error))

/** Acknowledges a component without a change that anybody sees. */
export async function silently(interaction: MessageComponentInteraction): Promise<void> {
  if (!interaction.deferred) await firstly(interaction, () => interaction.deferUpdate())
}

function settle(interaction: Interaction, how: 'replied' | 'deferred', error: unknown): void {
  if (codeOf(error) !== String(RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) {
    if (how === 'replied') throw error
    return
  }
  interaction[how] = true
}

type Sent = readonly [MessagePayload, ...MessagePayload[]]

/** Sends; where the interaction is over or Discord refuses, the person is told by direct message, and where that is closed the log. */
async function deliver(
  bot: Bot,
  interaction: Interaction,
  messages: readonly MessagePayload[],
  send: (messages: Sent) => Promise<void>,
): Promise<void> {
  const [first, ...others] = messages.map(message => (isDirect(interaction) ? openly(message) : message))
  if (!first) return
  try {
    await send([first, ...others])
  } catch (error) {
    bot.warn('discord answer not taken', { code: codeOf(error) })
    await sendDirectly(bot, interaction.user, messages)
  }
}

/** Sends a person direct messages, and gives the last one; `undefined` where they are closed: that is in the log. */
export async function sendDirectly(
  bot: Bot,
  user: User,
  messages: readonly MessagePayload[],
): Promise<Message | undefined> {
  let last: Message | undefined
  try {
    for (const message of messages) last = await user.send(forAll(message))
    return last
  } catch (error) {
    bot.warn('discord direct message not taken', { code: codeOf(error) })
    return undefined
  }
}

/** As a message of its own: whoever reads the channel reads it, and it is there once, however often its request is repeated. */
export const forAll = (message: MessagePayload) => ({
  ...openly(message),
  nonce: SnowflakeUtil.generate().toString(),
  enforceNonce: true,
})

/** Only the answer to an interaction can be for the asker alone. */
const openly = <Payload extends MessagePayload>(message: Payload): Payload => ({
  ...message,
  flags: message.flags & ~MessageFlags.Ephemeral,
})

/** As a change of a message: who may read it stays, its old pictures do not. */
export const edit = (message: MessagePayload) => ({ ...openly(message), attachments: [] })
