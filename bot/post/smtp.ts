import { envelopeOf, type MailWay } from './message.ts'

/** Sends by the server at `url`. What it does not take, or does not answer, is thrown: the outbox alone tries again. */
export function openSmtp(url: string): MailWay {
  let pool: ReturnType<typeof openPool> | undefined
  return {
    async send(message) {
      pool ??= openPool(url)
      await (await pool).sendMail(envelopeOf(message))
    },
    close: () => void pool?.then(open => open.close()),
  }
}

// The library is large, and most starts send no mail.
async function openPool(url: string) {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    url,
    pool: true,
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  })
}
