import { readFile, writeFile } from 'node:fs/promises'
import { checkGuides, loadGuides, sourceHash } from '../../kb/guide.ts'
import { actions } from '../actions/index.ts'
import { subjects } from '../core/catalogue.ts'
import { print, run, UsageError } from './run.ts'

/**
 * `npm run -s content`: checks all guides, and writes a line of JSON a problem, with file and line.
 * `--stamp slug/locale` (or `all`) notes that a translation is up to date with its source.
 */
await run({ stamp: { type: 'string' } }, async ({ config, speech, values }) => {
  const loaded = await loadGuides(config.contentDir)
  if (values.stamp !== undefined) return stamp(loaded.guides, String(values.stamp))
  const problems = [
    ...loaded.problems,
    ...checkGuides(loaded.guides, {
      actions: new Set(actions.keys()),
      subjects: new Set<string>(subjects),
      sourceLocale: 'fr',
    }),
  ]
  for (const problem of problems)
    print({ ...problem, message: speech.word(`content.${problem.problem}`, problem.facts) })
  print({ guides: loaded.guides.length, problems: problems.length })
  return problems.length ? 1 : 0
})

async function stamp(
  guides: Awaited<ReturnType<typeof loadGuides>>['guides'],
  which: string,
): Promise<0 | 1> {
  const translations = guides.filter(
    ({ slug, locale }) => locale !== 'fr' && (which === 'all' || which === `${slug}/${locale}`),
  )
  if (!translations.length) throw new UsageError('no-translation')
  for (const { slug, path } of translations) {
    const source = guides.find(guide => guide.slug === slug && guide.locale === 'fr')
    if (!source || !path) continue
    const text = await readFile(path, 'utf8')
    // In quotes: to YAML a hash such as 3904772447e5 is a number.
    await writeFile(path, text.replace(/^source: .*$/m, `source: "${sourceHash(source)}"`))
    print({ stamped: path })
  }
  return 0
}
