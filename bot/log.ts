import type { Config } from './config.ts'

const levels = ['error', 'warn', 'info', 'debug'] as const
type Level = (typeof levels)[number]
type Field = string | number | boolean | undefined

/** One line per event; what is worth saying is given field by field, never an object as a whole. */
export type Log = Record<Level, (event: string, fields?: Record<string, Field>) => void>

/**
 * A log that writes one line of JSON per event to standard error, at `level` and above.
 * Callers hand in no message texts, addresses or tokens; what slips through inside a text is struck out here (PAY-3).
 */
export function openLog(level: Config['logLevel'], write: (line: string) => void = toStandardError): Log {
  const lowest = levels.indexOf(level as Level)
  const at =
    (own: Level) =>
    (event: string, fields: Record<string, Field> = {}) => {
      if (levels.indexOf(own) > lowest) return
      const safe = Object.entries(fields).map(([name, value]) => [name, redact(name, value)])
      write(
        JSON.stringify({ time: new Date().toISOString(), level: own, event, ...Object.fromEntries(safe) }),
      )
    }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

/** What any error may say in a log: its code or kind, never its message, which may quote an address or a text. */
export function problemOf(error: unknown): string {
  const { code, name, responseCode } = (error ?? {}) as {
    code?: string
    name?: string
    responseCode?: number
  }
  return [code ?? name ?? typeof error, responseCode].filter(Boolean).join(' ')
}

const toStandardError = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const address = /[^\s@<>"']+@[^\s@<>"']+/g
const digits = /\d(?:[ -]?\d){8,}/g
const token = /\b(?:xox[a-z]|xapp|tok)[-_][\w-]+/g

/** `id` is one of ours, random, and may well hold many digits. */
function redact(name: string, value: Field): Field {
  if (typeof value !== 'string' || name === 'id') return value
  return value.replace(address, '[address]').replace(token, '[token]').replace(digits, '[digits]')
}
