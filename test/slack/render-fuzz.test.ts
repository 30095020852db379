import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Button } from '../../bot/desk/view.ts'
import { renderHome } from '../../bot/surfaces/slack/home.ts'
import { errorsOf, renderForm, renderView } from '../../bot/surfaces/slack/modal.ts'
import { toMrkdwn } from '../../bot/surfaces/slack/mrkdwn.ts'
import { renderMessage } from '../../bot/surfaces/slack/render.ts'
import { renderSearch } from '../../bot/surfaces/slack/search.ts'
import { words } from '../support/desk.ts'
import { anyForm, anyView, homeFaults, hostile, messageFaults, modalFaults, readIn } from './shown.ts'

const runs = { numRuns: 60 }
const patience = 60_000

describe('FEED-6 whatever is in a view, Slack takes it and nobody is pinged', () => {
  it(
    'as a message, with a fallback text that names every button',
    () => {
      fc.assert(
        fc.property(anyView, hostile, (view, label) => {
          const extra: Button[] = [{ id: 'share:x', label, style: 'plain' }]
          const message = renderMessage(view, words(view.locale), { extra, picture: () => 'F1' })
          expect(messageFaults(message)).toEqual([])
          expect(message.text.trim()).not.toBe('')
          expect(message.text.length).toBeLessThanOrEqual(3000)
          const ids = JSON.stringify(message.blocks)
          for (const { id } of [...view.buttons, ...extra]) expect(ids).toContain(`"action_id":"${id}"`)
        }),
        runs,
      )
    },
    patience,
  )

  it(
    'as a modal',
    () => {
      fc.assert(
        fc.property(anyView, view => {
          const modal = renderView(view, words(view.locale), '{}')
          expect(modalFaults(modal)).toEqual([])
          expect(readIn(modal).trim()).not.toBe('')
        }),
        runs,
      )
    },
    patience,
  )

  it(
    'as a form, and as what is wrong with one',
    () => {
      fc.assert(
        fc.property(anyForm, view => {
          const modal = renderForm(view, words(view.locale), { metadata: '{}' })
          expect(modalFaults(modal)).toEqual([])
          const blocks = modal.blocks.map(({ block_id }) => block_id)
          for (const [block, text] of Object.entries(errorsOf(view) ?? {})) {
            expect(blocks).toContain(block)
            expect(text.length).toBeLessThanOrEqual(3000)
            expect(text).not.toMatch(/@everyone|<!/)
          }
        }),
        runs,
      )
    },
    patience,
  )

  it(
    'on the home page and in the search',
    () => {
      const row = fc.record({ label: hostile, value: hostile })
      const group = fc
        .tuple(hostile, anyView)
        .map(([title, { buttons }]) => ({ title, buttons: [...buttons] }))
      const home = fc.record({
        locale: fc.constantFrom('fr', 'en', 'de', 'it', 'es'),
        isLinked: fc.boolean(),
        organisations: fc.array(row),
        pending: fc.array(group, { maxLength: 30 }),
        can: fc.array(group, { maxLength: 30 }),
      })
      fc.assert(
        fc.property(home, hostile, (home, query) => {
          expect(homeFaults(renderHome(home, words(home.locale)))).toEqual([])
          const results = [{ value: 'change-role', label: query }]
          const search = renderSearch(words(home.locale), { purpose: 'answer', metadata: '', query, results })
          expect(modalFaults(search)).toEqual([])
        }),
        runs,
      )
    },
    patience,
  )
})

describe('mrkdwn', () => {
  it('shows what was typed: nothing that is read is lost', () => {
    const word = fc.stringMatching(/^[a-zéß@<>&*_~`:#|]{1,9}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), typed => {
        const text = typed.join(' ').replaceAll('`', '')
        const markdown = text.replace(/[\\`*_[\]<>~|#&:]/g, '\\$&')
        const shown = toMrkdwn(markdown).replace(/[\u200b\u2060]/g, '')
        const read = shown.replace(/<mailto:[^|]*\|([^>]*)>/g, '$1')
        expect(read.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(text)
      }),
    )
  })

  it.each(['>', '[', '- ', '*', '**a', '`', '1. ', '<', '~~a', '_a ', '![[', ':', '@', '&', '\n', '|'])(
    'takes 4,000 characters of %s',
    unit => {
      const text = unit.repeat(4000 / unit.length)
      const view = {
        tone: 'answer',
        locale: 'en',
        blocks: [{ kind: 'text', text }],
        buttons: [],
        private: true,
      } as const
      expect(messageFaults(renderMessage(view, words('en')))).toEqual([])
    },
  )
})
