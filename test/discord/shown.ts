import { ComponentType } from 'discord.js'
import type { MessagePayload } from '../../bot/surfaces/discord/render.ts'
import { type Component, flatten, messageFaults, modalFaults } from './edge/validate/limits.ts'
import { schemaFaults } from './edge/validate/schema.ts'

const callback = '/interactions/{interaction_id}/{interaction_token}/callback'

/** A message as discord.js puts it on the wire. */
const bodyOf = ({ flags, components, allowedMentions, files }: MessagePayload) => ({
  flags,
  components,
  allowed_mentions: allowedMentions,
  attachments: files.map(({ description }, place) => ({ id: String(place), description })),
})

/** What Discord would refuse of a message, and whom it would ping, as sentences. */
export function faultsOf(message: MessagePayload): string[] {
  const body = bodyOf(message)
  const limits = messageFaults({ ...body, components: body.components as Component[] }, body as never)
  const schema = schemaFaults('POST', callback, { type: 4, data: body })
  return [...schema, ...limits]
    .map(({ where, message: why }) => `${where}: ${why}`)
    .concat(textsOf(message).flatMap(marksIn), picturesFaults(message))
}

/** What Discord would refuse of a modal. */
export const modalFaultsOf = (modal: { custom_id: string; title: string; components: unknown }): string[] =>
  [...schemaFaults('POST', callback, { type: 9, data: modal }), ...modalFaults(modal as never)].map(
    ({ where, message }) => `${where}: ${message}`,
  )

const picturesFaults = ({ components, files }: MessagePayload): string[] => {
  const shown = components.flatMap(component =>
    component.type === ComponentType.MediaGallery ? component.items.map(({ media }) => media.url) : [],
  )
  const sent = files.map(({ name }) => `attachment://${name}`)
  return String(shown) === String(sent) ? [] : [`shows ${shown}, sends ${sent}`]
}

/** All that a person reads in a message, part by part. */
export const textsOf = ({ components, files }: MessagePayload): string[] => [
  ...flatten(components as Component[]).flatMap(({ content, label }) => content ?? label ?? []),
  ...files.map(({ description }) => description),
]

/** The text of a message alone. */
export const contentOf = ({ components }: MessagePayload): string =>
  components
    .flatMap(component => (component.type === ComponentType.TextDisplay ? component.content : []))
    .join('\n\n')

export const buttonsOf = ({ components }: MessagePayload) =>
  components.flatMap(component =>
    component.type === ComponentType.ActionRow
      ? component.components.flatMap(part => (part.type === ComponentType.Button ? [part] : []))
      : [],
  )

/** What Discord acts on (Message Formatting, in docs.discord.com's reference): mentions, emoji, timestamps, invitations. */
const acting = /@(?:everyone|here)|<(?:@|#|\/|a?:|t:|id:)|discord(?:app)?\.(?:gg|gift|new|com\/invite)\//i

const marksIn = (text: string): string[] => [
  ...(acting.test(text) ? [`acts: ${acting.exec(text)?.[0]}`] : []),
  ...(text.isWellFormed() ? [] : ['half a character']),
  ...(/^#{4,}|^#[^#\u200b]/m.test(text) ? ['a heading of no size of ours'] : []),
]

/** A text of Discord's as it is read: escapes resolved, what is invisible gone, spaces alike. */
export const asRead = (text: string): string =>
  text
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/\u200b/g, '')
    .replace(/\s+/g, ' ')
    .trim()
