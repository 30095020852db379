import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { locales as allLocales, type Locale } from './locales.ts'
import { type Guide, parseGuide } from './parse.ts'
import { type Problem, problemAt } from './problem.ts'

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

const parallel = 64

/**
 * Reads every `<slug>/<locale>.md` under a folder, in the order of slugs and languages.
 * A file that cannot be read or parsed is a problem, not a failure; a folder that cannot be read throws ContentError.
 */
export async function loadGuides(
  dir: string,
  { locales = allLocales }: { locales?: readonly Locale[] } = {},
): Promise<{ guides: Guide[]; problems: Problem[] }> {
  const files = await listFiles(dir, locales)
  const parsed = await mapInParallel(files, readGuide)
  return {
    guides: parsed.flatMap(result => result.guide ?? []),
    problems: parsed.flatMap(result => result.problems),
  }
}

async function listFiles(dir: string, locales: readonly Locale[]): Promise<File[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(error => {
    throw new ContentError(dir, error)
  })
  const slugs = entries
    .filter(entry => !entry.isFile() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
  const folders = await mapInParallel(slugs.sort(), async slug => {
    const names = new Set(await readdir(join(dir, slug)).catch(() => []))
    const present = locales.filter(locale => names.has(`${locale}.md`))
    return present.map(locale => ({ slug, locale, path: join(dir, slug, `${locale}.md`) }))
  })
  return folders.flat()
}

/** Reads one guide; a file that cannot be read or parsed is a problem. */
export async function readGuide(file: File): Promise<{ guide?: Guide; problems: Problem[] }> {
  try {
    return parseGuide(await readFile(file.path, 'utf8'), file)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    return { problems: [problemAt(file.path, 1, 'guide.unreadable', { reason })] }
  }
}

async function mapInParallel<In, Out>(items: In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = new Array(items.length)
  let next = 0
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!)
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return results
}
