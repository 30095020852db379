import { Marked, type Token, type Tokens } from 'marked'
import { withoutMentions } from '../../core/mentions.ts'
import { visible } from '../text.ts'

// A bare web address is text: Discord finds it by itself, and here the desk's escapes would be taken for part of it.
const reader = new Marked({ tokenizer: { url: () => undefined } })

/**
 * Our Markdown as Discord's: headings a step below a message's title, tables as lines, masked links to the web only. Whatever
 * person typed in it (escaped by the desk) stays plain text, and nothing pings anybody (FEED-6).
 */
export const toDiscord = (markdown: string): string => blocks(reader.lexer(markdown)).join('\n\n')

/** A text that is no Markdown, on one line, so that Discord shows it as it stands and acts on nothing in it (FEED-6). */
export const plainText = (text: string): string => atLineStart(inline(text.replace(/\s*\n\s*/g, ' ').trim()))

/** A value to be copied, on a line of its own. */
export function asCode(text: string): string {
  if (!text.trim()) return ''
  const fence = text.includes('`') ? '``' : '`'
  const inner = inert(text.replace(/\s+/g, ' ').replace(/`{2,}/g, run => [...run].join('\u200b')))
  return fence.length > 1 ? `${fence} ${inner} ${fence}` : `${fence}${inner}${fence}`
}

/**
 * As `withoutMentions`, and invitations are no links, which Discord would show with a button to join. The @ of an e-mail address
 * stays as it is, to be copied: it is none of Discord's mentions, unless its domain begins like one.
 */
export const inert = (text: string): string =>
  visible(text.toWellFormed())
    .split(addresses)
    .map((part, place) => (place % 2 ? part : withoutMentions(part)))
    .join('')
    .replace(invitations, '$&\u200b')

const addresses = /((?<![\w.+-])[\w.+-]+@(?!everyone|here)[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}(?![\w@]))/i
const invitations = /discord(?:app)?\.(?:gg|gift|new|com\/invite)(?=\/)/gi

/** Discord takes a backslash before any sign for that sign itself; a web address holds none of those that would format it. */
const inline = (text: string): string =>
  inert(text)
    .split(/((?<![\p{L}\p{N}])https?:\/\/[^\s<>*|`~\\[\]]+)/u)
    .map((part, place) => (place % 2 ? part : part.replace(/[\\*_~|`[\]<>]/g, '\\$&')))
    .join('')

/** What would begin a list at the start of a line is shown as it stands. */
const atLineStart = (text: string): string => text.replace(/^(\s*)(?:([-+])|(\d+)([.)]))(?=\s)/gm, escapeMark)

const escapeMark = (_: string, indent: string, bullet?: string, number?: string, point?: string): string =>
  bullet === undefined ? `${indent}${number}\\${point}` : `${indent}\\${bullet}`

const blocks = (tokens: readonly Token[]): string[] => tokens.map(block).filter(Boolean)

function block(token: Token): string {
  switch (token.type) {
    case 'heading':
      return heading(token as Tokens.Heading)
    case 'list':
      return list(token as Tokens.List)
    case 'blockquote':
      return blocks((token as Tokens.Blockquote).tokens)
        .join('\n\n')
        .replace(/^/gm, '> ')
    case 'code':
      return `\`\`\`\n${inert((token as Tokens.Code).text).replaceAll('```', '`\u200b`\u200b`')}\n\`\`\``
    case 'table':
      return table(token as Tokens.Table)
    case 'space':
    case 'hr':
    case 'def':
      return ''
    default:
      return atLineStart(span(token)).trim()
  }
}

/** Discord has three sizes: the largest is left to nobody, the next to the message's title. */
function heading({ depth, tokens }: Tokens.Heading): string {
  const text = spans(tokens).replaceAll('\n', ' ')
  if (depth > 2) return `**${text.replaceAll('**', '')}**`
  return `${depth === 1 ? '##' : '###'} ${text}`
}

function list({ items, ordered, start }: Tokens.List): string {
  const first = Number(start) || 1
  return items
    .map((item, place) => {
      const mark = ordered ? `${first + place}. ` : '- '
      return (
        mark +
        blocks(item.tokens)
          .join('\n')
          .replaceAll('\n', `\n${' '.repeat(mark.length)}`)
      )
    })
    .join('\n')
}

/** Discord has no tables: a line for each row, its cells after their headings. */
function table({ header, rows }: Tokens.Table): string {
  const names = header.map(({ tokens }) => spans(tokens))
  return rows
    .map(row => `- ${row.map(({ tokens }, place) => `**${names[place]}** ${spans(tokens)}`).join(' · ')}`)
    .join('\n')
}

/** What is plain text is put together first: a web address that somebody typed is one, though Markdown reads it in parts. */
function spans(tokens: readonly Token[]): string {
  let [done, plain] = ['', '']
  for (const token of tokens) {
    const text = typed(token)
    if (text === undefined) {
      done += inline(plain) + span(token)
      plain = ''
    } else plain += text
  }
  return done + inline(plain)
}

/** The text of a token that is no markup. */
function typed(token: Token): string | undefined {
  const { type, raw, text, tokens } = token as Tokens.Generic
  if (type === 'html') return raw
  return (type === 'text' || type === 'escape') && !tokens ? text : undefined
}

function span(token: Token): string {
  const inner = 'tokens' in token && token.tokens ? spans(token.tokens) : undefined
  switch (token.type) {
    case 'strong':
      return `**${inner}**`
    case 'em':
      return `*${inner}*`
    case 'del':
      return `~~${inner}~~`
    case 'codespan':
      return asCode(token.text)
    case 'br':
      return '\n'
    case 'link':
      return link(token as Tokens.Link, inner ?? '')
    case 'image':
      return inline(token.text)
    default:
      return inner ?? inline(typed(token) ?? token.raw)
  }
}

/** A link by its text, masked only where it leads to the web: our guides' links to each other lead nowhere in a chat. */
function link({ href, text }: Tokens.Link, inner: string): string {
  const isWeb = /^https?:$/.test(URL.parse(href)?.protocol ?? '')
  return isWeb && !text.includes('://') ? `[${inner}](${target(href)})` : inner
}

const target = (href: string): string =>
  inert(href).replace(/[()\s<>]/g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
