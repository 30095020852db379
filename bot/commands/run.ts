import { join } from 'node:path'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { type Config, ConfigError, exampleOf, readConfig } from '../config.ts'
import { type Locale, locales } from '../core/catalogue.ts'
import { StoreError } from '../core/store.ts'
import { RoutesError } from '../post/routes.ts'
import { openWords, type Speech, type Words } from '../words/words.ts'

/** Done · refused or not found · bad usage. */
export type ExitCode = 0 | 1 | 2

export interface Tools {
  config: Config
  words: Words
  speech: Speech
  /** The language asked for by `--locale`, if any. */
  locale: Locale | undefined
  values: Record<string, string | boolean | undefined>
  positionals: string[]
}

/** Thrown for a command that was called wrongly; the sentence is at `commands.<problem>` in `locales/`. */
export class UsageError extends Error {
  readonly problem: string
  readonly facts: Record<string, string>

  constructor(problem: string, facts: Record<string, string> = {}) {
    super(problem)
    this.name = 'UsageError'
    this.problem = problem
    this.facts = facts
  }
}

// The words that say what is wrong with LOCALES_DIR cannot come from there.
const ownLocales = join(import.meta.dirname, '..', '..', 'locales')

/**
 * Runs a command of the command line: reads its options and the environment, and ends the process with the code that `work` answers.
 * Whatever goes wrong is one sentence on standard error.
 */
export async function run(
  options: ParseArgsOptionsConfig,
  work: (tools: Tools) => Promise<ExitCode>,
): Promise<void> {
  const environment = process.env
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leaveQuietly)
  const spoken = localeTyped() ?? localeOfSystem(environment)
  let words: Words | undefined
  try {
    const { values, positionals } = parse(options)
    const locale = localeOf(values.locale)
    const config = readConfig(environment)
    words = wordsFrom(config)
    process.exitCode = await work({ config, words, speech: words(spoken), locale, values, positionals })
  } catch (error) {
    process.stderr.write(`${sentence((words ?? openWords(ownLocales))(spoken), error)}\n`)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

function parse(options: ParseArgsOptionsConfig) {
  try {
    const parsed = parseArgs({ options: { locale: { type: 'string' }, ...options }, allowPositionals: true })
    return { values: parsed.values as Tools['values'], positionals: parsed.positionals }
  } catch {
    throw new UsageError('bad-option', {
      known: ['locale', ...Object.keys(options)].map(name => `--${name}`).join(', '),
    })
  }
}

/** The language to complain in, whatever else is wrong. */
function localeTyped(): Locale | undefined {
  const { values } = parseArgs({ options: { locale: { type: 'string' } }, strict: false })
  return locales.find(known => known === values.locale)
}

function localeOf(typed: string | boolean | undefined): Locale | undefined {
  const locale = locales.find(known => known === typed)
  if (typed !== undefined && !locale) throw new UsageError('bad-locale', { known: locales.join(', ') })
  return locale
}

function wordsFrom(config: Config): Words {
  try {
    return openWords(config.localesDir)
  } catch {
    throw new ConfigError('LOCALES_DIR')
  }
}

/** The language of the system (`LANG=de_CH.UTF-8`), French where it says none. */
export function localeOfSystem({ LC_ALL, LC_MESSAGES, LANG }: Record<string, string | undefined>): Locale {
  const named = (LC_ALL || LC_MESSAGES || LANG || '').slice(0, 2)
  return locales.find(known => known === named) ?? 'fr'
}

function storeSentence(speech: Speech, { problem, facts }: StoreError): string {
  const detail = speech.find(`damage.${facts.detail}`, facts) ?? facts.detail
  return speech.word(`store.${problem}`, { ...facts, detail })
}

function sentence(speech: Speech, error: unknown): string {
  if (error instanceof UsageError) return speech.word(`commands.${error.problem}`, error.facts)
  if (error instanceof ConfigError)
    return speech.t('commands.bad-variable', { variable: error.variable, example: exampleOf(error.variable) })
  if (error instanceof StoreError) return storeSentence(speech, error)
  if (error instanceof RoutesError)
    return speech.word(`commands.routes-${error.facts.entry ? 'damaged' : 'unreadable'}`, { ...error.facts })
  const path = unreadable(error)
  if (path !== undefined) return speech.t('commands.no-content', { path })
  return speech.t('commands.failed', { reason: error instanceof Error ? error.message : String(error) })
}

/** The file or folder that is not there, or not to be read, where that is what went wrong. */
function unreadable(error: unknown): string | undefined {
  const { code = '', path } = ((error as Error).cause ?? error) as NodeJS.ErrnoException
  return ['ENOENT', 'ENOTDIR', 'EACCES'].includes(code) ? path : undefined
}

/** Whoever reads may stop reading (`| head -1`): there is nobody left to tell. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

/** Writes one line of JSON to standard output. */
export const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
