/** Whose name stands for a mentioned user. */
export type Naming = (user: string) => string

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/**
 * What a person typed, from Slack's markup: links as their text, mentions as `nameOf` says, entities undone
 * (docs.slack.dev/messaging/formatting-message-text).
 */
export function typedText(text: string, nameOf: Naming): string {
  return text
    .replace(/<([^<>]+)>/g, (_, inside: string) => meant(inside, nameOf))
    .replace(/&(?:lt|gt|amp);/g, entity => entities[entity] ?? entity)
    .trim()
}

function meant(inside: string, nameOf: Naming): string {
  const [target = '', label] = inside.split('|', 2)
  if (target.startsWith('@')) return nameOf(target.slice(1))
  if (target.startsWith('#')) return label ? `#${label}` : ''
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0]}`
  return label || target.replace(/^mailto:/, '')
}

/** The users that a text mentions, each once. */
export const mentionedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, user]) => user as string)),
]

/** Whether a text speaks to somebody: a user, a group or everybody. */
export const addresses = (text: string): boolean => /<[@!]/.test(text)
