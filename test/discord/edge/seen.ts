import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord.js'
import type { Interaction } from './callbacks.ts'
import type { SeenButton, SeenField, SeenMessage, SeenModal, SeenSelect } from './types.ts'
import { type Component, EPHEMERAL, flatten, type MessageBody } from './validate/limits.ts'

const BUTTON = 2
const SELECTS = [3, 5, 6, 7, 8]
const TEXT_DISPLAY = 10
const LABEL = 18

type Field = Component & { required?: boolean; value?: string }

/** A message as a person reads it. */
export function seenMessage(message: APIMessage): SeenMessage {
  const { content, embeds, components } = message as unknown as MessageBody
  const all = flatten(components)
  const texts = all.filter(({ type }) => type === TEXT_DISPLAY).map(text => text.content)
  return {
    id: message.id,
    channelId: message.channel_id,
    author: message.author.username,
    ephemeral: (Number(message.flags) & EPHEMERAL) !== 0,
    text: lines([content, ...(embeds ?? []).map(embedText), ...texts]),
    buttons: all.filter(({ type }) => type === BUTTON).map(seenButton),
    selects: all.filter(({ type }) => SELECTS.includes(type)).map(seenSelect),
    files: message.attachments.map(({ filename }) => filename),
    raw: message,
  }
}

function embedText({
  author,
  title,
  description,
  fields = [],
  footer,
}: NonNullable<MessageBody['embeds']>[number]) {
  const table = fields.map(({ name, value }) => `${name}: ${value}`)
  return lines([author?.name, title, description, ...table, footer?.text])
}

function seenButton({ label = '', custom_id, url, style = 0, disabled = false }: Component): SeenButton {
  return { label, style, disabled, ...(custom_id && { customId: custom_id }), ...(url && { url }) }
}

function seenSelect({ custom_id = '', type, placeholder, options = [] }: Component): SeenSelect {
  return { customId: custom_id, type, options, ...(placeholder && { placeholder }) }
}

/** The form that an interaction was answered with; undefined if it was answered otherwise. */
export function seenModal({ id, modal }: Interaction): SeenModal | undefined {
  if (!modal) return undefined
  const all = flatten(modal.components)
  return {
    interactionId: id,
    customId: modal.custom_id,
    title: modal.title,
    texts: all.filter(({ type }) => type === TEXT_DISPLAY).map(({ content = '' }) => content),
    fields: modal.components.flatMap(seenFields),
    raw: modal as unknown as APIModalInteractionResponseCallbackData,
  }
}

function seenFields(component: Component & { description?: string }): SeenField[] {
  const { type, label = '', description } = component
  if (type === LABEL && component.component) return [seenField(component.component, label, description)]
  return (component.components ?? []).map(inner => seenField(inner, inner.label ?? '', undefined))
}

/** docs.discord.com, Component Reference: an input is required unless it says otherwise; a checkbox cannot be. */
function seenField(field: Field, label: string, description: string | undefined): SeenField {
  const { custom_id = '', type, options = [], required = type !== 23, value } = field
  const told = { ...(description && { description }), ...(value !== undefined && { value }) }
  return { label, customId: custom_id, type, required, options, ...told }
}

const lines = (parts: readonly (string | null | undefined)[]): string => parts.filter(part => part).join('\n')
