import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Locale } from './locales.ts'
import type { Guide } from './parse.ts'

/** What a shelf is made of: all that is searched, in its order, and the code that reads it. */
export function keyOf(guides: Guide[], locale: Locale): string {
  const hash = createHash('sha256').update(`${locale} ${codeKey()}`)
  for (const { slug, title, summary, questions, keywords, body } of guides) {
    const texts = [slug, title, summary, body, ...questions, ...keywords]
    hash.update(`${texts.map(text => text.length)} ${questions.length}\n`)
    for (const text of texts) hash.update(text)
  }
  return hash.digest('hex')
}

let code: string | undefined

/** Other code may read the same guides otherwise: then what was saved is foreign. */
function codeKey(): string {
  if (code) return code
  const hash = createHash('sha256')
  for (const folder of ['.', 'analysis'])
    for (const name of readdirSync(new URL(folder, import.meta.url)).sort())
      if (name.endsWith('.ts')) hash.update(readFileSync(new URL(`${folder}/${name}`, import.meta.url)))
  code = hash.digest('hex')
  return code
}
