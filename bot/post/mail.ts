import { join } from 'node:path'
import addressparser from 'nodemailer/lib/addressparser'
import type { Config } from '../config.ts'
import type { Words } from '../words/words.ts'
import type { Carrier } from './courier.ts'
import { writeLetter } from './letter.ts'
import { openFolder } from './mail-folder.ts'
import { openSmtp } from './smtp.ts'

export interface Mailer {
  send: Carrier<'mail'>
  /** Lets go of open connections, once they have sent what they are sending. */
  close(): void
}

export type MailSettings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'support'>

/** The carrier of mails: by SMTP, or without a server as files in `<dataDir>/mail`. Throws where the sender is no address. */
export function openMailer(
  { smtpUrl, mailFrom, dataDir, support }: MailSettings,
  words: Words,
  now: () => Date,
): Mailer {
  const domain = domainOf(mailFrom)
  const way = smtpUrl ? openSmtp(smtpUrl) : openFolder(join(dataDir, 'mail'))
  return {
    send: async (mail, id) =>
      way.send({
        id,
        template: mail.template,
        from: mailFrom,
        to: mail.to,
        locale: mail.locale,
        messageId: `<${id}@${domain}>`,
        date: now(),
        ...writeLetter(words(mail.locale), mail, support),
      }),
    close: way.close,
  }
}

function domainOf(mailFrom: string): string {
  const domain = addressparser(mailFrom, { flatten: true })[0]?.address.split('@')[1]
  if (!domain) throw new TypeError('the sender of mails is no address')
  return domain
}
