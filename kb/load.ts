import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { locales as allLocales, type Locale } from './locales.ts'
import { type Guide, parseGuide } from './parse.ts'
import { type Problem, problemAt } from './problem.ts'
import { Recollection } from './recollection.ts'
import type { Shelves } from './shelves.ts'

/** The folder of guides cannot be read; `code` is Node's own (`ENOENT`, `EACCES`, `ENOTDIR`). */
export class ContentError extends Error {
  readonly code: string
  constructor(dir: string, cause: NodeJS.ErrnoException) {
    super(`cannot read the guides in ${dir}: ${cause.code ?? cause.message}`, { cause })
    this.code = cause.code ?? 'EUNKNOWN'
  }
}

/** Where a guide stands. */
export interface File {
  slug: string
  locale: Locale
  path: string
}

/**
 * Reads every `<slug>/<locale>.md` under a folder, in the order of slugs and languages. A file that is still what it was when
 * `shelves` took it in is not read again.
 * A file that cannot be read or parsed is a problem, not a failure; a folder that cannot be read throws ContentError.
 */
export async function loadGuides(
  dir: string,
  { locales = allLocales, shelves }: { locales?: readonly Locale[]; shelves?: Shelves | undefined } = {},
): Promise<{ guides: Guide[]; problems: Problem[] }> {
  const files = listFiles(dir, locales)
  const recollection = shelves && new Recollection(shelves)
  const read = recollection ? (file: File) => recollection.read(file, readGuide) : readGuide
  const loaded = files.map(read)
  recollection?.keep()
  return {
    guides: loaded.flatMap(({ guide }) => guide ?? []),
    problems: loaded.flatMap(({ problems }) => problems),
  }
}

/** Folders and files are read one after the other: to hand each to a thread takes three times as long. */
function listFiles(dir: string, locales: readonly Locale[]): File[] {
  const slugs = namesOfFolders(dir).filter(name => !name.startsWith('.'))
  return slugs.sort().flatMap(slug => {
    const folder = join(dir, slug)
    const names = new Set(namesIn(folder))
    const present = locales.filter(locale => names.has(`${locale}.md`))
    return present.map(locale => ({ slug, locale, path: `${folder}${sep}${locale}.md` }))
  })
}

function namesOfFolders(dir: string): string[] {
  try {
    const entries = readdirSync(dir, { withFileTypes: true })
    return entries.filter(entry => !entry.isFile()).map(({ name }) => name)
  } catch (error) {
    throw new ContentError(dir, error as NodeJS.ErrnoException)
  }
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

/** What was read of a file. */
export interface Read {
  guide?: Guide
  problems: Problem[]
}

/** Reads one guide; a file that cannot be read or parsed is a problem. */
export function readGuide(file: File): Read {
  try {
    return parseGuide(readFileSync(file.path, 'utf8'), file)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    return { problems: [problemAt(file.path, 1, 'guide.unreadable', { reason })] }
  }
}
