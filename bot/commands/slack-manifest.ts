import { manifestOf } from '../surfaces/slack/manifest.ts'
import { run, UsageError } from './run.ts'

/**
 * `npm run -s slack:manifest`: writes the manifest of the Slack app as JSON, in English or in the language of `--locale`.
 * `--url https://…` is where Slack delivers by HTTP; without it the app uses Socket Mode.
 */
await run({ url: { type: 'string' } }, async ({ config, words, locale, values }) => {
  const url = values.url === undefined ? undefined : originOf(String(values.url))
  const manifest = manifestOf(words(locale ?? 'en'), { publicUrl: config.publicUrl, ...(url && { url }) })
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`)
  return 0
})

/** The address without a slash at its end. Slack delivers over https only. */
function originOf(typed: string): string {
  if (!URL.canParse(typed) || new URL(typed).protocol !== 'https:') throw new UsageError('bad-url')
  return typed.replace(/\/+$/, '')
}
