import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Locale } from './locales.ts'

/** What is kept: the index of a language, and all guides as they were read. */
export type Kept = Locale | 'guides'

/** Where it is kept between two starts. */
export interface Shelves {
  read(name: Kept): Uint8Array | undefined
  write(name: Kept, bytes: Uint8Array): void
}

/**
 * Keeps them in a folder, a file a language, and one for the guides. What cannot be read or written is no failure: it is then made again
 * at the next start. A file appears whole or not at all.
 */
export function shelvesIn(dir: string): Shelves {
  const pathOf = (name: Kept) => join(dir, name === 'guides' ? 'guides' : `${name}.index`)
  return {
    read: name => attempt(() => readFileSync(pathOf(name))),
    write(name, bytes) {
      const draft = `${pathOf(name)}.${process.pid}`
      attempt(() => {
        makeFolder(dir)
        writeFileSync(draft, bytes, { mode: 0o600 })
        renameSync(draft, pathOf(name))
      })
      attempt(() => rmSync(draft, { force: true }))
    },
  }
}

/** A folder and those above it, nobody else's to read. Node's own `recursive` never comes back where nobody can make one (`/proc`). */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return
  makeFolder(dirname(dir))
  mkdirSync(dir, { mode: 0o700 })
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
