import { constants as buffers } from 'node:buffer'
import {
  access,
  constants,
  type FileHandle,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../core/store.ts'
import { makeFolder } from '../folder.ts'

/** The steps of a write that a disk can refuse. */
export interface Disk {
  /** Writes a new file; resolves once it is on disk. */
  write(path: string, parts: readonly Uint8Array[]): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Resolves once the folder's names are on disk. */
  syncFolder(path: string): Promise<void>
}

/** The disk of this machine. */
export const disk: Disk = {
  async write(path, parts) {
    await using file = await open(path, 'w', 0o600)
    await writeAll(file, parts)
    await file.sync()
  },
  rename,
  async syncFolder(path) {
    if (process.platform === 'win32') return // Windows opens no folder as a file
    await using folder = await open(path)
    await folder.sync()
  },
}

/** A file that is replaced whole, and held by one process. */
export class HeldFile {
  readonly path: string
  readonly #disk: Disk
  readonly #lock: DatabaseSync
  /** The last write failed when the file may already have been replaced: only another write makes it certain again. */
  isUncertain = false

  private constructor(path: string, lock: DatabaseSync, onDisk: Disk) {
    this.path = path
    this.#lock = lock
    this.#disk = onDisk
  }

  /** Takes hold of a file, which need not exist; its folder is made. Throws StoreError: `busy`, `unwritable`. */
  static async take(given: string, onDisk: Disk): Promise<HeldFile> {
    return orUnwritable(given, async () => {
      const path = await realFile(resolve(given), onDisk)
      await usable(path)
      return new HeldFile(path, locked(path), onDisk)
    })
  }

  /** What the file holds, null where there is none yet. Throws StoreError `unwritable`. */
  read(): Promise<Buffer | null> {
    return orUnwritable(this.path, async () => {
      if (!(await exists(this.path))) return null
      await this.#disk.syncFolder(dirname(this.path)) // a run that was cut off may have replaced the file just before
      return readFile(this.path)
    })
  }

  /** Replaces the file: whoever opens it finds all of the old or all of the new. Throws StoreError `unwritable`. */
  write(parts: readonly Uint8Array[]): Promise<void> {
    return orUnwritable(this.path, async () => {
      if (sizeOf(parts) > buffers.MAX_STRING_LENGTH) throw new Error('it would be too large to be read again')
      await this.#replace(parts).catch(async problem => {
        await this.clean().catch(() => {}) // a full disk needs the room
        throw problem
      })
    })
  }

  async #replace(parts: readonly Uint8Array[]) {
    await this.#disk.write(this.#temporary, parts)
    this.isUncertain = true
    await this.#disk.rename(this.#temporary, this.path)
    await this.#disk.syncFolder(dirname(this.path))
    this.isUncertain = false
  }

  /** Removes what a run that was cut off left half written. */
  clean(): Promise<void> {
    return orUnwritable(this.path, () => rm(this.#temporary, { force: true }))
  }

  release() {
    this.#lock.close()
  }

  get #temporary() {
    return `${this.path}.tmp`
  }
}

/** Many parts in one call; what a nearly full disk did not take is tried again, which tells why. */
async function writeAll(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  const { bytesWritten } = await file.writev(parts)
  if (bytesWritten < sizeOf(parts)) await file.writeFile(Buffer.concat(parts).subarray(bytesWritten))
}

const sizeOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, part) => sum + part.byteLength, 0)

/** The one name of a file, whatever links lead to it, so that two ways to it meet at one lock. Makes its folder. */
async function realFile(path: string, onDisk: Disk): Promise<string> {
  await exists(path) // refuses links that go in a circle
  const folder = dirname(path)
  const made = await makeFolder(folder, 0o700)
  if (made) await syncDown(dirname(made), dirname(folder), onDisk)
  const target = await readlink(path).catch(() => undefined)
  return target === undefined
    ? join(await realpath(folder), basename(path))
    : realFile(resolve(await realpath(folder), target), onDisk)
}

/** A folder that was just made lasts once the folder that names it is on disk. */
async function syncDown(top: string, folder: string, onDisk: Disk): Promise<void> {
  await onDisk.syncFolder(folder)
  if (folder.length > top.length) await syncDown(top, dirname(folder), onDisk)
}

async function usable(path: string) {
  await access(dirname(path), constants.W_OK | constants.X_OK)
  if (!(await exists(path))) return
  if (!(await stat(path)).isFile()) throw new Error('it is not a file')
  await access(path, constants.R_OK | constants.W_OK)
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    (problem: NodeJS.ErrnoException) => {
      if (problem.code === 'ENOENT') return false
      throw problem
    },
  )

/** A lock of the kernel's, by way of SQLite: it goes with its process, so none is ever left behind. */
function locked(path: string): DatabaseSync {
  const lock = new DatabaseSync(`${path}.lock`)
  try {
    lock.exec('PRAGMA journal_mode=MEMORY; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
    lock.exec('PRAGMA user_version=1') // never committed; refused where the lock could only be read, and so locks nobody out
    return lock
  } catch (cause) {
    lock.close()
    const isTaken = (cause as { errcode?: number }).errcode === 5 // SQLITE_BUSY
    throw isTaken ? new StoreError('busy', { path }, { cause }) : cause
  }
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    throw new StoreError(
      'unwritable',
      { path, detail: (cause as NodeJS.ErrnoException).code ?? (cause as Error).message },
      { cause },
    )
  }
}
