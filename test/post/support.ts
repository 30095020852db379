import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { locales } from '../../bot/core/catalogue.ts'
import { type Log, openLog } from '../../bot/log.ts'
import { openWords, type Words } from '../../bot/words/words.ts'

/** Per language: subject and body of the mail of ROLE-5, with the letters that break first. */
const roleChanged = {
  fr: [
    'Votre rôle chez {{organisation}} a changé : {{newRole}}',
    '**{{by}}** a changé votre rôle : {{oldRole}} → {{newRole}}.',
  ],
  en: [
    'Your role at {{organisation}} – now {{newRole}}',
    '**{{by}}** changed your role: {{oldRole}} → {{newRole}}.',
  ],
  de: [
    'Ihre Rolle bei {{organisation}} wurde geändert: {{newRole}}',
    '**{{by}}** hat Ihre Rolle geändert: {{oldRole}} → {{newRole}}.',
  ],
  it: [
    'Il Suo ruolo è cambiato: più «{{newRole}}» in {{organisation}}',
    '**{{by}}** ha cambiato il Suo ruolo: {{oldRole}} → {{newRole}}.',
  ],
  es: [
    '¿Sabía que su función cambió en {{organisation}}? {{newRole}}',
    '**{{by}}** cambió su función mañana: {{oldRole}} → {{newRole}}.',
  ],
}
const greetings = { fr: 'Bonjour,', en: 'Hello,', de: 'Grüß Gott', it: 'Buongiorno,', es: 'Buenos días:' }

/** Words enough for the post room, in five languages, from a folder of their own. */
export function openTestWords(): Words {
  const folder = mkdtempSync(join(tmpdir(), 'concierge-words-'))
  for (const locale of locales) {
    const [subject, body] = roleChanged[locale]
    const words = {
      none: '—',
      roles: { collaborator: `collaborator-${locale}`, administrator: `administrator-${locale}` },
      services: { kchat: 'kChat', domain: 'Domain' },
      languages: { fr: 'français', de: 'Deutsch' },
      mails: {
        greeting: greetings[locale],
        closing: '—  \nConcierge',
        contacts: 'Contacts:',
        'contact-email': 'e-mail {{email}}',
        'contact-phone': 'phone {{phone}}',
        'contact-chat': 'chat {{chat}}',
        'role-changed': { subject, body },
        linked: {
          subject: 'Link {{code}}',
          body: 'Open «{{link}}» or [the page]({{link}}), code `{{code}}`.',
        },
        'feedback-posted': {
          subject: `${locale} #{{number}} {{service}} ({{language}})`,
          body: '**{{author}}** says:\n\n> {{text}}',
        },
      },
    }
    writeFileSync(join(folder, `${locale}.json`), JSON.stringify(words))
  }
  const words = openWords(folder)
  rmSync(folder, { recursive: true })
  return words
}

/** A log that keeps its lines. */
export function openTestLog(): Log & { lines: string[] } {
  const lines: string[] = []
  return { ...openLog('debug', line => lines.push(line)), lines }
}

export interface Received {
  mail: ParsedMail
  raw: string
  to: string[]
}

/** A real SMTP server on the loopback: what it took, and a code with which it refuses the next recipients. */
export async function openSmtpServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const state = { refuseWith: 0 }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) =>
      done(state.refuseWith ? Object.assign(new Error('not now'), { responseCode: state.refuseWith }) : null),
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const raw = Buffer.concat(chunks)
      received.push({
        raw: raw.toString(),
        mail: await simpleParser(raw),
        to: session.envelope.rcptTo.map(({ address }) => address),
      })
      done()
    },
    ...options,
  })
  server.on('error', () => {})
  const port = await new Promise<number>(resolve => {
    const listener = server.listen(0, '127.0.0.1', () =>
      resolve((listener.address() as { port: number }).port),
    )
  })
  return { port, received, state, close: () => new Promise<void>(resolve => server.close(() => resolve())) }
}

/** Stands before an SMTP server and cuts the line once, after the message was taken and before the sender hears of it. */
export async function openCutLine(port: number) {
  const state = { cuts: 1 }
  const sockets = new Set<Socket>()
  const proxy = createServer(client => {
    const server = connect(port, '127.0.0.1')
    let isData = false
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.pipe(server)
    server.on('data', chunk => {
      const reply = chunk.toString()
      if (isData && state.cuts > 0) {
        state.cuts -= 1
        client.destroy()
        server.destroy()
        return
      }
      isData = /^354/m.test(reply)
      client.write(chunk)
    })
    server.on('close', () => client.destroy())
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const close = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>(resolve => proxy.close(() => resolve()))
  }
  return { port: (proxy.address() as { port: number }).port, close }
}
