import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import type { View } from '../../bot/desk/view.ts'
import { render, renderMarkdown, type Style } from '../../bot/surfaces/terminal/render.ts'
import { openWords } from '../../bot/words/words.ts'

const words = openWords(join(import.meta.dirname, '..', '..', 'locales'))
const plain: Style = (_, text) => text
const marked: Style = (format, text) => (format === 'bold' ? `*${text}*` : text)

const view = (blocks: View['blocks'], more: Partial<View> = {}): View => ({
  tone: 'answer',
  locale: 'fr',
  blocks,
  buttons: [],
  private: true,
  ...more,
})

describe('views in the terminal', () => {
  it('Markdown is read, not shown: numbers, bullets, bold and links by their text', () => {
    const text = renderMarkdown(
      '## Titre\n\n1. Ouvrez **Produits**\n2. Voyez [le guide](../a/fr.md)\n\n- l’un\n- l’autre & « <b> »',
      marked,
    )
    expect(text).toBe('*Titre*\n\n1. Ouvrez *Produits*\n2. Voyez le guide\n\n• l’un\n• l’autre & « <b> »')
  })

  it('a numbered list goes on where it was cut', () => {
    expect(renderMarkdown('3. drei\n4. vier', plain)).toBe('3. drei\n4. vier')
  })

  it.each(locales)('buttons are numbered, changes have both sides (%s)', locale => {
    const speech = words(locale)
    const shown = render(
      view([{ kind: 'changes', of: 'Zoë', rows: [{ label: 'X', before: 'a', after: 'b' }] }], {
        title: 'Titel',
        buttons: [
          { id: 'confirm:1', label: speech.t('desk.confirm'), style: 'primary' },
          { id: 'cancel:1', label: speech.t('desk.cancel'), style: 'plain' },
        ],
      }),
      speech,
      plain,
    )
    expect(shown).toContain('Titel')
    expect(shown).toMatch(/X\u00a0?: a → b/)
    expect(shown).toContain(`[1] ${speech.t('desk.confirm')}\n  [2] ${speech.t('desk.cancel')}`)
  })

  it('what people typed cannot drive the terminal', () => {
    const hostile = '\u001b[2J\u001b]0;title\u0007\u009b31m\u202eevil\r'
    const shown = render(
      view(
        [
          { kind: 'text', text: hostile },
          { kind: 'facts', title: hostile, rows: [{ label: hostile, value: hostile }] },
          { kind: 'changes', of: hostile, rows: [{ label: hostile, before: hostile, after: hostile }] },
          { kind: 'guide', slug: 'a', locale: 'fr', title: hostile },
          { kind: 'secrets', values: [hostile] },
          { kind: 'picture', png: Buffer.alloc(0), alt: hostile },
        ],
        { title: hostile, buttons: [{ id: 'x', label: hostile, style: 'plain' }] },
      ),
      words('fr'),
      plain,
    )
    expect(shown).not.toMatch(/(?!\n)\p{Cc}|\u202e/u)
  })

  it('renders any text without control characters, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        expect(render(view([{ kind: 'text', text }]), words('de'), plain)).not.toMatch(/(?![\n\t])\p{Cc}/u)
      }),
    )
  })
})
