import { createHash, hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'

/** What a shelf is made of: all that is searched, in its order, and the code that reads it. */
export function keyOf(guides: Guide[], locale: Locale): string {
  return hash('sha256', [locale, codeKey(), ...guides.map(hashOf)].join(' '))
}

const hashes = new WeakMap<Guide, string>()

/** The hash of all that is searched in a guide; made when it is first needed. */
export function hashOf(guide: Guide): string {
  const known = hashes.get(guide)
  if (known) return known
  const { slug, title, summary, questions, keywords, body } = guide
  const made = hash('sha256', JSON.stringify([slug, title, summary, questions, keywords, body]), 'base64')
  hashes.set(guide, made)
  return made
}

/** Tells the hash of a guide that has one from earlier. */
export function knowHash(guide: Guide, hash: string): void {
  hashes.set(guide, hash)
}

let code: string | undefined

/** Other code may read the same guides otherwise: then what was saved is foreign. */
export function codeKey(): string {
  if (code) return code
  const hash = createHash('sha256')
  for (const folder of ['.', 'analysis'])
    for (const name of readdirSync(new URL(folder, import.meta.url)).sort())
      if (name.endsWith('.ts')) hash.update(readFileSync(new URL(`${folder}/${name}`, import.meta.url)))
  code = hash.digest('hex')
  return code
}
