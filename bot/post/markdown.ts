import { randomBytes } from 'node:crypto'
import { Marked, type RendererObject } from 'marked'

export interface Rendered {
  text: string
  html: string
}

export interface Page {
  /** The mark that stands for a fact in a sentence. A web address that is a link is shown as one. */
  mark(value: string, isLink?: boolean): string
  /** A line of text with its marks filled in. */
  line(marked: string): string
  /** Markdown as text and as HTML with its marks filled in. Lines of text are at most `width` characters long. */
  render(markdown: string, width?: number): Rendered
}

/**
 * A page on which facts stay out of the Markdown: while it is parsed a mark stands for each, so that nothing
 * that a person typed is ever taken for markup, a link or HTML.
 */
export function openPage(): Page {
  const nonce = `f${randomBytes(8).toString('hex')}`
  const facts: { value: string; isLink: boolean }[] = []
  const fill: Fill = (text, as, around = unchanged) =>
    text
      .split(new RegExp(`${nonce}x(\\d+)x`))
      .map((part, place) => (place % 2 ? as(facts[Number(part)]!) : around(part)))
      .join('')

  return {
    mark(value, isLink = false) {
      facts.push({ value: printable(value), isLink: isLink && isAddress(value) })
      return `${nonce}x${facts.length - 1}x`
    },
    line: marked => fill(marked, ({ value }) => value).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '),
    render: (markdown, width = mailWidth) => ({
      text: new Marked({ renderer: textRenderer(fill, width) }).parse(markdown, { async: false }).trim(),
      html: new Marked({ renderer: htmlRenderer(fill) }).parse(markdown, { async: false }).trim(),
    }),
  }
}

interface Fact {
  value: string
  isLink: boolean
}
type Fill = (text: string, as: (fact: Fact) => string, around?: (text: string) => string) => string

const unchanged = (text: string) => text

/** Without control characters, which a mail may not hold, and with plain ends of line. */
const printable = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')

const isAddress = (text: string, schemes = /^https?:$/): boolean =>
  schemes.test(URL.parse(text)?.protocol ?? '')

/** Text as HTML, safe between tags and in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

function htmlRenderer(fill: Fill): RendererObject {
  const shown = ({ value, isLink }: Fact) =>
    isLink
      ? `<a href="${escapeHtml(value)}">${escapeHtml(value)}</a>`
      : escapeHtml(value).replaceAll('\n', '<br>\n')
  const bare = ({ value }: Fact) => escapeHtml(value)
  return {
    text(token) {
      const nested = 'tokens' in token && token.tokens
      return nested ? this.parser.parseInline(nested) : fill(token.text, shown, escapeHtml)
    },
    codespan: ({ text }) => `<code>${fill(text, bare, escapeHtml)}</code>`,
    link({ href, text }) {
      const label = fill(text, bare, escapeHtml)
      const target = fill(href, ({ value }) => value)
      return isAddress(target, /^(https?|mailto):$/) ? `<a href="${escapeHtml(target)}">${label}</a>` : label
    },
  }
}

function textRenderer(fill: Fill, width: number): RendererObject {
  const filled = (text: string) => fill(text, ({ value }) => value)
  return {
    text(token) {
      const nested = 'tokens' in token && token.tokens
      return nested ? this.parser.parseInline(nested) : filled(token.text)
    },
    paragraph({ tokens }) {
      return `${wrapped(this.parser.parseInline(tokens), width)}\n\n`
    },
    heading({ tokens }) {
      return `${wrapped(this.parser.parseInline(tokens), width)}\n\n`
    },
    blockquote({ tokens }) {
      return `${this.parser.parse(tokens).trim().replace(/^/gm, '> ')}\n\n`
    },
    list({ items, ordered, start }) {
      const sign = (place: number) => (ordered ? `${Number(start) + place}. ` : '- ')
      return `${items.map((item, place) => sign(place) + this.parser.parse(item.tokens).trim()).join('\n')}\n\n`
    },
    link: ({ href, text }) => (href === text ? filled(href) : `${filled(text)} (${filled(href)})`),
    strong({ tokens }) {
      return this.parser.parseInline(tokens)
    },
    em({ tokens }) {
      return this.parser.parseInline(tokens)
    },
    codespan: ({ text }) => filled(text),
    br: () => '\n',
    space: () => '',
  }
}

const mailWidth = 76

/** Lines broken at spaces; what holds no space, such as an address, stays whole. */
const wrapped = (text: string, width: number): string =>
  Number.isFinite(width)
    ? text.replace(new RegExp(`(?![^\\n]{0,${width}}$)([^\\n]{1,${width}}) `, 'gm'), '$1\n')
    : text
