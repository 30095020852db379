import { stat } from 'node:fs/promises'
import type { Guide } from './parse.ts'

const known = new WeakMap<Guide, Promise<string | undefined>>()

/**
 * The day on which a guide was last changed, `YYYY-MM-DD`: what its front matter says, else when its file was written, which is the
 * truth where guides are edited in place. `undefined` for one without a file.
 */
export function changedOf(guide: Guide): Promise<string | undefined> {
  const found = known.get(guide) ?? look(guide)
  known.set(guide, found)
  return found
}

async function look({ changed, path }: Guide): Promise<string | undefined> {
  if (changed || path === undefined) return changed
  const file = await stat(path).catch(() => undefined)
  return file?.mtime.toISOString().slice(0, 10)
}
