import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Asked, isKeptApart } from '../../kb/calibrate.ts'
import { type Guide, type Locale, loadGuides, locales } from '../../kb/guide.ts'

/** A question, and the slugs of the guides that answer it; none where no guide does. */
export interface Question {
  text: string
  locale: Locale
  relevant: string[]
}

export interface QuestionSet {
  name: string
  guides: Guide[]
  questions: Question[]
}

/** Questions that repeat a guide's own heading: they check the plumbing, not relevance. */
const knownItems = ['heading', 'keyword-title']

interface Choice {
  /** Only questions of these kinds or splits, `kept-apart` of our own; without it all but known items. */
  splits?: string[] | undefined
  /** The guides that `<locale>.jsonl` asks about. */
  content: string
}

/**
 * Reads the sets of a folder: `<set>.docs.jsonl` with `<set>.queries.jsonl`, gzipped or not, or `<locale>.jsonl` of
 * questions about a folder of guides. Throws where there is none.
 */
export async function readSets(dir: string, choice: Choice): Promise<QuestionSet[]> {
  const files = readdirSync(dir)
  const names = files.flatMap(file => /^(.+)\.docs\.jsonl(\.gz)?$/.exec(file)?.[1] ?? [])
  const sets = names.map(name => readPublicSet(dir, name, files, choice))
  if (locales.some(locale => files.includes(`${locale}.jsonl`))) sets.push(await readOwnSet(dir, choice))
  if (sets.length === 0) throw new Error(`no question set in ${dir}`)
  return sets
}

interface PublicDocument {
  id: string
  lang: Locale
  title: string
  body: string
}

interface PublicQuestion {
  lang: Locale
  kind?: string
  split?: string
  query: string
  relevant: string[]
}

function readPublicSet(dir: string, name: string, files: string[], { splits }: Choice): QuestionSet {
  const read = <Row>(part: string) =>
    readRows<Row>(join(dir, files.find(file => file.startsWith(`${name}.${part}.jsonl`))!))
  const wanted = ({ kind = '', split = '' }: PublicQuestion) =>
    splits ? splits.includes(kind) || splits.includes(split) : !knownItems.includes(kind)
  return {
    name,
    guides: read<PublicDocument>('docs').map(guideOf),
    questions: read<PublicQuestion>('queries')
      .filter(wanted)
      .map(({ query, lang, relevant }) => ({ text: query, locale: lang, relevant })),
  }
}

function guideOf({ id, lang, title, body }: PublicDocument): Guide {
  const empty = { summary: '', questions: [], keywords: [], services: [], related: [] }
  return { slug: id, locale: lang, title, body, ...empty }
}

async function readOwnSet(dir: string, { content, splits }: Choice): Promise<QuestionSet> {
  const { guides } = await loadGuides(content)
  const read = (locale: Locale) =>
    readRows<Asked>(join(dir, `${locale}.jsonl`)).filter(
      ({ question }) => !splits?.includes('kept-apart') || isKeptApart(question),
    )
  const questions = locales.flatMap(locale =>
    read(locale).map(({ question, slug }) => ({ text: question, locale, relevant: slug ? [slug] : [] })),
  )
  return { name: 'guides', guides, questions }
}

function readRows<Row>(path: string): Row[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim()
  return text.split('\n').map(line => JSON.parse(line) as Row)
}
