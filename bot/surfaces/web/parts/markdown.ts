import { Marked } from 'marked'

const escaped = (text: string): string => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)

/** Where a link may lead: a page of ours, or the web. */
function targetOf(href: string): string | undefined {
  // Guides link one another by their files.
  const guide = /^\.\.\/([\w-]+)\/([a-z]{2})\.md(#.*)?$/.exec(href)
  if (guide) return `/${guide[2]}/${guide[1]}${guide[3] ?? ''}`
  return /^(https?:|mailto:|#|\/(?!\/))/.test(href) ? href : undefined
}

const renderer = new Marked({
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens)
      const target = targetOf(href)
      return target === undefined ? inner : `<a href="${escaped(target)}">${inner}</a>`
    },
  },
})

/** Markdown as HTML: no HTML of its own, no picture from elsewhere, no link but to pages. */
export const markdown = (text: string): string => renderer.parse(text, { async: false })
