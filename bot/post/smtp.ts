import { createTransport } from 'nodemailer'
import { envelopeOf, type MailWay } from './message.ts'

/** Sends by the server at `url`. What it does not take, or does not answer, is thrown: the outbox alone tries again. */
export function openSmtp(url: string): MailWay {
  const pool = createTransport({
    url,
    pool: true,
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  })
  return {
    send: async message => {
      await pool.sendMail(envelopeOf(message))
    },
    close: () => pool.close(),
  }
}
