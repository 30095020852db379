import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Applied, Outcome } from '../../../core/outcome.ts'
import { perform } from '../../../core/perform.ts'
import { newToken } from '../../../core/secrets.ts'
import { turnFor } from '../../../desk/desk.ts'
import { askFor } from '../../../desk/once.ts'
import { noteTexts } from '../../../desk/sentences.ts'
import type { View } from '../../../desk/view.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { ownPath } from '../next.ts'
import { formPage } from '../parts/form-page.ts'
import { layout } from '../parts/layout.ts'
import { problemPage } from '../parts/problem.ts'
import { tooMany } from '../refuse.ts'
import { dropSession, keepPending, keepSession, pendingIn, personOf } from '../visitor.ts'

type Typed = Record<string, unknown>

/** Signing in, in one step or in two, and out. */
export function signInPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/sign-in', async context => {
    const isOther = context.req.query('other') !== undefined
    if (context.get('visitor').user && !isOther) return context.redirect(nextOf(context), 302)
    return passwordStep(parts, context, {})
  })
  pages.post('/sign-in', async context => {
    const refused = await tooMany(parts, context)
    if (refused) return refused
    const { login, password } = await context.req.parseBody()
    const pending = newToken()
    const outcome = await signIn(parts, 'sign-in', { login, password, pending })
    if (outcome.status === 'done') return enter(parts, context, outcome)
    if (!needsCode(outcome)) {
      parts.brake.count(context)
      return passwordStep(parts, context, { login }, outcome)
    }
    keepPending(context, pending)
    return codeStep(parts, context)
  })
  pages.post('/sign-in/code', async context => {
    const refused = await tooMany(parts, context)
    if (refused) return refused
    const { code } = await context.req.parseBody()
    const outcome = await signIn(parts, 'confirm-sign-in', { code, pending: pendingIn(context) ?? '-' })
    if (outcome.status === 'done') return enter(parts, context, outcome)
    parts.brake.count(context)
    return isLate(outcome) ? passwordStep(parts, context, {}, outcome) : codeStep(parts, context, outcome)
  })
  pages.get('/sign-in/code', context => context.redirect(pathTo(context, 'sign-in'), 302))
  // Else the guides would look for one of that name.
  pages.get('/sign-out', context => {
    context.header('Allow', 'POST')
    return problemPage(parts, context, 405)
  })
  pages.post('/sign-out', async context => {
    await signOut(parts, context)
    dropSession(context)
    return context.redirect(`/${context.get('speech').locale}`, 303)
  })
  return pages
}

function signIn({ setting }: WebParts, action: string, input: Typed): Promise<Outcome> {
  return perform(setting.domain, { actor: undefined, action, input, from: 'web' })
}

const isBecause = (outcome: Outcome, reason: string): boolean =>
  outcome.status === 'refused' && outcome.refusals.some(({ because }) => because === reason)
const needsCode = (outcome: Outcome): boolean => isBecause(outcome, 'code-needed')
const isLate = (outcome: Outcome): boolean => isBecause(outcome, 'late')

/** Where whoever signed in goes on to: what they wanted, or the start. */
const nextOf = (context: Visit): string =>
  ownPath(context.req.query('next')) ?? `/${context.get('speech').locale}`

/** A page of ours in a language, from which one still goes on to what one wanted. */
function pathTo(context: Visit, page: string, locale: string = context.get('speech').locale): string {
  const next = ownPath(context.req.query('next'))?.replace(/^\/[a-z]{2}/, `/${locale}`)
  return `/${locale}/${page}${next === undefined ? '' : `?${new URLSearchParams({ next })}`}`
}

/** The first step: login and password. */
async function passwordStep(
  parts: WebParts,
  context: Visit,
  typed: Typed,
  outcome?: Outcome,
): Promise<Response> {
  const { t } = context.get('speech')
  const asked = await viewOf(parts, context, 'sign-in', typed, outcome)
  const text = ownPath(context.req.query('next')) ? t('web.sign-in.first') : t('web.sign-in.lasts')
  const view = outcome ? asked : { ...asked, blocks: [{ kind: 'text' as const, text }] }
  const forgot = html`<p><a href="${pathTo(context, 'password')}">${t('web.sign-in.forgot')}</a></p>`
  return formPage(parts, context, without(view, 'code', { login: typed.login }), {
    to: pathTo(context, 'sign-in'),
    more: forgot,
    inLocale: locale => pathTo(context, 'sign-in', locale),
  })
}

/** The second step: a code alone. What was typed before is neither asked for again nor handed to the browser. */
async function codeStep(parts: WebParts, context: Visit, outcome?: Outcome): Promise<Response> {
  const { locale, t, word } = context.get('speech')
  const asked = await viewOf(parts, context, 'confirm-sign-in', {}, outcome)
  const view: View = {
    ...asked,
    title: t('web.sign-in.code-title'),
    ...(!outcome && { blocks: [{ kind: 'text', text: t('web.sign-in.code-text') }] }),
  }
  const lost = html`<form class="buttons" method="post" action="/${locale}/ask">
    <input type="hidden" name="csrf" value="${context.get('visitor').csrf}" />
    <p>${t('web.sign-in.no-code')}</p>
    <button class="plain" name="press" value="do:request-2fa-recovery">${word('actions.request-2fa-recovery.name')}</button>
  </form>`
  return formPage(parts, context, view, {
    to: pathTo(context, 'sign-in/code'),
    more: lost,
    inLocale: one => pathTo(context, 'sign-in', one),
  })
}

async function viewOf(
  { setting }: WebParts,
  context: Visit,
  id: string,
  typed: Typed,
  outcome: Outcome | undefined,
): Promise<View> {
  const { locale, t } = context.get('speech')
  const turn = await turnFor(setting, personOf(context.get('visitor'), locale))
  const view = askFor(turn, setting.domain.actions.get(id)!, typed, outcome)
  return { ...view, ...(view.form && { form: { ...view.form, submit: t('web.sign-in.title') } }) }
}

/** The form without a field, and with what is known of the others. */
const without = (view: View, name: string, known: Typed): View => {
  if (!view.form) return view
  const fields = view.form.fields.filter(field => field.name !== name)
  const filled = fields.map(field =>
    typeof known[field.name] === 'string' ? { ...field, value: known[field.name] } : field,
  )
  return { ...view, form: { ...view.form, fields: filled } }
}

/** A new session, whoever was signed in here before, and on to what was wanted. */
async function enter(parts: WebParts, context: Visit, outcome: Outcome): Promise<Response> {
  const { secrets: [token = ''] = [], changes, note } = outcome as Applied
  await signOut(parts, context)
  keepSession(context, token, new Date(String(changes[0]?.after.until)))
  parts.setting.afterChange()
  const next = nextOf(context)
  if (!note) return context.redirect(next, 303)
  const speech = context.get('speech')
  const title = speech.t('web.sign-in.done')
  const body = html`<h1>${title}</h1>
    ${noteTexts(speech, outcome as Applied).map(text => html`<p>${text}</p>`)}
    <p class="buttons"><a class="button primary" href="${next}">${speech.t('web.sign-in.continue')}</a></p>`
  return context.html(await layout(parts, context, { title, body }))
}

/** Ends the session that the visitor came with, if any. */
async function signOut({ setting }: WebParts, context: Visit): Promise<void> {
  const { user, session } = context.get('visitor')
  if (!user || session === undefined) return
  const wish = { actor: { user: user.id }, action: 'sign-out', input: {}, from: 'web', session }
  await perform(setting.domain, wish)
}
