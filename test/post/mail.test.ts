import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, describe, expect, it } from 'vitest'
import { locales } from '../../bot/core/catalogue.ts'
import type { Mail } from '../../bot/core/model.ts'
import { type Mailer, type MailSettings, openMailer } from '../../bot/post/mail.ts'
import { openCutLine, openSmtpServer, openTestWords } from './support.ts'

const words = openTestWords()
let seconds = 0
const now = () => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds, 789))
const settings: MailSettings = {
  smtpUrl: undefined,
  mailFrom: 'Zoë Concierge <concierge@help.example.org>',
  dataDir: '/nonexistent',
  support: { email: 'support@example.org', phone: '+41 00 000 00 00', chat: 'https://chat.example.org/a_' },
}

const roleChanged = (more: Partial<Mail> = {}): Mail => ({
  kind: 'mail',
  to: 'zoe@example.org',
  locale: 'fr',
  template: 'role-changed',
  facts: { organisation: 'Café Müller', oldRole: 'collaborator', newRole: 'administrator', by: 'Ana Ñandú' },
  ...more,
})

const subjects = {
  fr: 'Votre rôle chez Café Müller a changé : administrator-fr',
  en: 'Your role at Café Müller – now administrator-en',
  de: 'Ihre Rolle bei Café Müller wurde geändert: administrator-de',
  it: 'Il Suo ruolo è cambiato: più «administrator-it» in Café Müller',
  es: '¿Sabía que su función cambió en Café Müller? administrator-es',
}
const greetings = { fr: 'Bonjour,', en: 'Hello,', de: 'Grüß Gott', it: 'Buongiorno,', es: 'Buenos días:' }

const closing: (() => unknown)[] = []
afterEach(async () => {
  seconds = 0
  for (const close of closing.splice(0).reverse()) await close()
})

async function openServer(options: Parameters<typeof openSmtpServer>[0] = {}) {
  const server = await openSmtpServer(options)
  closing.push(server.close)
  return server
}

function mailer(more: Partial<MailSettings>): Mailer {
  const opened = openMailer({ ...settings, ...more }, words, now)
  closing.push(opened.close)
  return opened
}

describe('mail by SMTP', () => {
  for (const locale of locales)
    it(`ROLE-5 reaches a ${locale} reader in their own language, text and HTML`, async () => {
      const { port, received } = await openServer()
      await mailer({ smtpUrl: `smtp://127.0.0.1:${port}` }).send(roleChanged({ locale }), 'abc1')
      const [{ mail, to }] = received as [(typeof received)[0]]
      expect(to).toEqual(['zoe@example.org'])
      expect(mail.subject).toBe(subjects[locale])
      expect(mail.from?.value).toEqual([{ name: 'Zoë Concierge', address: 'concierge@help.example.org' }])
      expect(mail.messageId).toBe('<abc1@help.example.org>')
      expect(mail.date).toEqual(new Date('2026-11-22T10:00:00Z'))
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
      expect(mail.headers.get('content-language')).toBe(locale)
      expect(mail.text).toMatch(
        new RegExp(
          `^${greetings[locale]}\n\nAna Ñandú .*collaborator-${locale} → administrator-${locale}\\.\n`,
        ),
      )
      expect(mail.text).toContain(
        '- e-mail support@example.org\n- phone +41 00 000 00 00\n- chat https://chat.example.org/a_\n',
      )
      expect(mail.html).toContain(`<html lang="${locale}">`)
      expect(mail.html).toContain('<strong>Ana Ñandú</strong>')
      expect(mail.html).toContain('<a href="https://chat.example.org/a_">https://chat.example.org/a_</a>')
    })

  it('names only the ways to a person that there are', async () => {
    const { port, received } = await openServer()
    const support = { email: 'help@example.org', phone: undefined, chat: undefined }
    await mailer({ smtpUrl: `smtp://127.0.0.1:${port}`, support }).send(roleChanged(), 'abc1')
    expect(received[0]?.mail.text).toMatch(/- e-mail help@example\.org\s*$/)
  })

  it('cannot be made to hold another header or recipient by a fact or an address', async () => {
    const { port, received } = await openServer()
    const { send } = mailer({ smtpUrl: `smtp://127.0.0.1:${port}` })
    const organisation = 'x\r\nBcc: evil@example.org\r\n\r\n<script>alert(1)</script>'
    const to = 'a@example.org, evil@example.org'
    await send(roleChanged({ facts: { ...roleChanged().facts, organisation } }), 'abc1')
    await send(roleChanged({ to }), 'abc2').catch(() => {})
    expect(received[0]?.mail.headers.has('bcc')).toBe(false)
    expect(received[0]?.mail.subject).toContain('x Bcc: evil@example.org <script>')
    expect(received[0]?.mail.html).not.toContain('<script')
    expect(received.flatMap(({ to }) => to)).not.toContain('evil@example.org')
  })

  it('carries links whole and a code in the subject', async () => {
    const { port, received } = await openServer()
    const link = `https://help.example.org/t/${'a_-'.repeat(40)}`
    const mail = roleChanged({ template: 'linked', facts: { link, code: '004711' } })
    await mailer({ smtpUrl: `smtp://127.0.0.1:${port}` }).send(mail, 'abc1')
    expect(received[0]?.mail.subject).toBe('Link 004711')
    expect(received[0]?.mail.text).toContain(`«${link}»`)
    expect(received[0]?.mail.html).toContain(`<a href="${link}">the page</a>, code <code>004711</code>.`)
  })

  it('refuses to send what it has no words for', async () => {
    const { port, received } = await openServer()
    const { send } = mailer({ smtpUrl: `smtp://127.0.0.1:${port}` })
    await expect(send(roleChanged({ template: 'nothing' }), 'abc1')).rejects.toThrow(
      'no words for the mail nothing',
    )
    expect(received).toEqual([])
  })

  it('speaks TLS from the start (smtps) and signs in', async () => {
    const names: (string | undefined)[] = []
    const { port, received } = await openServer({
      secure: true,
      authOptional: false,
      disabledCommands: [],
      onAuth: ({ username, password }, _session, done) => {
        names.push(username)
        done(null, password === 'p:ss' ? { user: username } : {})
      },
    })
    const to = `smtps://me:p%3Ass@127.0.0.1:${port}?tls.rejectUnauthorized=false`
    await mailer({ smtpUrl: to }).send(roleChanged(), 'abc1')
    expect(names).toEqual(['me'])
    expect(received).toHaveLength(1)
  })

  it('ACT-5 fails where the server refuses for now or is down, and succeeds later with the same Message-ID', async () => {
    const { port, received, state } = await openServer()
    const down = mailer({ smtpUrl: `smtp://127.0.0.1:1` })
    const { send } = mailer({ smtpUrl: `smtp://127.0.0.1:${port}` })
    await expect(down.send(roleChanged(), 'abc1')).rejects.toMatchObject({ code: 'ESOCKET' })
    state.refuseWith = 450
    await expect(send(roleChanged(), 'abc1')).rejects.toMatchObject({ responseCode: 450 })
    expect(received).toEqual([])
    state.refuseWith = 0
    await send(roleChanged(), 'abc1')
    expect(received.map(({ mail }) => mail.messageId)).toEqual(['<abc1@help.example.org>'])
  })

  it('ACT-5 sends again with the same Message-ID where the line was cut after the server had it', async () => {
    const { port, received } = await openServer()
    const line = await openCutLine(port)
    closing.push(line.close)
    const { send } = mailer({ smtpUrl: `smtp://127.0.0.1:${line.port}` })
    await expect(send(roleChanged(), 'abc1')).rejects.toThrow()
    await send(roleChanged(), 'abc1')
    expect(received.map(({ mail }) => mail.messageId)).toEqual([
      '<abc1@help.example.org>',
      '<abc1@help.example.org>',
    ])
  })

  it('refuses a sender that is no address', () => {
    expect(() => openMailer({ ...settings, mailFrom: 'Concierge' }, words, now)).toThrow(TypeError)
  })
})

describe('mail without a server', () => {
  async function openMails(more: Partial<MailSettings> = {}) {
    const dataDir = await mkdtemp(join(tmpdir(), 'concierge-mail-'))
    closing.push(() => rm(dataDir, { recursive: true }))
    const folder = join(dataDir, 'mail')
    return { folder, ...mailer({ dataDir, ...more }) }
  }

  for (const locale of locales)
    it(`ROLE-5 is a file that reads as it is, and is a valid message (${locale})`, async () => {
      const { folder, send } = await openMails()
      await send(roleChanged({ locale }), 'abc1')
      expect(await readdir(folder)).toEqual(['2026-11-22T10-00-00Z-role-changed-abc1.eml'])
      const bytes = await readFile(join(folder, '2026-11-22T10-00-00Z-role-changed-abc1.eml'))
      expect(bytes.toString()).toContain(`\r\n\r\n${greetings[locale]}\r\n\r\nAna Ñandú `)
      expect(bytes.toString().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      const mail = await simpleParser(bytes)
      expect(mail.subject).toBe(subjects[locale])
      expect(mail.messageId).toBe('<abc1@help.example.org>')
      expect(mail.headers.get('content-transfer-encoding')).toBe('8bit')
      expect(mail.headers.get('content-language')).toBe(locale)
      expect(mail.text).toMatch(
        new RegExp(`^${greetings[locale]}\n\nAna Ñandú .*administrator-${locale}\\.\n`),
      )
      expect(mail.html).toContain('<strong>Ana Ñandú</strong>')
    })

  it('keeps to lines that a message may hold', async () => {
    const { folder, send } = await openMails()
    const said = 'é'.repeat(4000)
    await send(roleChanged({ template: 'feedback-posted', facts: { author: 'Zoë', text: said } }), 'abc1')
    const bytes = await readFile(join(folder, (await readdir(folder))[0]!))
    expect(
      Math.max(
        ...bytes
          .toString('latin1')
          .split('\r\n')
          .map(line => line.length),
      ),
    ).toBeLessThanOrEqual(998)
    expect((await simpleParser(bytes)).text).toContain(said)
  })

  it('ACT-5 writes a mail once, however often it is sent', async () => {
    const { folder, send } = await openMails()
    await send(roleChanged(), 'abc1')
    seconds = 5
    await send(roleChanged(), 'abc1')
    await send(roleChanged(), 'abc2')
    expect((await readdir(folder)).sort()).toEqual([
      '2026-11-22T10-00-00Z-role-changed-abc1.eml',
      '2026-11-22T10-00-05Z-role-changed-abc2.eml',
    ])
  })

  it('ACT-5 fails where the folder cannot be written', async () => {
    const { folder, send } = await openMails()
    await send(roleChanged(), 'abc1')
    const [file] = await readdir(folder)
    const { send: blocked } = mailer({ dataDir: join(folder, file!) })
    await expect(blocked(roleChanged(), 'abc2')).rejects.toThrow()
  })
})
