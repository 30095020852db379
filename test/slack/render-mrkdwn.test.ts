import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../../bot/surfaces/slack/escape.ts'
import { cut, pack } from '../../bot/surfaces/slack/limits.ts'
import { linked } from '../../bot/surfaces/slack/links.ts'
import { readable, toMrkdwn } from '../../bot/surfaces/slack/mrkdwn.ts'
import { hostile } from './shown.ts'

const seen = (text: string) => text.replaceAll('\u200b', '·').replaceAll('\u2060', '¦')

describe('Markdown as mrkdwn', () => {
  it.each([
    ['headings are bold', '## Step **one**', '*Step one*'],
    ['emphasis', '**a** *b* ~~c~~ `d`', '*a* _b_ ~c~ `d`'],
    ['emphasis within emphasis', '***a** b*', '_*a* b_'],
    ['emphasis within a word', 'un**do**ing', 'un·*do*·ing'],
    ['lists', '- a\n- b\n  1. c\n  2. d', '• a\n• b\n    1. c\n    2. d'],
    ['numbers go on', '3. c\n4. d', '3. c\n4. d'],
    ['quotes', '> a\n> b', '> a\n> b'],
    ['code', '```sh\na < b\n```', '```\na &lt;· b\n```'],
    ['tables', '| Role | May |\n|-|-|\n| Owner | all |', '• Owner; May · all'],
    ['web links', '[Guide](https://a.ch/b?c=1&d=2)', '<https://a.ch/b?c=1&amp;d=2|Guide>'],
    [
      'addresses',
      'https://a.ch/b_c_d and claire@example.org',
      '<https://a.ch/b_c_d> and <mailto:claire@example.org|claire@example.org>',
    ],
    ['links between guides are their words', '[Change a role](../change-role/en.md#steps)', 'Change a role'],
    ['no other kind of link', '[x](javascript:alert) ![y](data:z)', 'x y'],
    ['entities', 'R&amp;D &lt;b&gt; &', 'R&amp;D &lt;·b&gt; &amp;'],
    ['comments are not shown', 'a<!-- b -->\n\n<!-- c -->', 'a'],
  ])('%s', (_, markdown, mrkdwn) => {
    expect(seen(toMrkdwn(markdown))).toBe(mrkdwn)
  })

  it.each([
    [
      'a mention',
      '@everyone <!channel> <@U1> <#C1>',
      '@·everyone &lt;·!channel&gt; &lt;·@·U1&gt; &lt;·#·C1&gt;',
    ],
    ['formatting', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`', '¦*a* ¦_b_ ¦~c~ ˋdˋ'],
    ['an emoji', ':smile: :+1: 10:30:45', ':·smile: :·+1: 10:30:45'],
    ['a quote', '\\> a', '¦&gt; a'],
    [
      'a link that hides its address',
      '[https://bank.ch](https://evil.ch)',
      'https://bank.ch (<https://evil.ch>)',
    ],
    ['a link of Slack’s own', '\\<https://evil.ch/a\\_b\\|bank\\>', '&lt;·<https://evil.ch/a_b>|bank&gt;'],
    [
      'the whole of an address',
      'claire\\_x@example.org',
      '<mailto:claire_x@example.org|claire_x@example.org>',
    ],
    ['a change of reading direction', 'a\u202eb\u2066c', 'abc'],
  ])('FEED-6 %s that was typed stays text', (_, markdown, mrkdwn) => {
    expect(seen(toMrkdwn(markdown))).toBe(mrkdwn)
  })

  it('for those who read no blocks: the words, with the numbers of steps', () => {
    expect(readable('## Steps\n\n1. Press **Confirm**.\n2. [Read](https://a.ch) `it`.\n\n> so')).toBe(
      'Steps\n1. Press Confirm.\n2. Read it.\nso',
    )
  })

  it('addresses in a value can be opened and copied, and show themselves', () => {
    expect(linked('Chat: https://a.ch/#x. Or claire@example.org!')).toBe(
      'Chat: <https://a.ch/#x>. Or <mailto:claire@example.org|claire@example.org>!',
    )
    expect(plain('claire@example.org @here')).toBe('claire@example.org @\u200bhere')
  })
})

describe('what is too long', () => {
  it('is cut at a word, and never within a character', () => {
    expect(cut('one two three', 10)).toBe('one two…')
    expect(cut('onetwothree', 10)).toBe('onetwothr…')
    expect(cut('12345678👩', 10)).toBe('12345678👩')
    expect(cut('12345678👩9', 10)).toBe('12345678…')
    expect(cut('a &amp; b', 6)).toBe('a…')
  })

  it('is split where nothing is lost, into texts that fit', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 5 }), fc.integer({ min: 60, max: 3000 }), (texts, max) => {
        const paragraphs = texts.map(toMrkdwn)
        const packed = pack(paragraphs, max)
        for (const text of packed) {
          expect(text.length).toBeLessThanOrEqual(max)
          expect(text.isWellFormed()).toBe(true)
        }
        const letters = (all: string[]) => all.join('').replace(/[\s`]/g, '')
        expect(letters(packed)).toBe(letters(paragraphs))
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('a link that is too long is not split, but shown as its words', () => {
    const address = `https://a.ch/${'x'.repeat(4000)}`
    for (const text of pack([toMrkdwn(`[Guide](${address}) ${address}`)], 3000))
      expect(text).not.toMatch(/[<>]/)
  })

  it('code stays code in each part', () => {
    const code = `\`\`\`\n${Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n')}\n\`\`\``
    const packed = pack([code], 100)
    expect(packed.length).toBeGreaterThan(1)
    for (const part of packed) expect(part).toMatch(/^```\n[^`]+\n```$/)
  })
})
