import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Documents, Vault } from '../core/ports.ts'
import { newId } from '../core/secrets.ts'
import { makeFolder } from '../folder.ts'
import { disk } from './file.ts'

/** Sealed files in a folder, named at random. */
export interface DocumentFolder extends Documents {
  /** Removes all files but those named: what a run that was cut off had written before its commit, or had not removed after it. */
  sweep(named: ReadonlySet<string>): Promise<void>
}

const ours = /^[a-p]{20}\.(?:jpeg|pdf)$/

/**
 * Documents beside the store, for they are a thousand times larger than its rows, and a store in one file writes all of them with
 * every commit. A file is on disk before the row that names it, and goes after it.
 */
export function documentsIn(folder: string, vault: Vault): DocumentFolder {
  const pathOf = (name: string): string => {
    if (!ours.test(name)) throw new TypeError('no document is named so')
    return join(folder, name)
  }
  return {
    async keep(bytes, kind) {
      const name = `${newId()}.${kind}`
      await makeFolder(folder, 0o700)
      await disk.write(pathOf(name), [Buffer.from(vault.seal(bytes.toString('base64')), 'base64')])
      await disk.syncFolder(folder)
      return name
    },
    async read(name) {
      const sealed = await readFile(pathOf(name))
      return Buffer.from(vault.open(sealed.toString('base64')), 'base64')
    },
    remove: name => rm(pathOf(name), { force: true }),
    async sweep(named) {
      const found = await readdir(folder).catch(() => [])
      for (const name of found) if (ours.test(name) && !named.has(name)) await rm(join(folder, name))
    },
  }
}
