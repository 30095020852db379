import { expect, test } from 'vitest'
import { addresses, mentionedIn, typedText } from '../../bot/surfaces/slack/typed.ts'

const named = (text: string) => typedText(text, user => `(${user})`)

test.each([
  ['<@U1|greta> administrator', '(U1) administrator'],
  ['<@U1> &amp; <@U2>', '(U1) & (U2)'],
  ['&lt;b&gt; &amp;lt;', '<b> &lt;'],
  ['<mailto:anna@example.org|anna@example.org>', 'anna@example.org'],
  ['<mailto:anna@example.org>', 'anna@example.org'],
  ['<https://example.org/a|example.org>', 'example.org'],
  ['<https://example.org/a>', 'https://example.org/a'],
  ['<#C1|général> <#C2>', '#général'],
  ['<!here> <!subteam^S1|@équipe> <!subteam^S1>', '@here @équipe @subteam'],
  ['  a < b  ', 'a < b'],
  ['<>', '<>'],
])('%j was typed as %j', (text, typed) => expect(named(text)).toBe(typed))

test('whom a text mentions, each once', () => {
  expect(mentionedIn('<@U1> <@U2|x> <@U1> <#C1> @U3')).toEqual(['U1', 'U2'])
})

test('a text that mentions somebody, a group or all speaks to them', () => {
  for (const text of ['<@U1> hello', 'hello <!here>', '<!subteam^S1|@x>']) expect(addresses(text)).toBe(true)
  for (const text of ['hello', '<https://example.org>', '<#C1|x>', 'a@b.ch'])
    expect(addresses(text)).toBe(false)
})
