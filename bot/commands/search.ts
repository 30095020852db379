import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { loadGuides } from '../../kb/guide.ts'
import { type Library, openLibrary } from '../../kb/library.ts'
import { locales } from '../core/catalogue.ts'
import { print, run, UsageError } from './run.ts'

/** A line of the file of confirmed answers. */
const Confirmed = z.object({ question: z.string(), slug: z.string(), locale: z.enum(locales) })

/** `npm run -s search -- --content DIR [--locale fr] [--limit 10] [--only] [--confirmed FILE]`: one question a line in, one line of JSON a question out. */
await run(
  {
    content: { type: 'string' },
    limit: { type: 'string' },
    only: { type: 'boolean' },
    confirmed: { type: 'string' },
  },
  async tools => {
    const { config, values, locale } = tools
    const limit = Number(values.limit ?? 10)
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new UsageError('bad-limit')
    const started = performance.now()
    const { guides } = await loadGuides(String(values.content ?? config.contentDir))
    const library = openLibrary(guides)
    const scope = { ...(locale && (values.only ? { only: locale } : { locale })), limit }
    const confirmed = typeof values.confirmed === 'string' ? await learnFrom(values.confirmed, library) : {}
    library.ask('', scope)
    const load = loadOf(guides.length, performance.now() - started)
    process.stderr.write(`${JSON.stringify({ ...load, ...confirmed })}\n`)
    for await (const question of createInterface({
      input: process.stdin,
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      const asked = performance.now()
      const { locale: found, answered, results } = library.ask(question, scope)
      const ms = Math.round((performance.now() - asked) * 1000) / 1000
      const shown = results.map(({ slug, section, score, confidence }) => ({
        slug,
        section: section.id,
        score,
        confidence,
      }))
      print({ question, locale: found, answered, results: shown, ms })
    }
    return 0
  },
)

function loadOf(guides: number, ms: number) {
  return { guides, indexMs: Math.round(ms), heapMb: Math.round(process.memoryUsage().heapUsed / 2 ** 20) }
}

/** Learns a file of answers, a line of JSON each, as if two people had confirmed every one; how many there are. */
async function learnFrom(path: string, library: Library): Promise<{ confirmed: number }> {
  const lines = (await readFile(path, 'utf8')).replace(/^\ufeff/, '').split('\n')
  const aliases = lines.flatMap((line, at) =>
    line.trim() ? [{ id: String(at), ...confirmedIn(line, at + 1), people: 2 }] : [],
  )
  library.learn(aliases)
  return { confirmed: aliases.length }
}

function confirmedIn(line: string, number: number): z.infer<typeof Confirmed> {
  try {
    return Confirmed.parse(JSON.parse(line))
  } catch {
    throw new UsageError('bad-confirmed', { line: String(number) })
  }
}
