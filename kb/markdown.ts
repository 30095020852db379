import { Lexer, type MarkedToken, type Token } from 'marked'

const longest = 1_000_000
const longestBlock = 20_000
const deepest = 16
const widestIndent = 64

/**
 * The tokens of a Markdown text, block by block. What no writer writes is not worth its time: a text is cut at a million
 * characters, a block of more than 20,000 keeps its marks, and nesting ends at 16 quotes or 64 spaces.
 */
export function blocksOf(markdown: string): MarkedToken[] {
  const text = flatten(markdown.slice(0, longest))
  try {
    return lex(text)
  } catch {
    return [{ type: 'text', raw: text, text }]
  }
}

function lex(text: string): MarkedToken[] {
  const lexer = new Lexer()
  lexer.blockTokens(text, lexer.tokens)
  for (const { src, tokens } of lexer.inlineQueue)
    if (src.length > longestBlock) tokens.push({ type: 'text', raw: src, text: src })
    else lexer.inlineTokens(src, tokens)
  return lexer.tokens as MarkedToken[]
}

function flatten(markdown: string): string {
  return markdown
    .replace(/\r\n?/g, '\n')
    .replace(new RegExp(`^((?:[ \\t]*>){${deepest}})[ \\t>]+`, 'gm'), '$1 ')
    .replace(new RegExp(`^[ \\t]{${widestIndent},}`, 'gm'), ' '.repeat(widestIndent))
    .replace(/^((?:[-*+][ \t]+){16})(?:[-*+][ \t]+)+/gm, '$1')
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** HTML without its tags, scripts and styles. */
function stripHtml(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(?:#(\d{1,6})|([a-z]{2,6}));/gi, (whole, code, name) =>
      code ? String.fromCodePoint(Number(code)) : (entities[name.toLowerCase()] ?? whole),
    )
}

/** What a reader sees of a token: words without marks, links without addresses, one line a block. */
export function plainText(token: Token): string {
  const marked = token as MarkedToken
  switch (marked.type) {
    case 'space':
    case 'hr':
    case 'def':
    case 'checkbox':
      return ''
    case 'br':
      return '\n'
    case 'html':
      return stripHtml(marked.text)
    case 'list':
      return marked.items
        .filter(item => !isNavigation(item))
        .map(plainText)
        .join('\n')
    case 'table':
      return [marked.header, ...marked.rows]
        .map(row => row.map(cell => inline(cell.tokens)).join(' · '))
        .join('\n')
    case 'list_item':
    case 'blockquote':
      return marked.tokens.map(plainText).filter(Boolean).join('\n')
    case 'image':
    case 'code':
    case 'codespan':
    case 'escape':
      return stripHtml(marked.text)
    default:
      return 'tokens' in marked && marked.tokens
        ? inline(marked.tokens)
        : stripHtml('text' in marked ? marked.text : '')
  }
}

/** Whether a block is nothing but links: it tells of other guides, not of this one. */
export function isNavigation(token: Token): boolean {
  const inner = 'tokens' in token ? (token.tokens ?? []) : []
  if (token.type === 'link') return true
  if (inner.length === 0) return token.type === 'text' && !/[\p{L}\p{N}]/u.test(token.raw)
  return inner.some(one => one.type !== 'space') && inner.every(isNavigation)
}

const inline = (tokens: Token[]) => tokens.map(plainText).join('')
