import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMentions } from '../../bot/core/mentions.ts'

/** What Slack and Discord act on, after their own documents: mentions, dates, commands, emoji, links that hide their address. */
const acting =
  /@everyone|@here|@channel|<!|<@|<#|<\/|<a?:|<t:|<id:|<https?:|<mailto:|(^|\s)#\w|(^|\s)@\w|\]\(/
const harmful = [
  '@everyone',
  '@here',
  '@channel',
  '<!channel>',
  '<!here>',
  '<!everyone>',
  '<!subteam^S123|@team>',
  '<@U123>',
  '<@!123>',
  '<@&456>',
  '<#C123>',
  '<!date^1392734382^{date}^https://evil.example|now>',
  '<https://evil.example|example.org>',
  '<mailto:a@b.example|x>',
  '[example.org](https://evil.example)',
  '</ban:123>',
  '<a:wave:1>',
  '<t:1:R>',
  '<id:customize>',
  '#general',
]
const visible = (text: string) => text.replaceAll('\u200b', '')
const text = fc
  .array(fc.oneof(fc.constantFrom(...harmful, '<', '@', '#', '](', '\u200b', ' ', 'é', '👍'), fc.string()), {
    maxLength: 20,
  })
  .map(parts => parts.join(''))

describe('FEED-6 a feedback pings nobody', () => {
  for (const mention of harmful)
    it(`FEED-6 ${mention} is shown as text, alone and within words`, () => {
      for (const within of [mention, `please ${mention} now`, `${mention}${mention}`, `x\n${mention}`]) {
        expect(within).toMatch(acting)
        expect(withoutMentions(within)).not.toMatch(acting)
        expect(visible(withoutMentions(within))).toBe(within)
      }
    })

  it('FEED-6 whatever is written: nothing that acts is left, and what a reader sees is the same', () => {
    const harmless = fc.property(text, written => {
      const shown = withoutMentions(written)
      expect(shown).not.toMatch(acting)
      expect(visible(shown)).toBe(visible(written))
    })
    fc.assert(harmless, { numRuns: 2000 })
  })

  it('FEED-6 twice is as good as once', () => {
    const once = fc.property(text, written => {
      expect(withoutMentions(withoutMentions(written))).toBe(withoutMentions(written))
    })
    fc.assert(once, { numRuns: 2000 })
  })

  it('FEED-6 words without a mark stay as they are', () => {
    const plain = 'Plus de raccourcis : « Ctrl + K », s’il vous plaît (voir [1] et *ici*) — grüße, ¿vale?'
    expect(withoutMentions(plain)).toBe(plain)
  })
})
