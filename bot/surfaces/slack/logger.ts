import { type Logger, LogLevel, type webApi } from '@slack/bolt'
import type { Warn } from '../chat/surface.ts'

/** What every client of Slack's libraries is made with. */
export type ClientOptions = Pick<webApi.WebClientOptions, 'slackApiUrl' | 'logger'>

/**
 * The log of Slack's libraries. They log whole bodies at lower levels and whole errors at higher ones, so that of what they say only
 * the first words are kept, where those are words of their own.
 */
export function quietLogger(warn: Warn): Logger {
  const tell =
    (level: string) =>
    (...said: unknown[]) =>
      warn('slack library', { level, said: firstWords(said[0]) })
  return {
    debug: () => {},
    info: () => {},
    warn: tell('warn'),
    error: tell('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}

/** Words without signs, up to the first number, address or quotation: no text, id or token is among them. */
const firstWords = (said: unknown): string =>
  typeof said === 'string' ? (/^[A-Za-z ,'-]*/.exec(said)?.[0] ?? '').slice(0, 80).trim() : typeof said
