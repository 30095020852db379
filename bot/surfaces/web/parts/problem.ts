import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Visit, WebParts } from '../env.ts'
import { layout } from './layout.ts'

export type ProblemStatus = 400 | 403 | 404 | 405 | 410 | 413 | 429 | 500

/** A page that says what went wrong, and what to do next. */
export async function problemPage(parts: WebParts, context: Visit, status: ProblemStatus): Promise<Response> {
  const { t, locale } = context.get('speech')
  const title = t(`web.problems.${status}.title`)
  const body = html`<h1>${title}</h1><p>${t(`web.problems.${status}.text`)}</p>
    <p><a href="/${locale}">${t('web.problems.home')}</a></p>`
  return context.html(await layout(parts, context, { title, body }), status as ContentfulStatusCode)
}
