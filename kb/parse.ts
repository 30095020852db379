import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type * as Yaml from 'yaml'
import { z } from 'zod'
import { plainFrontMatter } from './front-matter.ts'
import type { Locale } from './locales.ts'
import { type Problem, problemAt } from './problem.ts'

/** One guide in one language. What front matter leaves out is '' or []. */
export interface Guide {
  slug: string
  locale: Locale
  title: string
  summary: string
  questions: string[]
  keywords: string[]
  services: string[]
  action?: string
  /** What it is about, in the word of the catalogue. */
  subject?: string
  /** The day of its last change, `YYYY-MM-DD`. */
  changed?: string
  related: string[]
  source?: string
  /** Markdown */
  body: string
  path?: string
  /** The line of the file on which the body begins. */
  bodyLine?: number
}

export interface Origin {
  slug: string
  locale: Locale
  path: string
}

const require = createRequire(import.meta.url)

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(value => String(value).trim())
const text = scalar.nullish().transform(value => value ?? '')
const list = z
  .union([z.array(scalar.nullish()), scalar])
  .nullish()
  .transform(value => [value ?? []].flat().filter(item => !!item) as string[])

const frontMatter = z.object({
  title: text,
  summary: text,
  questions: list,
  keywords: list,
  services: list,
  action: text,
  related: list,
  source: text,
  subject: text,
  changed: text.pipe(z.union([z.literal(''), z.iso.date()])),
})
type FrontMatter = z.infer<typeof frontMatter>

const known = new Set(Object.keys(frontMatter.shape))

/**
 * Reads one guide. Unknown keys are reported and ignored; front matter that cannot be read, a missing title or an empty
 * body are errors, and no guide comes out. Never throws.
 */
export function parseGuide(file: string, origin: Origin): { guide?: Guide; problems: Problem[] } {
  const problems: Problem[] = []
  const parts = split(file)
  const front = readFrontMatter(parts.front, origin, problems)
  if (!front) return { problems }
  const heading = front.title ? undefined : firstHeading(parts.body)
  const title = front.title || heading?.title
  const body = heading ? parts.body.replace(heading.raw, '') : parts.body
  if (!title) problems.push(problemAt(origin.path, 1, 'guide.no-title'))
  if (!body.trim()) problems.push(problemAt(origin.path, parts.bodyLine, 'guide.no-body'))
  if (!title || !body.trim()) return { problems }
  return { guide: assemble({ ...front, title }, body, parts.bodyLine, origin), problems }
}

/** Byte order mark, CRLF and NUL are no part of a text. */
function clean(file: string): string {
  return file
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
}

function split(file: string): { front: string; body: string; bodyLine: number } {
  const whole = clean(file)
  const match = /^---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?:\n|$)/.exec(whole)
  if (!match) return { front: '', body: whole, bodyLine: 1 }
  return { front: match[1] ?? '', body: whole.slice(match[0].length), bodyLine: match[0].split('\n').length }
}

function readFrontMatter(front: string, origin: Origin, problems: Problem[]): FrontMatter | undefined {
  const plain = plainFrontMatter(front)
  const isKnown = plain && Object.keys(plain).every(key => known.has(key))
  const read = isKnown ? frontMatter.safeParse(plain) : undefined
  if (read?.success) return read.data
  return readYaml(front, origin, problems)
}

/** The YAML reader is loaded for the first front matter that is not plain: most starts do without. */
function readYaml(front: string, origin: Origin, problems: Problem[]): FrontMatter | undefined {
  const { LineCounter, parseDocument } = require('yaml') as typeof Yaml
  const lines = new LineCounter()
  const document = parseDocument(front, { lineCounter: lines, logLevel: 'silent' })
  const lineOf = (offset: number) => lines.linePos(offset).line + 1
  for (const error of document.errors)
    problems.push(problemAt(origin.path, lineOf(error.pos[0]), 'front-matter.syntax', { reason: error.code }))
  const data = toData(document)
  if (document.errors.length === 0 && data === undefined)
    problems.push(problemAt(origin.path, 2, 'front-matter.syntax', { reason: 'ALIASES' }))
  if (data === undefined) return undefined
  const lineOfKey = (key: string) =>
    lineOf(front.search(new RegExp(`^["']?${key.replace(/[^\w]/g, '\\$&')}["']?\\s*:`, 'm')))
  return validate(data, lineOfKey, origin, problems)
}

/** What the front matter says; undefined where it is no YAML, or says too much in too few words. */
function toData(document: Yaml.Document.Parsed): unknown {
  if (document.errors.length > 0) return undefined
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch {
    return undefined
  }
}

function validate(data: unknown, lineOf: (key: string) => number, origin: Origin, problems: Problem[]) {
  const checked = frontMatter.safeParse(data)
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      const key = String(issue.path[0] ?? '')
      problems.push(problemAt(origin.path, key ? lineOf(key) : 2, 'front-matter.wrong-type', { key }))
    }
    return undefined
  }
  for (const key of Object.keys(data as object))
    if (!known.has(key))
      problems.push(problemAt(origin.path, lineOf(key), 'front-matter.unknown-key', { key }, 'warning'))
  return checked.data
}

function firstHeading(body: string): { title: string; raw: string } | undefined {
  const match = /^#[ \t]+(.+?)[ \t]*#*[ \t]*$/m.exec(body)
  return match ? { title: match[1]!, raw: match[0] } : undefined
}

function assemble(front: FrontMatter, body: string, bodyLine: number, origin: Origin): Guide {
  const { action, source, subject, changed, ...rest } = front
  return {
    ...rest,
    slug: origin.slug,
    locale: origin.locale,
    body,
    path: origin.path,
    bodyLine,
    ...(action ? { action } : {}),
    ...(source ? { source } : {}),
    ...(subject ? { subject } : {}),
    ...(changed ? { changed } : {}),
  }
}

/**
 * What a translation's `source` holds: the first 12 hexadecimal digits of the SHA-256 of the source guide's title,
 * summary, questions and body. Line endings and space around them make no difference.
 */
export function sourceHash(guide: Pick<Guide, 'title' | 'summary' | 'questions' | 'body'>): string {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim()
  const content = [guide.title, guide.summary, ...guide.questions, guide.body].map(plain)
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12)
}
