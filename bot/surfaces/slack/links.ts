import { clean, entities, literally } from './escape.ts'
import { limits } from './limits.ts'

/** A link of Markdown as mrkdwn, or its words where its address cannot be opened: guides link one another by paths. A label that looks like an address never stands for another one (FEED-6). */
export function link(href: string, words: string): string {
  const label = words.replace(/\s+/g, ' ').trim()
  if (!/^(?:https?:\/\/|mailto:)\S/i.test(href)) return literally(label)
  if (!label) return anchor(href)
  const hides = /:\/\/|^www\.|[^\s@]\.[a-z]{2,}\b/i.test(label) && bare(label) !== bare(href)
  return hides ? `${literally(label)} (${anchor(href)})` : anchor(href, label)
}

const bare = (address: string): string => address.replace(/^(?:https?:\/\/|mailto:)|\/$/gi, '')

/** A link that is too long for a text of Slack's would be split: its words are shown alone. */
function anchor(href: string, label = href): string {
  const url = entities(clean(href).replace(/[<>|`]|@(?=everyone|channel|here)/g, encodeURIComponent))
  const link = label === href ? `<${url}>` : `<${url}|${literally(label)}>`
  return link.length < limits.text / 2 ? link : literally(label)
}

const web = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"»”]/u
const mail = /(?<![^\s(])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?![\w@])/u
const addresses = new RegExp(`(${web.source}|${mail.source})`, 'u')

/** Text of a person's as `literally` shows it, in which web and e-mail addresses can be opened. */
export const linked = (text: string): string =>
  text
    .split(addresses)
    .map((part, place) => {
      if (place % 2 === 0) return literally(part)
      return part.includes('://') ? anchor(part) : anchor(`mailto:${part}`, part)
    })
    .join('')
