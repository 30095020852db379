import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../bot/post/markdown.ts'

function rendered(
  markdown: (marks: Record<string, string>) => string,
  facts: Record<string, string>,
  links: string[] = [],
) {
  const page = openPage()
  const marks = Object.entries(facts).map(([name, value]) => [name, page.mark(value, links.includes(name))])
  return page.render(markdown(Object.fromEntries(marks)))
}

describe('Markdown of a mail', () => {
  it('becomes plain text and HTML', () => {
    const { text, html } = rendered(
      () =>
        '# Été\n\n**Grüße** & *più* <\n\n- uno\n- dos [ici](https://example.org/à)\n\n1. eins\n2. zwei\n\nfin  \nligne',
      {},
    )
    expect(text).toBe(
      'Été\n\nGrüße & più <\n\n- uno\n- dos ici (https://example.org/à)\n\n1. eins\n2. zwei\n\nfin\nligne',
    )
    expect(html).toContain('<strong>Grüße</strong> &#38; <em>più</em> &#60;')
    expect(html).toContain('<li>dos <a href="https://example.org/à">ici</a></li>')
    expect(html).toContain('fin<br>ligne')
  })

  it('wraps paragraphs at spaces and leaves addresses whole', () => {
    const long = `https://example.org/${'a'.repeat(200)}`
    const { text } = rendered(() => `${'mot '.repeat(60)}${long} ${'Wort '.repeat(30)}`, {})
    const lines = text.split('\n')
    expect(lines.filter(line => line.length > 76)).toEqual([long])
    expect(text.replaceAll('\n', ' ')).toBe(`${'mot '.repeat(60)}${long} ${'Wort '.repeat(30)}`.trim())
  })

  it('never takes a fact for Markdown, a link or HTML', () => {
    const hostile =
      '**bold** [x](https://evil.example) https://evil.example www.evil.example a@evil.example <b>&amp; `code`'
    const { text, html } = rendered(({ name }) => `Hello ${name}.`, { name: hostile })
    expect(text.replaceAll('\n', ' ')).toBe(`Hello ${hostile}.`)
    expect(html).not.toMatch(/<(?!\/?p>)/)
  })

  it('never takes a fact of several lines for a heading, list, quotation or code', () => {
    const { text, html } = rendered(({ said }) => `> ${said}`, { said: '# a\r\n\r\n    b\n- c\n===\u0000' })
    expect(text).toBe('> # a\n> \n>     b\n> - c\n> ===')
    expect(html.match(/<(?!\/)[a-z0-9]+/g)).toEqual(['<blockquote', '<p', '<br', '<br', '<br', '<br'])
  })

  it('links a fact that is a link, whole, wherever the sentence puts it', () => {
    const link = 'https://help.example.org/t/a_b-c_?x=1&y=2'
    const { text, html } = rendered(({ link }) => `«${link}». [Öffnen](${link})`, { link }, ['link'])
    expect(text).toBe(`«${link}». Öffnen\n(${link})`)
    const escaped = link.replaceAll('&', '&#38;')
    expect(html).toBe(`<p>«<a href="${escaped}">${escaped}</a>». <a href="${escaped}">Öffnen</a></p>`)
  })

  it('makes no link of a fact that is no web address', () => {
    const { html } = rendered(({ link }) => `${link} [open](${link})`, { link: 'javascript:alert(1)' }, [
      'link',
    ])
    expect(html).not.toContain('<a')
  })

  it('lets no fact reach the parser, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (one, two) => {
        const { html } = rendered(({ one, two }) => `a ${one}\n\n> ${two}`, { one, two }, ['one'])
        const tags = new Set(html.match(/<[^>]*>/g)?.map(tag => tag.replace(/ href="[^"]*"/, '')))
        expect([...tags].filter(tag => !/^<(\/?(p|blockquote|a)|br)>$/.test(tag))).toEqual([])
      }),
    )
  })

  it('keeps a line a line', () => {
    const page = openPage()
    const name = page.mark('a\r\nBcc: x@example.org\u2028b\u0085c\u0000')
    expect(page.line(`Für\u202f: ${name}`)).toBe('Für\u202f: a Bcc: x@example.org bc')
  })
})
