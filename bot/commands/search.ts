import { createInterface } from 'node:readline'
import { loadGuides } from '../../kb/guide.ts'
import { openLibrary } from '../../kb/library.ts'
import { print, run, UsageError } from './run.ts'

/** `npm run -s search -- --content DIR [--locale fr] [--limit 10] [--only]`: one question a line in, one line of JSON a question out. */
await run(
  { content: { type: 'string' }, limit: { type: 'string' }, only: { type: 'boolean' } },
  async tools => {
    const { config, values, locale } = tools
    const limit = Number(values.limit ?? 10)
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new UsageError('bad-limit')
    const started = performance.now()
    const { guides } = await loadGuides(String(values.content ?? config.contentDir))
    const library = openLibrary(guides)
    const scope = { ...(locale && (values.only ? { only: locale } : { locale })), limit }
    library.ask('', scope)
    process.stderr.write(`${JSON.stringify(loadOf(guides.length, performance.now() - started))}\n`)
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
