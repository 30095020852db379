/**
 * What Slack takes at most. Sources: the JSDoc of @slack/types, and docs.slack.dev/reference: block-kit/blocks, block-kit/block-elements,
 * block-kit/composition-objects, views, app-manifest.
 */
export const limits = {
  /** Blocks of a message. */
  messageBlocks: 50,
  /** Blocks of a modal or of a Home tab. */
  viewBlocks: 100,
  /** Bytes of a modal or Home tab as JSON (`view_too_large`): what its text, its buttons and its inputs get of it. */
  textBytes: 100_000,
  inputBytes: 140_000,
  buttons: 250,
  /** Characters of a section, and of any text object that names no smaller limit. */
  text: 3000,
  header: 150,
  /** Title, submit and close of a modal. */
  viewTitle: 24,
  label: 2000,
  hint: 2000,
  altText: 2000,
  initialValue: 3000,
  /** Elements of one `actions` block. */
  actions: 25,
  buttonText: 75,
  /** Web address of a button. */
  url: 3000,
  /** `action_id`, `block_id` and `callback_id`. */
  id: 255,
  optionText: 75,
  /** docs.slack.dev, option object; @slack/types still says 75. */
  optionValue: 150,
  /** Options of a select menu. */
  options: 100,
  /** Options of check boxes or radio buttons. */
  boxes: 10,
  /** Name of a shortcut. */
  shortcutName: 24,
} as const

/** At most `max` characters of a text: cut at a word where there is one, with an ellipsis. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const start = beginning(text, max - 1)
  const space = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\n'))
  return `${(space > max / 2 ? start.slice(0, space) : start).trimEnd()}…`
}

/** How many of these fit, one after the other, into so many places and bytes of JSON. */
export function fitting(blocks: readonly unknown[], places: number, bytes: number): number {
  let left = bytes
  const over = blocks.findIndex((block, place) => {
    left -= Buffer.byteLength(JSON.stringify(block))
    return place >= places || left < 0
  })
  return over < 0 ? blocks.length : over
}

/** The beginning of a text: no surrogate pair and no entity is split. */
const beginning = (text: string, max: number): string =>
  text.slice(0, max).replace(/[\ud800-\udbff]$|&\w{0,4}$/, '')

/** Paragraphs of mrkdwn in as few texts of at most `max` characters as keep their order. What is longer itself is split at lines, at words, at last anywhere. */
export function pack(parts: readonly string[], max: number, between = '\n\n'): string[] {
  const packed: string[] = []
  for (const part of parts.flatMap(part => (part.length > max ? split(part, max) : [part]))) {
    const longer = packed.length ? `${packed.at(-1)}${between}${part}` : part
    if (packed.length && longer.length <= max) packed[packed.length - 1] = longer
    else packed.push(part)
  }
  return packed.filter(text => text.trim())
}

const fence = '```'
/** A block of code, and what stands beside it. */
const fenced = /(^```\n[\s\S]*?\n```$)/m

function split(part: string, max: number): string[] {
  const pieces = part.split(fenced).filter(Boolean)
  if (pieces.length > 1) return pack(pieces, max, '')
  if (fenced.test(part)) return splitCode(part, max)
  const lines = part.split('\n')
  if (lines.length > 1) return pack(lines, max, '\n')
  const words = part.match(atoms) ?? []
  return words.length > 1 ? pack(words, max, '') : splitAnywhere(part, max)
}

// Whole links, whole entities, spaces, words.
const atoms = /<[^<>\s][^<>]*>|&\w+;|\s+|[^\s<&]+|[<&]/g

function splitCode(part: string, max: number): string[] {
  const lines = part.slice(fence.length, -fence.length).trim().split('\n')
  return pack(lines, max - 2 * fence.length - 2, '\n').map(code => `${fence}\n${code}\n${fence}`)
}

function splitAnywhere(text: string, max: number): string[] {
  const start = beginning(text, max) || text.slice(0, max)
  const rest = text.slice(start.length)
  return rest ? [start, ...splitAnywhere(rest, max)] : [start]
}
