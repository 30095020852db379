import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from './locales.ts'
import type { Shelves } from './stock.ts'

/**
 * Keeps indexes in a folder, a file a language. What cannot be read or written is no failure: the index is then made again
 * at the next start. A file appears whole or not at all.
 */
export function shelvesIn(dir: string): Shelves {
  const pathOf = (locale: Locale) => join(dir, `${locale}.index`)
  return {
    read: locale => attempt(() => readFileSync(pathOf(locale))),
    write(locale, bytes) {
      const draft = `${pathOf(locale)}.${process.pid}`
      attempt(() => {
        mkdirSync(dir, { recursive: true })
        writeFileSync(draft, bytes, { mode: 0o600 })
        renameSync(draft, pathOf(locale))
      })
      attempt(() => rmSync(draft, { force: true }))
    },
  }
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
