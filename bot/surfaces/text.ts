/**
 * Without control characters, which could move a cursor or recolour a screen, and without those that turn the reading direction of
 * what follows: what people typed reaches nobody with them.
 */
export const visible = (text: string): string =>
  text.replace(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')

/** Text of a Markdown token as it reads: marked keeps entities that stand in the source. */
export const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&')
