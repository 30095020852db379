import { lexer, type Token, type Tokens } from 'marked'
import { unescaped } from '../text.ts'
import { clean, code, entities, literally, plain } from './escape.ts'
import { link, linked } from './links.ts'

/** Markdown as Slack's mrkdwn, in which nothing pings (docs.slack.dev/messaging/formatting-message-text, FEED-6). */
export const toMrkdwn = (markdown: string): string => paragraphs(markdown).join('\n\n')

/** As `toMrkdwn`, by paragraph: headings, lists, tables and code blocks are one each. */
export const paragraphs = (markdown: string): string[] => translated(markdown, block) ?? [literally(markdown)]

/** Markdown as text without marks, for those who read no blocks. Not escaped. */
export const readable = (markdown: string): string =>
  translated(markdown, words)?.join('\n') ?? plain(markdown)

/** Each block in other words; nothing where a text is nested deeper than a recursion goes. */
function translated(markdown: string, translate: (token: Token) => string): string[] | undefined {
  try {
    return lexer(clean(markdown)).map(translate).filter(Boolean)
  } catch {
    return undefined
  }
}

function block(token: Token): string {
  switch (token.type) {
    case 'heading':
      return mark('*', words(token))
    case 'list':
      return list(token as Tokens.List)
    case 'code':
      return `\`\`\`\n${entities(plain(token.text).replaceAll('`', 'ˋ'))}\n\`\`\``
    case 'blockquote':
      return (token.tokens ?? []).map(block).filter(Boolean).join('\n').replace(/^/gm, '> ')
    case 'table':
      return table(token as Tokens.Table)
    case 'html':
      return literally(withoutComments(token.raw).trim())
    case 'space':
    case 'hr':
    case 'def':
    case 'checkbox':
      return ''
    default:
      return inline([token])
  }
}

const withoutComments = (html: string): string => html.replace(/<!--.*?-->/gs, '')

/** A heading's words are plain: bold within bold would end it. */
const mark = (sign: string, text: string): string => {
  const marked = literally(text.trim()).replace(/\s*\n\s*/g, ' ')
  return marked && `${sign}${marked}${sign}`
}

const list = (list: Tokens.List): string =>
  items(list, ({ tokens }) => tokens.map(block).filter(Boolean).join('\n'))

/** The items of a list, a line each; what goes on in an item is indented. */
function items({ items, ordered, start }: Tokens.List, textOf: (item: Tokens.ListItem) => string): string {
  const first = Number(start) || 1
  return items
    .map((item, place) => {
      const text = textOf(item).replaceAll('\n', '\n    ')
      return `${ordered ? `${first + place}.` : '•'} ${text}`
    })
    .join('\n')
}

/** A row a line: its first cell, then the others with the heads of their columns. */
function table({ header, rows }: Tokens.Table): string {
  const heads = header.map(({ tokens }) => inline(tokens))
  const line = (cells: Tokens.TableCell[]) =>
    cells.map(({ tokens }, column) => (column ? `${heads[column]} · ${inline(tokens)}` : inline(tokens)))
  return rows.map(cells => `• ${line(cells).join('; ')}`).join('\n')
}

const signs: Record<string, string> = { strong: '*', em: '_', del: '~' }

/** Tokens within a line. `open` are the signs that are open already: the same one again would close them. */
function inline(tokens: readonly Token[], open = ''): string {
  return merged(tokens).reduce((text, token) => joined(text, span(token, open)), '')
}

/** Formatting begins and ends at the edge of a word only: an invisible space makes one. */
const joined = (before: string, after: string): string =>
  (/[*_~`>]$/.test(before) && /^[\p{L}\p{N}*_~`<]/u.test(after)) ||
  (/[\p{L}\p{N}]$/u.test(before) && /^[*_~`]/.test(after))
    ? `${before}\u200b${after}`
    : before + after

/** What was typed with a backslash stands beside its neighbours again: together they are what has to be read literally. */
function merged(tokens: readonly Token[]): Token[] {
  return tokens.reduce<Token[]>((done, token) => {
    const last = done.at(-1)
    const text = typed(token)
    if (text !== undefined && last?.type === 'typed') last.raw += text
    else done.push(text === undefined ? token : { type: 'typed', raw: text })
    return done
  }, [])
}

/** An address swallows the backslashes that the desk puts before what people typed. */
const withoutBackslashes = (address: string): string => address.replace(/\\([\\`*_[\]<>~|#])/g, '$1')

function typed(token: Token): string | undefined {
  if ('autolink' in token) return withoutBackslashes(token.raw.replace(/^<(.*)>$/, '$1'))
  if (token.type === 'escape') return token.text
  if (token.type === 'html') return withoutComments(token.raw)
  if (token.type === 'br') return '\n'
  return token.type === 'text' && !('tokens' in token && token.tokens) ? unescaped(token.text) : undefined
}

function span(token: Token, open: string): string {
  const sign = signs[token.type]
  const inner = 'tokens' in token ? (token.tokens ?? []) : []
  if (token.type === 'typed') return linked(token.raw)
  if (token.type === 'codespan') return code(plain(unescaped(token.text)))
  if (token.type === 'link' || token.type === 'image') return link(token.href, words(token))
  if (!sign || open.includes(sign)) return inline(inner, open)
  const text = inline(inner, open + sign)
    .replace(/\s*\n\s*/g, ' ')
    .trim()
  return text && `${sign}${text}${sign}`
}

/** The words of a token, without marks and not escaped. */
function words(token: Token): string {
  if (token.type === 'list') return items(token as Tokens.List, words)
  if (token.type === 'table') return rowsOf(token as Tokens.Table)
  const inner = 'tokens' in token ? token.tokens : undefined
  if (inner?.length)
    return inner
      .map(words)
      .join(isBlocks(token) ? '\n' : '')
      .trim()
  return typed(token) ?? ('text' in token ? unescaped(String(token.text)) : '')
}

const rowsOf = ({ rows }: Tokens.Table): string =>
  rows.map(cells => cells.map(({ tokens }) => tokens.map(words).join('')).join('; ')).join('\n')

const isBlocks = ({ type }: Token): boolean => type === 'list_item' || type === 'blockquote'
