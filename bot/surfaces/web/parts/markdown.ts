import { Marked } from 'marked'
import { locales } from '../../../core/catalogue.ts'
import { unescaped } from '../../text.ts'
import { guidePath } from '../addresses.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)

/** Guides link one another by their files. */
const guideFile = /^\.\.\/([^/#]+)\/([a-z]{2})\.md(?:#(.*))?$/

/** Where a link may lead: a page of ours, or the web. */
function targetOf(href: string): string | undefined {
  const [, slug, named, section] = guideFile.exec(href) ?? []
  const locale = locales.find(one => one === named)
  if (slug && locale) return guidePath(locale, decoded(slug), section && decoded(section))
  return /^(https?:|mailto:|tel:|#|\/(?![/\\]))/.test(href) ? href : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const renderer = new Marked({
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    // What is wider than the page scrolls by itself, with keys too.
    code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    table(table) {
      const rows = table.rows.map(row =>
        this.tablerow({ text: row.map(cell => this.tablecell(cell)).join('') }),
      )
      const head = this.tablerow({ text: table.header.map(cell => this.tablecell(cell)).join('') })
      return `<div class="scroll" tabindex="0"><table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table></div>\n`
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens)
      const target = targetOf(href)
      if (target === undefined) return inner
      const rel = /^https?:/.test(target) ? ' rel="noopener"' : ''
      return `<a href="${escaped(target)}"${rel}>${inner}</a>`
    },
  },
})

/** Markdown as HTML: no HTML of its own, no picture from elsewhere, no link but to pages. Never throws. */
export function markdown(text: string): string {
  try {
    return renderer.parse(text, { async: false })
  } catch {
    return `<p>${escaped(text)}</p>`
  }
}

/** Markdown as it reads, in one line. */
export const plain = (text: string): string =>
  unescaped(
    markdown(text)
      .replace(/<\/?(?:strong|em|a|code|del)\b[^>]*>/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
  )
    .replace(/\s+/g, ' ')
    .trim()

/** The Markdown of a guide as one reads it elsewhere: its links lead to web addresses. */
export const portable = (text: string, publicUrl: string): string =>
  text.replace(/\]\((\.\.\/[^)\s]+)\)/g, (whole, href: string) => {
    const target = targetOf(href)
    return target === undefined ? whole : `](${publicUrl}${target})`
  })

/** The steps that a text tells one to take, each as it reads. */
export const stepsIn = (text: string): string[] =>
  renderer
    .lexer(text)
    .flatMap(token => (token.type === 'list' && token.ordered ? token.items : []))
    .map(({ text }: { text: string }) => plain(text))
