import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { nearestTo } from '../../../desk/search.ts'
import type { Visit, WebParts } from '../env.ts'
import { cards } from './cards.ts'
import type { Html } from './html.ts'
import { layout } from './layout.ts'

export type ProblemStatus = 400 | 403 | 404 | 405 | 410 | 413 | 414 | 429 | 500

/** A page that says what went wrong, and what to do next. */
export async function problemPage(parts: WebParts, context: Visit, status: ProblemStatus): Promise<Response> {
  const { t, locale } = context.get('speech')
  const title = t(`web.problems.${status}.title`)
  const body = html`<div class="problem">
    <p class="status" aria-hidden="true">${status}</p>
    <h1>${title}</h1>
    <p>${t(`web.problems.${status}.text`)}</p>
    ${status === 404 ? suggestions(parts, context) : ''}
    <p><a class="button" href="/${locale}">${t('web.problems.home')}</a></p>
  </div>`
  return context.html(await layout(parts, context, { title, body }), status as ContentfulStatusCode)
}

/** The guides that a misspelt address may have meant. */
function suggestions({ setting }: WebParts, context: Visit): Html | '' {
  const { t, locale } = context.get('speech')
  const asked = /^\/[a-z]{2}\/([^/]+)/.exec(context.req.path)?.[1]
  const near = asked ? nearestTo(setting, asked, locale) : []
  if (near.length === 0) return ''
  return html`<h2>${t('web.search.near')}</h2>
    ${cards(near)}`
}
