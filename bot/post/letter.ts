import type { Config } from '../config.ts'
import type { Mail } from '../core/model.ts'
import { formatFacts } from '../words/format.ts'
import type { Speech } from '../words/words.ts'
import { escapeHtml, openPage, type Page, type Rendered } from './markdown.ts'

export interface Letter extends Rendered {
  subject: string
}

export type Support = Config['support']

/** What a post to a channel is about, in the reader's words; its lines are broken where it is read. Throws where the language has no words for its template. */
export function writeNote(speech: Speech, { template, facts }: Pick<Mail, 'template' | 'facts'>): Letter {
  const page = openPage()
  const { subject, body } = sentences(speech, page, { template, facts })
  return { subject, ...page.render(body, Number.POSITIVE_INFINITY) }
}

/** A whole mail: greeting, what it is about, sign-off, and the way to a person. Throws as `writeNote`. */
export function writeLetter(
  speech: Speech,
  mail: Pick<Mail, 'template' | 'facts'>,
  support: Support,
): Letter {
  const page = openPage()
  const { subject, body } = sentences(speech, page, mail)
  const { t } = speech
  const parts = [
    t('mails.greeting'),
    body,
    t('mails.closing'),
    t('mails.contacts'),
    contacts(speech, page, support),
  ]
  const { text, html } = page.render(parts.join('\n\n'))
  return { subject, text: `${text}\n`, html: document(speech, subject, html) }
}

function sentences(speech: Speech, page: Page, { template, facts }: Pick<Mail, 'template' | 'facts'>) {
  const formatted = Object.entries(formatFacts(speech, facts))
  const marks = Object.fromEntries(
    formatted.map(([name, value]) => [name, page.mark(value, name === 'link')]),
  )
  const subject = speech.find(`mails.${template}.subject`, marks)
  const body = speech.find(`mails.${template}.body`, marks)
  if (subject === undefined || body === undefined) throw new Error(`no words for the mail ${template}`)
  return { subject: page.line(subject), body }
}

function contacts({ t }: Speech, page: Page, { email, phone, chat }: Support): string {
  const ways = [
    t('mails.contact-email', { email: page.mark(email) }),
    phone && t('mails.contact-phone', { phone: page.mark(phone) }),
    chat && t('mails.contact-chat', { chat: page.mark(chat, true) }),
  ]
  return ways.flatMap(way => (way ? `- ${way}` : [])).join('\n')
}

const document = ({ locale }: Speech, subject: string, body: string): string => `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
${body}
</body>
</html>
`
