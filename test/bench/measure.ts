import { gzipSync } from 'node:zlib'
import { terms } from '../../kb/analysis/terms.ts'
import type { Guide, Locale } from '../../kb/guide.ts'
import { type Engine, textOf } from './engines/engine.ts'
import { enginesOf } from './engines/index.ts'
import { type QuestionSet, readSets } from './sets.ts'
import { withTypo } from './typos.ts'

/** Milliseconds a question and to index; megabytes of memory, written to disk, and gzipped. */
export interface Figures {
  mean: number
  p50: number
  p99: number
  build: number
  memory: number
  saved: number
  zipped: number
}

const megabyte = 1e6
const warmUp = 300

/** What is on the heap and in array buffers, once all garbage is gone. */
function used(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Measures one engine on one language. Its memory is what it holds after it was asked, without the guides themselves. */
function measureLanguage(engine: Engine, guides: Guide[], questions: string[], locale: Locale): Figures {
  if (engine.name !== 'ours') for (const guide of guides) terms(`${guide.title}\n${textOf(guide)}`, locale)
  const before = used()
  const started = performance.now()
  const opened = engine.open(guides, locale)
  const build = performance.now() - started
  for (let at = 0; at < warmUp; at++)
    opened.search(withTypo(questions[at % questions.length]!, at).slice(0, 40), 10)
  const times = questions.map(question => {
    const asked = performance.now()
    opened.search(question, 10)
    return performance.now() - asked
  })
  const memory = used() - before + (opened.outside ?? 0)
  const bytes = opened.save()
  const sizes = { saved: bytes.length / megabyte, zipped: gzipSync(bytes).length / megabyte }
  return { ...speedOf(times), build, memory: memory / megabyte, ...sizes }
}

function speedOf(times: number[]): Pick<Figures, 'mean' | 'p50' | 'p99'> {
  const sorted = times.toSorted((a, b) => a - b)
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  return {
    mean: times.reduce((sum, time) => sum + time, 0) / times.length,
    p50: quantile(0.5),
    p99: quantile(0.99),
  }
}

function measureSet(engine: Engine, { guides, questions }: QuestionSet): Figures[] {
  return [...Map.groupBy(questions, ({ locale }) => locale)].map(([locale, asked]) =>
    measureLanguage(
      engine,
      repeat(
        guides.filter(guide => guide.locale === locale),
        Number(wanted),
      ),
      asked.map(({ text }) => text),
      locale,
    ),
  )
}

/** The guides again and again under other names, until there are as many as wanted. */
function repeat(guides: Guide[], wanted: number): Guide[] {
  return Array.from({ length: Math.max(wanted, guides.length) }, (_, at) => {
    const guide = guides[at % guides.length]!
    return at < guides.length ? guide : { ...guide, slug: `${guide.slug}+${at}` }
  })
}

const [engine = '', dir = '', content = '', wanted = '0'] = process.argv.slice(2)
const measured: Record<string, Figures[]> = {}
for (const set of await readSets(dir, { content }))
  measured[set.name] = measureSet(enginesOf(engine)[0]!, set)
process.stdout.write(JSON.stringify(measured))
