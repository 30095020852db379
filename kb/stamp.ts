import { statSync } from 'node:fs'

/** What tells whether a file is still the one that was read: where it lies, how long it is, and when it last changed, in milliseconds. */
export interface Stamp {
  inode: number
  size: number
  /** When its text changed, and when anything about it did: that one cannot be set at will. */
  mtime: number
  ctime: number
}

/** The stamp of a file; undefined where there is none. */
export function stampOf(path: string): Stamp | undefined {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path)
    return { inode: ino, size, mtime: mtimeMs, ctime: ctimeMs }
  } catch {
    return undefined
  }
}

export const isSameStamp = (one: Stamp, other: Stamp): boolean =>
  one.inode === other.inode &&
  one.size === other.size &&
  one.mtime === other.mtime &&
  one.ctime === other.ctime

/** Milliseconds in which a file system may tell one time only; some know whole seconds, or every other one. */
const tick = 50
const slowTick = 2_000

/**
 * Whether a file that is read now would bear another stamp if it changed again: one that changed a moment ago may change
 * once more within the same tick of its file system's clock (git's "racily clean" entries, Documentation/technical/racy-git).
 */
export function isSettled({ mtime, ctime }: Stamp, now: number): boolean {
  const isSettledIn = (time: number) => now - time > (time % 1_000 === 0 ? slowTick : tick)
  return isSettledIn(mtime) && isSettledIn(ctime)
}
