import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'

/** The six-digit code of the newest mail of a template to an address, in a folder of mails; waits until it is there. */
export async function codeFrom(dataDir: string, template: string, to: string): Promise<string> {
  const folder = join(dataDir, 'mail')
  for (let tries = 0; tries < 400; tries++) {
    const names = (await readdir(folder).catch(() => []))
      .filter(name => name.includes(`-${template}-`))
      .sort()
    for (const name of names.reverse()) {
      const mail = await simpleParser(await readFile(join(folder, name)))
      const isTheirs = [mail.to].flat().some(list => list?.value.some(({ address }) => address === to))
      const [code] = /\b\d{6}\b/.exec(mail.text ?? '') ?? []
      if (isTheirs && code) return code
    }
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error(`no mail ${template} to ${to}`)
}
