// Soft hyphens, zero-width spaces, direction marks and overrides: nobody sees them, and they make a text look like another.
// The joiners of emoji and of some scripts stay.
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const control = /(?![\n\t])\p{Cc}/gu

/** Text of several lines as a person sees it: nothing invisible, no control characters. */
export const severalLines = (typed: string): string =>
  typed
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(invisible, '')
    .replace(control, '')
    .trim()

/** One line as a person sees it: as `severalLines`, with a space for each run of white space. */
export const oneLine = (typed: string): string => severalLines(typed).replace(/\s+/g, ' ')

const longestName = 60

/** What somebody is called in a chat, or their workspace, is their own choice: a short line, no more. */
export const shortName = (name: string): string => oneLine(name).slice(0, longestName)
