import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are missing; answers the topmost one that it made, if any. Throws what the disk says.
 * Node's own `recursive` never comes back where the kernel lets nobody make a folder and says that there is none (`/proc`).
 */
export async function makeFolder(path: string, mode?: number): Promise<string | undefined> {
  if (await isFolder(path)) return undefined
  const above = dirname(path) === path ? undefined : await makeFolder(dirname(path), mode)
  await mkdir(path, mode).catch(async problem => {
    if (!(await isFolder(path))) throw problem // another process may have made it just now
  })
  return above ?? path
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    (problem: NodeJS.ErrnoException) => {
      if (problem.code === 'ENOENT') return false
      throw problem
    },
  )
