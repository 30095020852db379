import { webApi } from '@slack/bolt'

/** Slack's word for what went wrong, such as `not_in_channel`; `undefined` where it is no answer of Slack's. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined

/** What the log may say of an error: a code or a kind, never its message, which may quote a text or a token. */
export function reasonOf(error: unknown): string {
  const { code, name, statusCode } = Object(error) as { code?: unknown; name?: unknown; statusCode?: unknown }
  return [codeOf(error) ?? code ?? name ?? typeof error, statusCode].filter(Boolean).join(' ')
}

/** Seconds that Slack asks to wait (429); `undefined` where it does not. */
export const waitOf = (error: unknown): number | undefined =>
  error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : undefined

/** Whether the same request may well succeed a little later: whatever is no answer of Slack's. */
export const isPassing = (error: unknown): boolean => codeOf(error) === undefined
