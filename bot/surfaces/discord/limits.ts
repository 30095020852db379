/** What Discord takes at most, in characters or pieces. Where a number stands in no schema, the page of docs.discord.com is named. */
export const limits = {
  /** Text of all text displays of a message together (Component Reference, Text Display). */
  messageText: 4000,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  url: 512,
  /** Alt text of a picture. */
  alt: 1024,
  /** Files of a message (Create Message). */
  files: 10,
  modalTitle: 45,
  /** Labels and texts at the top of a modal (Modal, `components`). */
  modalFields: 5,
  fieldLabel: 45,
  fieldDescription: 100,
  inputValue: 4000,
  selectOptions: 25,
  checkboxOptions: 10,
  optionText: 100,
  /** Application Commands, Naming. */
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  commandChoices: 25,
  commandText: 6000,
} as const

/** The text, no longer than `max` and without half characters: what is too long ends in an ellipsis, after a whole word where one is near. */
export function cut(given: string, max: number): string {
  const text = given.toWellFormed()
  if (text.length <= max) return text
  const head = whole(text.slice(0, max - 1))
  const space = head.search(/\s+\S*$/)
  return `${(space > max / 2 ? head.slice(0, space) : head).trimEnd()}…`
}

/** Without the first half of a character whose second half was cut off. */
const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '')

/**
 * The text in pieces of at most `max`, split between paragraphs if it can be, else between lines, words or characters. A heading
 * stays with what it heads. `text` is as Discord reads it: no escape is parted from what it escapes.
 */
export function pieces(text: string, max: number): string[] {
  const found: string[] = []
  let rest = text.trim()
  while (rest.length > max) {
    const end = endOfPiece(rest.slice(0, max + 1), max)
    found.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return [...found, rest].filter(Boolean)
}

function endOfPiece(text: string, max: number): number {
  const paragraphs = text.slice(0, text.lastIndexOf('\n\n') + 1).replace(/(\n+#+ [^\n]*)+\s*$/, '')
  const ends = [paragraphs.trimEnd().length, text.lastIndexOf('\n'), text.lastIndexOf(' ')]
  return (
    ends.find(end => end > max / 2) ?? whole(text.slice(0, max)).replace(/(?<!\\)((?:\\\\)*)\\$/, '$1').length
  )
}
