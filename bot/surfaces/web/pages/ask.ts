import { Hono } from 'hono'
import { html } from 'hono/html'
import { reply } from '../../../desk/reply.ts'
import type { Web, WebEnv, WebParts } from '../env.ts'
import { fields } from '../fields.ts'
import { layout } from '../parts/layout.ts'
import { viewHtml } from '../parts/view.ts'
import { personOf } from '../visitor.ts'

/** The desk as a conversation: what is asked, pressed or filled in, and what comes back. */
export function askPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/ask', context => {
    const speech = context.get('speech')
    return context.html(layout(parts, context, { title: speech.t('web.ask.title'), body: askBox(context) }))
  })
  pages.post('/ask', async context => {
    const speech = context.get('speech')
    const visitor = context.get('visitor')
    const event = await fields(context, parts.setting.domain)
    const view = await reply(parts.setting, personOf(visitor, speech.locale), event)
    const body = html`${viewHtml(view, parts.setting.words(view.locale), visitor)}${askBox(context)}`
    return context.html(layout(parts, context, { title: view.title ?? speech.t('web.ask.title'), body }))
  })
  return pages
}

const askBox = (context: Parameters<typeof layout>[1]) => {
  const { locale, t } = context.get('speech')
  return html`<form class="ask" method="post" action="/${locale}/ask">
    <input type="hidden" name="csrf" value="${context.get('visitor').csrf}" />
    <label for="text">${t('web.ask.label')}</label>
    <textarea id="text" name="text" rows="2" maxlength="4000" required></textarea>
    <button>${t('web.ask.send')}</button>
  </form>`
}
