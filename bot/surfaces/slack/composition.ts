import type { types } from '@slack/bolt'
import { readButton } from '../../desk/button.ts'
import type { Button, Option } from '../../desk/view.ts'
import { plain } from './escape.ts'
import { cut, limits } from './limits.ts'

/** A `plain_text` object of at most `max` characters; colons stay colons. */
export const plainText = (text: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(plain(text).trim(), max) || '…',
  emoji: false,
})

/** A section of mrkdwn: `verbatim`, so that Slack makes no link or mention of what it finds in it, and wholly open. */
export const section = (text: string): types.SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(text, limits.text), verbatim: true },
  expand: true,
})

export const header = (text: string): types.HeaderBlock => ({
  type: 'header',
  text: plainText(text, limits.header),
})

/** A button of the desk's: `action_id` is its id. One that leads to a page is a link. */
export const button = ({ id, label, style, url }: Button): types.Button => ({
  type: 'button',
  action_id: id,
  text: plainText(label, limits.buttonText),
  ...(url !== undefined && { url: cut(url, limits.url) }),
  ...(style !== 'plain' && { style }),
})

/** Five in a row read best, while there is room for as many rows. */
const inRow = 5

/** Buttons in rows: what can be done, then what can be said of the answer. */
export function buttonRows(buttons: readonly Button[]): types.ActionsBlock[] {
  const known = buttons.filter(({ id }) => id && id.length <= limits.id).slice(0, limits.buttons)
  const size = known.length <= limits.actions ? inRow : limits.actions
  const { does = [], says = [] } = Object.groupBy(known, one => (isSaid(one) ? 'says' : 'does'))
  return [...rowsOf(does, size), ...rowsOf(says, size)]
}

const isSaid = ({ id }: Button): boolean =>
  ['helped', 'wrong', 'person', 'share'].includes(readButton(id)?.kind ?? '')

const rowsOf = (buttons: readonly Button[], size: number): types.ActionsBlock[] =>
  Array.from({ length: Math.ceil(buttons.length / size) }, (_, row) => ({
    type: 'actions',
    elements: buttons.slice(row * size, (row + 1) * size).map(button),
  }))

/** The same blocks with each button once: an `action_id` must be unique in a message or view. */
export function withoutTwins(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  const seen = new Set<string>()
  const isNew = (element: object) => {
    const id = 'action_id' in element ? String(element.action_id) : ''
    return !id || (!seen.has(id) && Boolean(seen.add(id)))
  }
  return blocks.flatMap((block): types.KnownBlock[] => {
    if (block.type === 'actions') {
      const elements = block.elements.filter(isNew)
      return elements.length ? [{ ...block, elements }] : []
    }
    if (block.type !== 'section' || !block.accessory || isNew(block.accessory)) return [block]
    const { accessory: _, ...rest } = block
    return [rest]
  })
}

/** An option of a menu. */
export const menuOption = ({ value, label }: Option): types.PlainTextOption & { value: string } => ({
  value,
  text: plainText(label, limits.optionText),
})

/** The options of a menu: each value once, as many as Slack takes. What is too long to be handed back is left out. */
export function menuOptions(options: readonly Option[], most: number = limits.options) {
  const byValue = new Map(options.map(option => [option.value, option]))
  return [...byValue.values()]
    .filter(({ value }) => value && value.length <= limits.optionValue && value.isWellFormed())
    .slice(0, most)
    .map(menuOption)
}

/** Whether a button confirms, or cancels, a preview. */
export const isKind = (kind: 'confirm' | 'cancel', { id }: Button): boolean => readButton(id)?.kind === kind
