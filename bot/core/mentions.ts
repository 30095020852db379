const invisible = '\u200b'

/**
 * The text with everything that Slack or Discord would act on shown as plain text (FEED-6): `@everyone`, `<!channel>`, `<@U…>`,
 * `<#C…>`, `#channel`, and links that hide their address. A zero-width space parts the mark from what it would mean, as
 * discord.js does (`Util.removeMentions`); nothing that a reader sees changes. Doing it twice changes nothing more.
 */
export const withoutMentions = (text: string): string => text.replace(marks, `$&${invisible}`)

// `](` joins the words of a Markdown link to its address; every other mention or link of the two begins with one of the rest.
const marks = /(?:[@<#]|\](?=\())(?!\u200b)/g
