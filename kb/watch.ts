import { type FSWatcher, watch } from 'node:fs'
import { join, sep } from 'node:path'
import type { Library } from './library.ts'
import { type File, readGuide } from './load.ts'
import { isLocale, locales } from './locales.ts'
import type { Problem } from './problem.ts'

export interface Watching {
  /** Looks no more. */
  close(): void
}

/** Milliseconds until a file that is being written is read: editors write in several steps. */
const pause = 30

/**
 * Keeps a library like its folder: a guide that is changed, added or removed is so in the library a moment later. One that cannot be
 * read keeps its last good version, and `tell` hears what is wrong, with file and line. Throws where the folder cannot be watched.
 */
export function watchGuides(
  dir: string,
  library: Pick<Library, 'replace' | 'remove'>,
  tell: (problems: readonly Problem[]) => void,
): Watching {
  const waiting = new Map<string, NodeJS.Timeout>()
  const watcher: FSWatcher = watch(dir, { recursive: true }, (_, name) => {
    if (name === null) return
    clearTimeout(waiting.get(name))
    waiting.set(
      name,
      setTimeout(() => {
        waiting.delete(name)
        follow(dir, name, library, tell)
      }, pause),
    )
  })
  // A folder that goes away is no failure of ours: what was read stays.
  watcher.on('error', () => watcher.close())
  watcher.unref()
  return {
    close() {
      watcher.close()
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}

/** What an event is about: one guide, or all of a folder that came or went. */
function follow(
  dir: string,
  name: string,
  library: Pick<Library, 'replace' | 'remove'>,
  tell: (problems: readonly Problem[]) => void,
): void {
  const [slug = '', file, ...deeper] = name.split(sep)
  const [, locale = ''] = /^(.+)\.md$/.exec(file ?? '') ?? []
  if (deeper.length || slug.startsWith('.')) return
  const changed = file === undefined ? locales : isLocale(locale) ? [locale] : []
  for (const one of changed) reread({ slug, locale: one, path: join(dir, slug, `${one}.md`) }, library, tell)
}

const gone = ['ENOENT', 'ENOTDIR']

function reread(
  file: File,
  library: Pick<Library, 'replace' | 'remove'>,
  tell: (problems: readonly Problem[]) => void,
): void {
  const { guide, problems } = readGuide(file)
  const isGone = problems.some(({ facts }) => gone.includes(facts.reason ?? ''))
  if (isGone) library.remove(file.slug, file.locale)
  if (guide) library.replace(guide)
  if (problems.length && !isGone) tell(problems)
}
