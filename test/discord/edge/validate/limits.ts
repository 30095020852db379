import type { Fault } from '../refusal.ts'

// What Discord documents (docs.discord.com: Message, Component Reference, Interactions) and its OpenAPI description does not say.

export const EPHEMERAL = 1 << 6
export const LOADING = 1 << 7
export const COMPONENTS_V2 = 1 << 15

export type Component = {
  type: number
  id?: number
  custom_id?: string
  url?: string
  label?: string
  style?: number
  disabled?: boolean
  content?: string
  placeholder?: string
  emoji?: unknown
  options?: { label: string; value: string; description?: string }[]
  components?: Component[]
  component?: Component
  accessory?: Component
}
type Embed = {
  title?: string
  description?: string
  author?: { name: string }
  footer?: { text: string }
  fields?: { name: string; value: string }[]
}
export type MessageBody = {
  content?: string | null
  embeds?: Embed[] | null
  components?: Component[] | null
  flags?: number | null
  attachments?: { id: string; filename?: string }[] | null
  allowed_mentions?: { parse?: string[] } | null
  sticker_ids?: string[] | null
  poll?: unknown
}
export type ModalBody = { custom_id: string; title: string; components: Component[] }

const BUTTON = 2
const SELECTS = [3, 5, 6, 7, 8]
const TEXT_DISPLAY = 10
const LINK_STYLE = 5

/** The length as Discord counts it: in code points. */
export const length = (text: string | null | undefined): number => [...(text ?? '')].length

/** Every component of a tree, parents first. */
export function flatten(components: readonly Component[] | null | undefined): Component[] {
  return (components ?? []).flatMap(component => {
    const inside = [component.component, component.accessory].filter(part => part !== undefined)
    return [component, ...flatten([...(component.components ?? []), ...inside])]
  })
}

const over = (where: string, size: number, limit: number, unit: string): Fault[] =>
  size > limit ? [{ where, message: `${size} ${unit}, at most ${limit}` }] : []

/** The faults of a message as it would stand after the request. `sent` is what the request itself carries. */
export function messageFaults(message: MessageBody, sent: MessageBody): Fault[] {
  const components = message.components ?? []
  const modern = ((message.flags ?? 0) & COMPONENTS_V2) !== 0
  return [
    ...mentionFaults(sent),
    ...over('/content', length(message.content), 2000, 'characters'),
    ...embedFaults(message.embeds ?? []),
    ...(modern ? modernFaults(message, components) : classicFaults(components)),
    ...rowFaults(components),
    ...idFaults(components),
    ...over('/attachments', message.attachments?.length ?? 0, 10, 'files'),
    ...emptyFaults(message),
  ]
}

/** Ours, stricter than Discord: what the app sends pings nobody by accident (FEED-6). */
function mentionFaults(sent: MessageBody): Fault[] {
  const parse = sent.allowed_mentions?.parse
  if (parse?.length === 0) return []
  return [{ where: '/allowed_mentions', message: 'must be present, with parse: []' }]
}

function embedFaults(embeds: readonly Embed[]): Fault[] {
  return over('/embeds', sum(embeds.map(embedLength)), 6000, 'characters in all embeds')
}

function embedLength({ title, description, author, footer, fields = [] }: Embed): number {
  const texts = [title, description, author?.name, footer?.text, ...fields.flatMap(f => [f.name, f.value])]
  return sum(texts.map(length))
}

function modernFaults({ content, embeds }: MessageBody, components: readonly Component[]): Fault[] {
  const all = flatten(components)
  const texts = all.filter(({ type }) => type === TEXT_DISPLAY).map(text => length(text.content))
  return [
    ...(content ? [{ where: '/content', message: 'excluded by IS_COMPONENTS_V2' }] : []),
    ...(embeds?.length ? [{ where: '/embeds', message: 'excluded by IS_COMPONENTS_V2' }] : []),
    ...over('/components', all.length, 40, 'components in total'),
    ...over('/components', sum(texts), 4000, 'characters of text displays'),
  ]
}

function classicFaults(components: readonly Component[]): Fault[] {
  const foreign = components.filter(({ type }) => type !== 1)
  return [
    ...over('/components', components.length, 5, 'action rows'),
    ...foreign.map(({ type }) => ({ where: '/components', message: `type ${type} needs IS_COMPONENTS_V2` })),
  ]
}

function rowFaults(components: readonly Component[]): Fault[] {
  const all = flatten(components)
  const rows = all.filter(({ type }) => type === 1).map(row => row.components ?? [])
  const crowded = rows.filter(row => row.some(({ type }) => SELECTS.includes(type)) && row.length > 1)
  return [
    ...crowded.map(() => ({ where: '/components', message: 'a select fills its row alone' })),
    ...all.filter(({ type }) => type === BUTTON).flatMap(buttonFaults),
    ...all.flatMap(optionFaults),
  ]
}

function buttonFaults({ style, url, custom_id, label, emoji }: Component): Fault[] {
  const sound = style === LINK_STYLE ? url && !custom_id : custom_id && !url
  return [
    ...(label || emoji ? [] : [{ where: '/components', message: 'a button needs a label or an emoji' }]),
    ...(sound
      ? []
      : [{ where: '/components', message: 'a link has url and no custom_id, any other button the reverse' }]),
  ]
}

function optionFaults({ options = [] }: Component): Fault[] {
  return repeated(options.map(({ value }) => value)).map(value => ({
    where: '/components',
    message: `option value ${value} twice`,
  }))
}

function idFaults(components: readonly Component[]): Fault[] {
  const ids = flatten(components).flatMap(({ custom_id }) => custom_id ?? [])
  return [...repeated(ids).map(id => ({ where: '/components', message: `custom_id ${id} twice` }))]
}

function emptyFaults({ content, embeds, components, attachments, sticker_ids, poll }: MessageBody): Fault[] {
  const lists = [embeds, components, attachments, sticker_ids]
  if (content?.trim() || poll || lists.some(list => list?.length)) return []
  return [{ where: '', message: 'Cannot send an empty message' }]
}

/** The faults of a modal: number and kind of its components, repeated ids and values. */
export function modalFaults({ components }: ModalBody): Fault[] {
  const all = flatten(components)
  const rows = components.flatMap(row => (row.type === 1 ? (row.components ?? []) : []))
  const odd = rows.filter(({ type, label }) => type !== 4 || !label)
  return [
    ...over('/data/components', components.length, 5, 'components'),
    ...odd.map(() => ({
      where: '/data/components',
      message: 'a row in a modal holds one labelled text input',
    })),
    ...all.flatMap(optionFaults),
    ...idFaults(components),
  ]
}

/** The values that stand in a list more than once. */
export function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
