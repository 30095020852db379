import type { Workspace } from './workspace.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const broadcasts = new Set(['channel', 'here', 'everyone'])
const special = /(https?:\/\/[^\s|]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<!\w)([@#])([\p{L}\d_-]+)/gu

/**
 * What a person has typed, as Slack delivers it: `& < >` escaped, addresses and mentions in angle brackets; in commands with names
 * (docs.slack.dev/messaging/formatting-message-text, docs.slack.dev/interactivity/implementing-slash-commands).
 */
export function typed(text: string, { channels, bot, everybody }: Workspace, named = false): string {
  const mention = (sign: string, name: string): string => {
    const found = [...everybody, { name: 'concierge', id: bot.userId }].find(person => person.name === name)
    const channel = channels.find(one => one.name === name)
    if (sign === '#') return channel ? `<#${channel.id}|${name}>` : `#${name}`
    if (broadcasts.has(name)) return `<!${name}>`
    if (!found) return `@${name}`
    return named ? `<@${found.id}|${name}>` : `<@${found.id}>`
  }
  const escaped = text.replace(/[&<>]/g, character => escapes[character] ?? character)
  return escaped.replace(special, (whole, url?: string, mail?: string, sign = '', name = '') => {
    if (url) return `<${url}>`
    return mail ? `<mailto:${mail}|${mail}>` : sign ? mention(sign, name) : whole
  })
}
