import { MessageFlags } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import { inMarkdown } from '../../bot/desk/sentences.ts'
import { plainText, toDiscord } from '../../bot/surfaces/discord/markdown.ts'
import { renderMessage, renderMessages, renderText } from '../../bot/surfaces/discord/render.ts'
import { words } from '../support/desk.ts'
import { button, hostile, view } from './hostile.ts'
import { asRead, buttonsOf, contentOf, faultsOf } from './shown.ts'

// Many runs on a busy machine take a while, and no time is tested here.
vi.setConfig({ testTimeout: 60_000 })

const isEphemeral = ({ flags }: { flags: number }) => (flags & MessageFlags.Ephemeral) !== 0

describe('whatever a view holds', () => {
  it('FEED-6 Discord takes it, and it pings nobody', () => {
    fc.assert(
      fc.property(view, fc.array(button, { maxLength: 3 }), (shown, extra) => {
        const messages = renderMessages(shown, words(shown.locale), { extra })
        expect(messages.length).toBeGreaterThan(0)
        expect(messages.flatMap(faultsOf)).toEqual([])
        expect(faultsOf(renderMessage(shown, words(shown.locale), { extra }))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('ACT-6 what is private or secret is for the asker alone, in every message', () => {
    fc.assert(
      fc.property(view, shown => {
        const isSecret = shown.private || shown.blocks.some(({ kind }) => kind === 'secrets')
        const messages = renderMessages(shown, words(shown.locale))
        expect(messages.map(isEphemeral)).toEqual(messages.map(() => isSecret))
      }),
      { numRuns: 60 },
    )
  })

  it('every button that fits is there once, and the surface’s own always', () => {
    fc.assert(
      fc.property(view, shown => {
        const extra = [{ id: 'share:1', label: 'Share', style: 'plain' as const }]
        const ids = buttonsOf(renderMessages(shown, words(shown.locale), { extra }).at(-1)!).map(
          one => 'custom_id' in one && one.custom_id,
        )
        const wanted = shown.buttons.map(({ id }) => id).filter(id => id && id.length <= 100)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids).toContain('share:1')
        if (wanted.length < 10) expect(ids).toEqual(expect.arrayContaining(wanted))
      }),
      { numRuns: 60 },
    )
  })

  it('FEED-6 a sentence of the surface’s own is taken too', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(faultsOf(renderText(plainText(text), { private: true }))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

/** Each sign that formats, without a backslash before it; web addresses are read as such and hold none but _. */
const bare = (text: string) =>
  text
    .replace(/https?:\/\/[^\s<>*|`~\\[\]]+/gu, '')
    .replace(/\\[^\p{L}\p{N}\s]/gu, '')
    .match(/[*_~|`[\]<>]/g)

describe('what a person typed', () => {
  it('is read as it was typed, and formats nothing', () => {
    fc.assert(
      fc.property(hostile, text => {
        const shown = plainText(text)
        expect(bare(shown)).toBeNull()
        expect(shown).not.toMatch(/\n|^\s*(?:[-+]|\d+[.)])\s|^\s*#+ /)
        const typed = text
          .toWellFormed()
          .replace(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
          .replace(/\u200b/g, '')
        // What follows a web address is part of it: nothing there is escaped, nor a backslash resolved.
        if (!typed.includes('\\') || !typed.includes('://'))
          expect(asRead(shown)).toBe(typed.replace(/\s+/g, ' ').trim())
      }),
      { numRuns: 500 },
    )
  })

  it.each(locales)('in %s is read in a sentence of ours as it was typed', locale => {
    fc.assert(
      fc.property(hostile, text => {
        const what = text
          .replaceAll('\u0000', '')
          .replace(/\p{Cc}|\p{Cf}|[\\&]/gu, ' ')
          .toWellFormed()
        const shown = toDiscord(inMarkdown(words(locale)).word('desk.do', { what }))
        expect(asRead(shown)).toBe(asRead(words(locale).word('desk.do', { what })))
      }),
      { numRuns: 200 },
    )
  })

  it('keeps an e-mail address to be copied, and lets none of them mention', () => {
    expect(plainText('claire@example.org')).toBe('claire@example.org')
    expect(plainText('a_b@example.org')).toBe('a\\_b@example.org')
    for (const text of [
      '@everyone',
      'a@everyone',
      'a@everyone.com',
      'a@here.ch',
      'a@b.ch@everyone',
      '@claire@b.ch',
    ])
      expect(plainText(text)).not.toMatch(/@(?:everyone|here)/)
  })

  it('is a value of a fact that stands as it was typed', () => {
    const shown = renderMessage(
      {
        tone: 'receipt',
        locale: 'fr',
        blocks: [{ kind: 'facts', rows: [{ label: 'Nom', value: '**A** [b](https://c.d) @everyone' }] }],
        buttons: [],
        private: false,
      },
      words('fr'),
    )
    expect(contentOf(shown)).toBe('- Nom\u00a0: \\*\\*A\\*\\* \\[b\\]\u200b(https://c.d) @\u200beveryone')
  })
})
