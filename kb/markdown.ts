import { Lexer, type MarkedToken, type Token } from 'marked'

/** The block tokens of a Markdown text. Text longer than the limit is cut: a guide is read by people. */
export function blocksOf(markdown: string): MarkedToken[] {
  return Lexer.lex(markdown.slice(0, longest)) as MarkedToken[]
}

const longest = 1_000_000

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** HTML without its tags, scripts and styles. */
export function stripHtml(html: string): string {
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
      return marked.items.filter(item => !isNavigation(item)).map(plainText).join('\n')
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
