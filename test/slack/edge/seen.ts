import { entryValue, offered } from './entries.ts'
import type {
  Block,
  Element,
  Message,
  SeenButton,
  SeenInput,
  SeenMessage,
  SeenView,
  State,
  Text,
  View,
} from './types.ts'

/** Whoever an id belongs to, for reading `<@U…>`. */
export type NameOf = (id: string) => string

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }
const marked = /(^|[\s(])([*_~`])(?=\S)([^\n]*?\S)\2(?=$|[\s).,:;!?…])/gm

/** mrkdwn as a person reads it: links by their label, mentions by their name, emphasis without its marks. */
export function readMrkdwn(text: string, nameOf: NameOf): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id: string) => `@${nameOf(id)}`)
    .replace(/<#(\w+)(?:\|[^>]*)?>/g, (_, id: string) => `#${nameOf(id)}`)
    .replace(/<![^|>]+\|([^>]+)>/g, '$1')
    .replace(/<(?![@#!])([^|>]+)\|([^>]+)>/g, '$2')
    .replace(/<(?![@#!])([^|>\s]+)>/g, '$1')
    .replace(marked, '$1$3')
    .replace(/&(?:lt|gt|amp);/g, entity => entities[entity] ?? entity)
}

const label = (text: Text | string | undefined) => (typeof text === 'string' ? text : (text?.text ?? ''))

/** The blocks as plain text, one line for each thing to read; buttons and inputs are listed by their own functions. */
export function readBlocks(blocks: Block[], nameOf: NameOf): string {
  const read = (text: Text | string | undefined) =>
    typeof text === 'object' && text.type === 'plain_text' ? text.text : readMrkdwn(label(text), nameOf)
  const readElement = (element: Element): string => {
    if (element.type === 'image') return element.alt_text ?? ''
    if (element.elements) return element.elements.map(readElement).join('')
    return ['button', 'overflow'].includes(element.type)
      ? ''
      : read(element.text && textOf(element, element.text))
  }
  const lines = (block: Block) => [
    read(block.title),
    read(block.text),
    ...(block.fields ?? []).map(read),
    read(block.label),
    read(block.hint),
    block.alt_text ?? '',
    ...(block.type === 'actions' ? [] : (block.elements ?? [])).map(readElement),
    ...(block.rows ?? []).map(row => row.map(readElement).join(' | ')),
    ...(block.accessory?.type === 'image' ? [readElement(block.accessory)] : []),
  ]
  return blocks
    .flatMap(lines)
    .filter(line => line.trim())
    .join('\n')
}

const textOf = (element: Element, text: Text | string): Text =>
  typeof text === 'string' ? { type: element.type, text } : text

/** Every element of the blocks, with the block that it stands in. */
export function elementsOf(blocks: Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap(block => {
    const inside = block.type === 'rich_text' ? [] : (block.elements ?? [])
    const all = [...inside, block.accessory, block.element].filter(element => element !== undefined)
    return all.map(element => ({ block, element }))
  })
}

const button = (block: Block, element: Element, text: string, value = element.value): SeenButton => ({
  label: text,
  actionId: element.action_id ?? '',
  blockId: block.block_id ?? '',
  ...(value === undefined ? {} : { value }),
  ...(element.url ? { url: element.url } : {}),
  ...(element.style ? { style: element.style } : {}),
  ...(element.confirm ? { confirm: element.confirm.text.text } : {}),
})

/** All that can be pressed: buttons, the choices of an overflow menu, thumbs. */
export function buttonsOf(blocks: Block[]): SeenButton[] {
  return elementsOf(blocks).flatMap(({ block, element }) => {
    if (element.type === 'button' || element.type === 'icon_button')
      return [button(block, element, label(element.text))]
    if (element.type === 'overflow')
      return (element.options ?? []).map(option => button(block, element, option.text.text, option.value))
    const thumbs = [element.positive_button, element.negative_button].filter(thumb => thumb !== undefined)
    return thumbs.map(thumb => button(block, element, thumb.text.text, thumb.value))
  })
}

const pressed = new Set(['button', 'icon_button', 'overflow', 'feedback_buttons'])
const shown = new Set(['image', 'plain_text', 'mrkdwn'])

/** Whether something can be put into this element. */
export const isInput = ({ type }: Element): boolean => !pressed.has(type) && !shown.has(type)

/** All that can be filled in, with what stands there now. */
export function inputsOf(blocks: Block[], state: State): SeenInput[] {
  return elementsOf(blocks)
    .filter(({ element }) => isInput(element))
    .map(({ block, element }) => {
      const value = entryValue(state[block.block_id ?? '']?.[element.action_id ?? ''])
      return {
        label: block.label?.text ?? (label(block.text) || label(element.placeholder)),
        type: element.type,
        actionId: element.action_id ?? '',
        blockId: block.block_id ?? '',
        optional: block.optional ?? block.type !== 'input',
        options: offered(element).map(option => ({ text: option.text.text, value: option.value ?? '' })),
        ...(block.hint ? { hint: block.hint.text } : {}),
        ...(element.placeholder ? { placeholder: element.placeholder.text } : {}),
        ...(value === undefined ? {} : { value }),
      }
    })
}

export interface Placed {
  channel: string
  ephemeral: boolean
  author: string
  state: State
  nameOf: NameOf
}

/** All blocks of a message, those of its attachments included. */
export const blocksOf = (message: Message): Block[] => [
  ...(message.blocks ?? []),
  ...(message.attachments ?? []).flatMap(attachment => attachment.blocks ?? []),
]

/** A message as a person sees it. */
export function seeMessage(message: Message, placed: Placed): SeenMessage {
  const blocks = blocksOf(message)
  const fallback = message.text ?? ''
  return {
    channel: placed.channel,
    ts: message.ts,
    ...(message.thread_ts ? { thread: message.thread_ts } : {}),
    author: placed.author,
    ephemeral: placed.ephemeral,
    text: blocks.length ? readBlocks(blocks, placed.nameOf) : readMrkdwn(fallback, placed.nameOf),
    fallback,
    buttons: buttonsOf(blocks),
    inputs: inputsOf(blocks, placed.state),
    files: (message.files ?? []).map(({ id, name }) => ({ id, name })),
    raw: message,
  }
}

/** A view as a person sees it. `errors` come by block id and go out by label. */
export function seeView(
  id: string,
  view: View,
  state: State,
  errors: Record<string, string>,
  nameOf: NameOf,
): SeenView {
  const labels = new Map(view.blocks.map(block => [block.block_id, block.label?.text]))
  const told = Object.entries(errors).map(([block, error]) => [labels.get(block) ?? block, error])
  return {
    id,
    title: view.title?.text ?? '',
    ...(view.submit ? { submit: view.submit.text } : {}),
    ...(view.close ? { close: view.close.text } : {}),
    text: [view.title?.text, readBlocks(view.blocks, nameOf), ...Object.values(errors)]
      .filter(Boolean)
      .join('\n'),
    buttons: buttonsOf(view.blocks),
    inputs: inputsOf(view.blocks, state),
    errors: Object.fromEntries(told),
    raw: view,
  }
}
