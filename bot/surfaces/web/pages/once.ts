import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Action } from '../../../core/action.ts'
import { hash } from '../../../core/secrets.ts'
import { finishMailed, mailed, openMailed } from '../../../desk/mailed.ts'
import { actionOnce, finishOnce, type Once, openOnce } from '../../../desk/once.ts'
import { signInThen, withOptions } from '../answer.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { typedIn } from '../fields.ts'
import { withCards } from '../parts/card.ts'
import { formPage } from '../parts/form-page.ts'
import { layout } from '../parts/layout.ts'
import { problemPage } from '../parts/problem.ts'
import { tooMany } from '../refuse.ts'
import { personOf } from '../visitor.ts'

/** One-time pages: what is secret is finished here (ACT-7). Looking consumes nothing, sending does it once. */
export function oncePages(parts: WebParts): Web {
  const { setting } = parts
  const pages: Web = new Hono<WebEnv>()
  pages.get('/once/:token', async context =>
    shown(parts, context, await openOnce(setting, visiting(context), context.req.param('token'))),
  )
  const sentTwice = openTwice<Once>()
  pages.post('/once/:token', async context => {
    const token = context.req.param('token')
    return sent(parts, context, await actionOnce(setting, token), typed =>
      sentTwice(keyOf(context, typed), () => finishOnce(setting, visiting(context), token, typed)),
    )
  })
  for (const id of mailed) {
    const path = `/once/${id}/:token` as const
    pages.get(path, async context =>
      shown(parts, context, await openMailed(setting, visiting(context), id, context.req.param('token'))),
    )
    pages.post(path, context =>
      sent(parts, context, setting.domain.actions.get(id), typed =>
        finishMailed(setting, visiting(context), id, context.req.param('token') ?? '', typed),
      ),
    )
  }
  return pages
}

const visiting = (context: Visit) => personOf(context.get('visitor'), context.get('speech').locale)

async function sent(
  parts: WebParts,
  context: Visit,
  action: Action | undefined,
  finish: (typed: Record<string, unknown>) => Promise<Once>,
): Promise<Response> {
  const refused = await tooMany(parts, context)
  if (refused) return refused
  const once = action ? await finish(await typedIn(context, action)) : ({ kind: 'gone' } as const)
  if (once.kind === 'gone' || (once.kind === 'open' && once.view.tone === 'problem'))
    parts.brake.count(context)
  return shown(parts, context, once)
}

async function shown(parts: WebParts, context: Visit, once: Once): Promise<Response> {
  const { locale, t } = context.get('speech')
  const { path } = context.req
  if (once.kind === 'gone') return problemPage(parts, context, 410)
  if (once.kind === 'sign-in') return context.redirect(signInThen(locale, path), 303)
  if (once.kind === 'foreign') return foreign(parts, context)
  const isOver = once.view.form === undefined && context.get('visitor').user === undefined
  const more = isOver
    ? html`<p class="buttons"><a class="button" href="/${locale}/sign-in">${t('web.sign-in.title')}</a></p>`
    : ''
  const view = await withOptions(parts, visiting(context), await withCards(parts, context, once.view))
  return formPage(parts, context, view, { to: path, ...(more && { more }) })
}

/** Somebody else's link: said plainly, with the way to the other account. Nothing is consumed. */
async function foreign(parts: WebParts, context: Visit): Promise<Response> {
  const { locale, t } = context.get('speech')
  const title = t('web.once.foreign.title')
  const other = new URLSearchParams({ other: '', next: context.req.path })
  const body = html`<h1>${title}</h1><p>${t('web.once.foreign.text')}</p>
    <p class="buttons"><a class="button" href="/${locale}/sign-in?${other}">${t('web.sign-in.other')}</a></p>`
  return context.html(await layout(parts, context, { title, body }), 403)
}

/** A double click sends the same twice: both get the answer of the first, whose secrets are shown only once. */
function openTwice<Result>() {
  const underWay = new Map<string, Promise<Result>>()
  return (key: string, work: () => Promise<Result>): Promise<Result> => {
    const known = underWay.get(key)
    if (known) return known
    const done = work().finally(() => underWay.delete(key))
    underWay.set(key, done)
    return done
  }
}

const keyOf = (context: Visit, typed: object): string =>
  hash(JSON.stringify([context.req.path, context.get('visitor').csrf, typed]))
