export interface Message {
  /** Of the outbox entry, the same however often it is sent. */
  id: string
  template: string
  from: string
  to: string
  locale: string
  messageId: string
  date: Date
  subject: string
  text: string
  html: string
}

/** Takes a message away, or throws. */
export interface MailWay {
  send(message: Message): Promise<void>
  close(): void
}

/** A message as nodemailer takes it. The one recipient is handed over as it is, never parsed as a list. */
export const envelopeOf = ({ from, to, subject, text, html, messageId, date, locale }: Message) => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
  html,
  messageId,
  date,
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
})
