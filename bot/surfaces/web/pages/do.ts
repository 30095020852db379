import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAskable } from '../../../core/action.ts'
import type { Event } from '../../../desk/event.ts'
import { options } from '../../../desk/reply.ts'
import type { View } from '../../../desk/view.ts'
import { answer, answerPage, fragment, isFragment, pathTo, previewPath, signInThen } from '../answer.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { namedIn, typedIn } from '../fields.ts'
import type { Html } from '../parts/html.ts'
import { personOf } from '../visitor.ts'

/** An action as a page: its form, prefilled by the query, or the answer of a read; what was filled in; the preview and the receipt. */
export function doPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  const { setting } = parts
  const actionOf = (context: Visit) => {
    const action = setting.domain.actions.get(context.req.param('action') ?? '')
    return action?.risk === 'system' ? undefined : action
  }

  pages.get('/do/:action', async (context, next) => {
    const action = actionOf(context)
    if (!action || !isAskable(action)) return next()
    const event: Event = { kind: 'want', action: action.id, values: namedIn(context, action), onlyAsks: true }
    return answerPage(parts, context, await answer(parts, context, event), event)
  })

  pages.post('/do/:action', async (context, next) => {
    const action = actionOf(context)
    if (!action) return next()
    const event: Event = { kind: 'submit', action: action.id, values: await typedIn(context, action) }
    const view = await answer(parts, context, event)
    if (isFragment(context)) return fragment(context, view, event)
    const preview = previewPath(context, view, event)
    if (preview) return context.redirect(preview, 303)
    return answerPage(parts, context, view, event, changing(context, view, action.risk, event))
  })

  pages.get('/change/:proposal', async context => {
    const event: Event = { kind: 'press', button: `show:${context.req.param('proposal')}` }
    const { locale } = context.get('speech')
    if (!context.get('visitor').user) return context.redirect(signInThen(locale, pathTo(locale, event)), 303)
    return answerPage(parts, context, await answer(parts, context, event), event)
  })

  pages.get('/options/:action/:field', async context => {
    const { action, field } = context.req.param()
    const person = personOf(context.get('visitor'), context.get('speech').locale)
    return context.json(
      await options(setting, person, action, field, (context.req.query('q') ?? '').slice(0, 200)),
    )
  })
  return pages
}

/** What was refused as it was filled in can be filled in otherwise. */
function changing(
  context: Visit,
  { tone, needsAccount }: View,
  risk: string,
  event: Event,
): Html | undefined {
  if (tone !== 'refusal' || needsAccount || risk !== 'change') return undefined
  const { locale, t } = context.get('speech')
  return html`<p class="back"><a href="${pathTo(locale, event)}">${t('web.do.change-input')}</a></p>`
}
