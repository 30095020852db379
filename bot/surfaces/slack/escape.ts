import { withoutMentions } from '../../core/mentions.ts'
import { visible } from '../text.ts'

/** Unlike a space, it makes no boundary at which formatting could begin. */
const joiner = '\u2060'
const invisible = '\u200b'

/** Well-formed text of what can be seen. */
export const clean = (text: string): string => visible(text.toWellFormed())

/** Text for a `plain_text` object, in which nobody is mentioned (FEED-6). E-mail addresses stay as they are, so that they can be copied. */
export const plain = (text: string): string =>
  clean(text)
    .split(address)
    .map((part, place) => (place % 2 ? part : withoutMentions(part)))
    .join('')

const address = /([\w.+-]+@(?!everyone|channel|here)[\w-]+(?:\.[\w-]+)+)/

/** The three characters that Slack's markup is made of, as entities (docs.slack.dev/messaging/formatting-message-text). */
export const entities = (text: string): string =>
  text.replace(/[&<>]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark)

/** Text of a person's as mrkdwn that shows it as it was typed: no mention, emoji, link, quote or formatting comes of it (FEED-6). */
export const literally = (text: string): string => entities(unformatted(plain(text)))

// mrkdwn knows no escape for these: an invisible character takes each one its place at the start of a word or line.
const unformatted = (text: string): string =>
  text
    .replaceAll('`', 'ˋ')
    .replace(/(?<![\p{L}\p{N}])[*_~](?=\S)/gu, `${joiner}$&`)
    .replace(/^>/gm, `${joiner}$&`)
    .replace(/:(?!(?<=\d:)\d+:)(?=[\p{L}\p{N}_'+-]+:)/gu, `$&${invisible}`)

/** Text in which nothing but the three characters is touched, such as a code to be copied. */
export const code = (text: string): string => `\`${entities(clean(text).replaceAll('`', 'ˋ'))}\``
