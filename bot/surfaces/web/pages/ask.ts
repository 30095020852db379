import { Hono } from 'hono'
import { html } from 'hono/html'
import { holdsCardNumber } from '../../../core/card-numbers.ts'
import { hash, newId } from '../../../core/secrets.ts'
import { decides, readButton } from '../../../desk/button.ts'
import type { Event } from '../../../desk/event.ts'
import type { View } from '../../../desk/view.ts'
import { answer, answerPage, fragment, isFragment, previewPath, signInFor } from '../answer.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import type { Html } from '../parts/html.ts'
import { layout } from '../parts/layout.ts'
import { viewHtml } from '../parts/view.ts'

/** The desk as a conversation: what is asked or pressed, and what comes back; then the box to go on. */
export function askPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/ask', async context => {
    const { locale } = context.get('speech')
    const text = context.req.query('q')?.trim()
    const thread = newId()
    if (!text) return conversation(parts, context, thread)
    // Whoever is named is asked about, not begun: a link was followed.
    if (parts.setting.domain.actions.has(text)) return context.redirect(`/${locale}/do/${text}`)
    const event: Event = { kind: 'say', text }
    const view = await answer(parts, context, event, threadOf(context, thread))
    return conversation(parts, context, thread, { event, view })
  })
  pages.post('/ask', async context => {
    const { press, text, thread: typed } = await context.req.parseBody()
    const thread = typeof typed === 'string' && typed ? typed : newId()
    const event: Event =
      typeof press === 'string'
        ? { kind: 'press', button: press }
        : { kind: 'say', text: typeof text === 'string' ? text : '' }
    const view = await answer(parts, context, event, threadOf(context, thread))
    if (isFragment(context)) return fragment(context, view, event)
    const preview = previewPath(context, view, event)
    if (preview) return context.redirect(preview, 303)
    return isTask(event)
      ? answerPage(parts, context, view, event)
      : conversation(parts, context, thread, { event, view })
  })
  return pages
}

/** What is pressed to have something done, or decided, has a page of its own. */
const isTask = (event: Event): boolean =>
  event.kind === 'press' &&
  (decides(event.button) || /^(do|show)$/.test(readButton(event.button)?.kind ?? ''))

/** A conversation is its visitor's own, whoever else knows its name. */
const threadOf = (context: Visit, id: string) => ({
  thread: `web:${hash(`${context.get('visitor').csrf} ${id}`)}`,
})

interface Turn {
  event: Event
  view: View
}

async function conversation(parts: WebParts, context: Visit, thread: string, turn?: Turn): Promise<Response> {
  const speech = context.get('speech')
  const title = turn?.view.title ?? speech.t('web.ask.title')
  const body = html`<h1>${speech.t('web.ask.title')}</h1>
    <div class="turns" role="log" aria-live="polite" aria-label="${speech.t('web.ask.log')}">${turn ? turnHtml(context, turn) : ''}</div>
    ${askBox(context, thread)}`
  return context.html(await layout(parts, context, { title, body }))
}

const turnHtml = (context: Visit, { event, view }: Turn): Html => {
  const speech = context.get('speech')
  const signIn = signInFor(speech.locale, event)
  // A card number is not repeated (PAY-3).
  const said = event.kind === 'say' && !holdsCardNumber(event.text) ? event.text.trim() : ''
  return html`<div class="turn">
    ${said ? html`<p class="said"><span class="unseen">${speech.t('web.ask.you')} </span>${said}</p>` : ''}
    ${viewHtml(view, speech, context.get('visitor'), { signIn })}
  </div>`
}

const askBox = (context: Visit, thread: string): Html => {
  const { locale, t } = context.get('speech')
  return html`<form class="ask" method="post" action="/${locale}/ask" data-you="${t('web.ask.you')}">
    <input type="hidden" name="csrf" value="${context.get('visitor').csrf}" />
    <input type="hidden" name="thread" value="${thread}" />
    <label for="text">${t('web.ask.label')}</label>
    <textarea id="text" name="text" rows="2" maxlength="4000" required aria-describedby="text-hint"></textarea>
    <p class="hint" id="text-hint">${t('web.ask.hint')}</p>
    <button class="primary">${t('web.ask.send')}</button>
  </form>`
}
