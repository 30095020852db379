import type { Problem } from '../kb/guide.ts'
import type { Config } from './config.ts'
import { SurfaceError } from './surfaces/chat/surface.ts'
import type { Speech } from './words/words.ts'

/** What is wrong with a guide that was changed, and where: `path:line: sentence`. */
export const contentProblem = (speech: Speech, { path, line, problem, facts }: Problem): string =>
  `${path}:${line}: ${speech.word(`content.${problem}`, facts)}`

/** Why a surface does not open, in one sentence: what to do about it, and that the others go on. */
export function startProblem(speech: Speech, { port }: Config, error: unknown): string {
  if (error instanceof SurfaceError) return speech.word(`start.${error.surface}.${error.problem}`)
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'EADDRINUSE'
    ? speech.t('start.port-taken', { port })
    : speech.t('start.failed', { reason: code ?? message })
}
