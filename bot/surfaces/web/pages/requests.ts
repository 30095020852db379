import { Hono } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Answer, AnswerRow } from '../../../core/action.ts'
import { type DocumentKind, kindOf } from '../../../core/documents.ts'
import { perform } from '../../../core/perform.ts'
import { factRows } from '../../../desk/outcomes.ts'
import { reply } from '../../../desk/reply.ts'
import { visible } from '../../text.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { statusOf } from '../parts/form-page.ts'
import type { Html } from '../parts/html.ts'
import { layout } from '../parts/layout.ts'
import { problemPage } from '../parts/problem.ts'
import { rowsHtml, viewHtml } from '../parts/view.ts'
import { personOf } from '../visitor.ts'

/** The requests that wait for a support agent, and what each was proven with (TFA-4). To anybody else there is nothing here. */
export function requestPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  const { setting } = parts
  const answerOf = async (context: Visit, action: string, input: object): Promise<Answer | undefined> => {
    const { user, session } = context.get('visitor')
    if (!user?.supportAgent) return undefined
    const actor = { user: user.id }
    const wish = { actor, action, input, from: 'web', ...(session !== undefined && { session }) }
    const outcome = await perform(setting.domain, wish)
    return outcome.status === 'answer' ? outcome.answer : undefined
  }
  const requestsFor = async (context: Visit) => (await answerOf(context, 'list-2fa-requests', {}))?.rows
  const requestFor = async (context: Visit, request: string) =>
    (await requestsFor(context))?.find(({ id }) => id === request)

  pages.get('/requests', async context => {
    const rows = await requestsFor(context)
    if (!rows) return problemPage(parts, context, 404)
    const title = context.get('speech').t('web.recovery.title')
    return page(parts, context, title, listHtml(context, rows))
  })

  pages.get('/requests/:id', async context => {
    const row = await requestFor(context, context.req.param('id'))
    if (!row) return problemPage(parts, context, 404)
    const title = context.get('speech').t('web.recovery.of', { of: row.title })
    return page(parts, context, title, requestHtml(context, row))
  })

  pages.post('/requests/:id', async context => {
    if (!context.get('visitor').user?.supportAgent) return problemPage(parts, context, 404)
    const speech = context.get('speech')
    const visitor = context.get('visitor')
    const { approve, reason } = await context.req.parseBody()
    const values = { request: context.req.param('id'), approve: approve === 'true', reason }
    const event = { kind: 'submit', action: 'decide-2fa-recovery', values } as const
    const view = await reply(setting, personOf(visitor, speech.locale), event)
    const missing = view.form?.fields.find(({ name }) => name === 'reason')?.error
    const row = missing === undefined ? undefined : await requestFor(context, values.request)
    if (row) {
      const title = speech.t('web.recovery.of', { of: row.title })
      const body = requestHtml(context, row, missing)
      return page(parts, context, speech.t('web.form.error', { title }), body, statusOf(view))
    }
    const title = view.title ?? speech.t('web.recovery.decision')
    const body = html`${viewHtml(view, speech, visitor)}${backHtml(context)}`
    return page(parts, context, title, body, statusOf(view))
  })

  pages.get('/requests/:id/:document', async context => {
    const { id: request, document } = context.req.param()
    const file = (await answerOf(context, 'show-2fa-document', { request, document }))?.file
    if (!file) return problemPage(parts, context, 404)
    return context.body(new Uint8Array(file.bytes), 200, headersOf(file.kind, document))
  })
  return pages
}

/** What a stranger uploaded is a picture of ours by now, or is saved and never opened by a browser. */
const headersOf = (kind: DocumentKind, name: string): Record<string, string> => ({
  'Content-Type': kind === 'pdf' ? 'application/pdf' : 'image/jpeg',
  'Content-Disposition': `${kind === 'pdf' ? 'attachment' : 'inline'}; filename="${name}"`,
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
})

async function page(
  parts: WebParts,
  context: Visit,
  title: string,
  body: Html,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return context.html(await layout(parts, context, { title, body }), status)
}

function listHtml(context: Visit, rows: readonly AnswerRow[]): Html {
  const speech = context.get('speech')
  const { t, locale } = speech
  return html`<h1>${t('web.recovery.title')}</h1>
    <p class="lead">${t(rows.length ? 'web.recovery.intro' : 'web.recovery.none')}</p>
    <ol class="cards">${rows.map(
      row => html`<li>
        <a href="/${locale}/requests/${row.id}">${t('web.recovery.look', { of: row.title })}</a>
        ${factsHtml(context, row)}
      </li>`,
    )}</ol>`
}

const factsHtml = (context: Visit, { facts }: AnswerRow): Html => {
  const { request: _, ...told } = facts
  return html`<div class="facts">${rowsHtml(factRows({ speech: context.get('speech') }, told))}</div>`
}

/** One request: its documents, and the form of the decision, which is previewed and confirmed like any change; with what was wrong with the reason. */
function requestHtml(context: Visit, row: AnswerRow, wrong?: string): Html {
  const { t, locale } = context.get('speech')
  const { csrf } = context.get('visitor')
  const here = `/${locale}/requests/${row.id}`
  return html`<h1>${t('web.recovery.of', { of: row.title })}</h1>
    ${factsHtml(context, row)}
    <section><h2>${t('web.recovery.documents')}</h2>
      <p>${t('web.recovery.noted')}</p>
      <ul class="documents">${row.files?.map((name, place) => html`<li>${documentHtml(context, here, name, place + 1)}</li>`)}</ul>
    </section>
    <section><h2>${t('web.recovery.decision')}</h2>
      <form class="fields" method="post" action="${here}">
        <input type="hidden" name="csrf" value="${csrf}" />
        <div class="${wrong === undefined ? 'field' : 'field wrong'}">
          <label for="reason">${t('actions.decide-2fa-recovery.fields.reason.label')}</label>
          <p class="hint" id="reason-hint">${t('actions.decide-2fa-recovery.fields.reason.hint')}</p>
          ${wrong === undefined ? '' : html`<p class="error" id="reason-error">${visible(wrong)}</p>`}
          <textarea id="reason" name="reason" rows="3" maxlength="500" ${describedBy(wrong)}></textarea>
        </div>
        <div class="buttons">
          <button name="approve" value="true">${t('web.recovery.approve')}</button>
          <button class="danger" name="approve" value="false">${t('web.recovery.refuse')}</button>
        </div>
      </form>
    </section>
    ${backHtml(context)}`
}

const describedBy = (wrong: string | undefined): Html =>
  wrong === undefined
    ? html`aria-describedby="reason-hint"`
    : html`aria-describedby="reason-hint reason-error" aria-invalid="true" autofocus`

function documentHtml(context: Visit, request: string, name: string, number: number): Html {
  const { t } = context.get('speech')
  const address = `${request}/${name}`
  return kindOf(name) === 'pdf'
    ? html`<a href="${address}" download>${t('web.recovery.download', { number })}</a>`
    : html`<a href="${address}"><img src="${address}" alt="${t('web.recovery.document', { number })}" loading="lazy" /></a>`
}

const backHtml = (context: Visit): Html => {
  const { t, locale } = context.get('speech')
  return html`<p class="back"><a href="/${locale}/requests">${t('web.recovery.all')}</a></p>`
}
