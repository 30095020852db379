import { styleText } from 'node:util'
import { lexer, type Token, type Tokens } from 'marked'
import type { Block, View } from '../../desk/view.ts'
import type { Speech } from '../../words/words.ts'
import { unescaped, visible } from '../text.ts'

/** How bold and dim text is marked: by colour on a terminal, not at all in a pipe. */
export type Style = (format: 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'red', text: string) => string

/** Colours where `stream` is a terminal and the environment does not forbid them (NO_COLOR). */
export const styleFor =
  (stream: NodeJS.WriteStream): Style =>
  (format, text) =>
    styleText(format, text, { stream, validateStream: true })

const toneColours = {
  answer: 'cyan',
  talk: 'cyan',
  preview: 'yellow',
  receipt: 'green',
  unsure: 'yellow',
  refusal: 'red',
  problem: 'red',
} as const

/** A view as lines of text. Its buttons are numbered: typing the number presses one. */
export function render(view: View, speech: Speech, style: Style): string {
  const title = view.title ? [style('bold', style(toneColours[view.tone], visible(view.title)))] : []
  const blocks = view.blocks.map(block => renderBlock(block, speech, style))
  const buttons = view.buttons.map(
    ({ label, url }, place) =>
      `  ${style('bold', `[${place + 1}]`)} ${visible(label)}${url === undefined ? '' : ` ${style('cyan', visible(url))}`}`,
  )
  const parts = [...title, ...blocks, ...(buttons.length ? [buttons.join('\n')] : [])]
  return `${parts.join('\n\n')}\n`
}

function renderBlock(block: Block, speech: Speech, style: Style): string {
  switch (block.kind) {
    case 'text':
      return renderMarkdown(visible(block.text), style)
    case 'facts': {
      const rows = block.rows.map(
        ({ label, value }) => `  ${style('dim', `${visible(label)}${colon(speech)}`)} ${visible(value)}`,
      )
      return [...(block.title ? [style('bold', visible(block.title))] : []), ...rows].join('\n')
    }
    case 'changes': {
      const rows = block.rows.map(
        ({ label, before, after }) =>
          `  ${style('dim', `${visible(label)}${colon(speech)}`)} ${visible(before)} → ${style('bold', visible(after))}`,
      )
      return [style('bold', visible(block.of)), ...rows].join('\n')
    }
    case 'guide':
      return style('dim', speech.t('terminal.read-guide', { title: visible(block.title), slug: block.slug }))
    case 'secrets':
      return block.values.map(value => `  ${visible(value)}`).join('\n')
    case 'picture':
      return `[${visible(block.alt)}]`
  }
}

const colon = ({ locale }: Speech): string => (locale === 'fr' ? '\u00a0:' : ':')

/** Markdown as text for a terminal: headings and strong text bold, lists indented, links by their text. */
export function renderMarkdown(markdown: string, style: Style): string {
  return lexer(markdown)
    .map(token => renderToken(token, style))
    .filter(Boolean)
    .join('\n\n')
}

function renderToken(token: Token, style: Style): string {
  if (token.type === 'heading') return style('bold', inline(token as Tokens.Heading, style))
  if (token.type === 'list') return renderList(token as Tokens.List, style, '')
  if (token.type === 'space' || token.type === 'html') return ''
  return inline(token as Tokens.Generic, style)
}

function renderList(list: Tokens.List, style: Style, indent: string): string {
  const first = Number(list.start) || 1
  return list.items
    .map((item, place) => {
      const mark = list.ordered ? `${first + place}.` : '•'
      const parts = item.tokens.map(token =>
        token.type === 'list'
          ? `\n${renderList(token as Tokens.List, style, `${indent}   `)}`
          : inline(token as Tokens.Generic, style),
      )
      return `${indent}${mark} ${parts.join('').trimEnd()}`
    })
    .join('\n')
}

function inline(token: Token | Tokens.Generic, style: Style): string {
  const inner = (token as Tokens.Generic).tokens
  const text = inner
    ? inner.map(part => inline(part, style)).join('')
    : unescaped((token as { text?: string }).text ?? token.raw)
  return token.type === 'strong' ? style('bold', text) : text
}
