import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../folder.ts'
import { envelopeOf, type MailWay, type Message } from './message.ts'

/** Writes each message as `<UTC time>-<template>-<id>.eml`, whole or not at all, once however often it is sent. */
export function openFolder(folder: string): MailWay {
  let composer: ReturnType<typeof openComposer> | undefined
  return {
    async send(message) {
      await makeFolder(folder, 0o700)
      const isThere = (await readdir(folder)).some(name => name.endsWith(`-${message.id}.eml`))
      if (isThere) return
      composer ??= openComposer()
      const { message: bytes } = await (await composer).sendMail(readable(message))
      const temporary = join(folder, `.${message.id}.tmp`)
      await writeFile(temporary, bytes as Buffer, { mode: 0o600, flush: true })
      await rename(temporary, join(folder, nameOf(message)))
    },
    close: () => {},
  }
}

// The library is large, and most starts write no mail.
async function openComposer() {
  const { createTransport } = await import('nodemailer')
  return createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
}

const nameOf = ({ date, template, id }: Message): string =>
  `${date.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${template}-${id}.eml`

// RFC 5322, 2.1.1
const longestLine = 998

/**
 * The message with its text as it reads, accents and all, instead of in quoted-printable. nodemailer writes no 8bit text of its own,
 * so the part is handed to it whole; RFC 2045, 6.4 wants the same label on the message around it.
 */
function readable(message: Message) {
  const envelope = envelopeOf(message)
  const lines = message.text.split('\n')
  if (lines.some(line => Buffer.byteLength(line) > longestLine)) return envelope
  const head = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '']
  return {
    ...envelope,
    text: { raw: [...head, ...lines].join('\r\n') },
    headers: { ...envelope.headers, 'Content-Transfer-Encoding': '8bit' },
  }
}
