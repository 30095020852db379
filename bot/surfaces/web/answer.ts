import { html } from 'hono/html'
import { readButton } from '../../desk/button.ts'
import type { Person } from '../../desk/desk.ts'
import type { Event } from '../../desk/event.ts'
import { options, reply } from '../../desk/reply.ts'
import type { FormField, Option, View } from '../../desk/view.ts'
import type { Visit, WebParts } from './env.ts'
import { statusOf, titleOf } from './parts/form-page.ts'
import type { Html } from './parts/html.ts'
import { layout } from './parts/layout.ts'
import { viewHtml } from './parts/view.ts'
import { personOf } from './visitor.ts'

/** What a visitor does, answered by the desk, with all that can be chosen in its form. */
export async function answer(
  parts: WebParts,
  context: Visit,
  event: Event,
  more: Pick<Person, 'thread'> = {},
): Promise<View> {
  const person = { ...personOf(context.get('visitor'), context.get('speech').locale), ...more }
  return withOptions(parts, person, await reply(parts.setting, person, event))
}

/** A view whose form knows all that can be chosen in it. */
export async function withOptions(
  parts: Pick<WebParts, 'setting'>,
  person: Person,
  view: View,
): Promise<View> {
  const { form } = view
  if (!form) return view
  const fields = form.fields.map(async (field): Promise<FormField> => {
    if (field.options || !refers(field)) return field
    const optionsFor = (typed: string) => options(parts.setting, person, form.action, field.name, typed)
    const all = await optionsFor('')
    if (all.length || typeof field.value !== 'string' || field.kind !== 'member')
      return { ...field, options: all }
    return among(field, await optionsFor(field.value))
  })
  return { ...view, form: { ...form, fields: await Promise.all(fields) } }
}

/** A field with those of a great many that were found by what was typed into it: to choose from, unless that names one already. */
function among(field: FormField, found: Option[]): FormField {
  const isOne = found.some(({ value }) => value === field.value)
  const { value, ...rest } = field
  return isOne || !found.length ? { ...field, options: found } : { ...rest, options: found }
}

/** What is chosen in these is not the form's own: members, products and the like. */
const refers = ({ kind }: FormField): boolean =>
  ['choices', 'member', 'product', 'organisation', 'method', 'feedback', 'request'].includes(kind)

/** Whether the script of a conversation asks, which shows the answer alone in its page. */
export const isFragment = (context: Visit): boolean => context.req.query('fragment') !== undefined

/** The answer alone. */
export const fragment = (context: Visit, view: View, event: Event): Response | Promise<Response> => {
  const speech = context.get('speech')
  return context.html(
    viewHtml(view, speech, context.get('visitor'), { signIn: signInFor(speech.locale, event) }),
  )
}

/** The preview that an event has just made is shown at an address of its own: reloading it makes no other. */
export function previewPath(context: Visit, view: View, event: Event): string | undefined {
  const begins = event.kind === 'submit' || (event.kind === 'press' && /^(do|undo):/.test(event.button))
  const confirm = view.buttons.map(({ id }) => readButton(id)).find(press => press?.kind === 'confirm')
  return begins && confirm && 'proposal' in confirm
    ? `/${context.get('speech').locale}/change/${confirm.proposal}`
    : undefined
}

/** A page for one answer: a form, a preview, a receipt, what was refused. What has a page of ours for itself is gone on with there. */
export async function answerPage(
  parts: WebParts,
  context: Visit,
  view: View,
  event: Event,
  more?: Html,
): Promise<Response> {
  const elsewhere = view.buttons.find(({ url }) => url?.startsWith(`${parts.publicUrl}/`))?.url
  if (elsewhere !== undefined) return context.redirect(elsewhere.slice(parts.publicUrl.length), 303)
  const speech = context.get('speech')
  const visitor = context.get('visitor')
  const title = view.title ?? speech.t('web.ask.title')
  const signIn = signInFor(speech.locale, event)
  const standing = { isPage: true, signIn, more: html`${more ?? ''}${wayBack(context, view)}` }
  const body = viewHtml(view.title ? view : { ...view, title }, speech, visitor, standing)
  const path = context.req.path.slice('/fr'.length)
  const { search } = new URL(context.req.url)
  const page = await layout(parts, context, {
    title: titleOf(view, title, speech),
    body,
    inLocale: locale => `/${locale}${path}${search}`,
  })
  return context.html(page, statusOf(view))
}

/** Once it is decided, back to where all of it stands. */
function wayBack(context: Visit, { tone }: View): Html | '' {
  const { locale, t } = context.get('speech')
  const isOver = context.get('visitor').user && (tone === 'receipt' || tone === 'talk')
  return isOver ? html`<p class="back"><a href="/${locale}/account">${t('web.account.title')}</a></p>` : ''
}

/** Where somebody signs in to go on with what they wanted. */
export const signInFor = (locale: string, event: Event): string => signInThen(locale, pathTo(locale, event))

export const signInThen = (locale: string, path: string): string =>
  `/${locale}/sign-in?${new URLSearchParams({ next: path })}`

/** The page on which the same can be wanted once more. */
export function pathTo(locale: string, event: Event): string {
  if (event.kind === 'say') return withQuery(`/${locale}/ask`, { q: event.text })
  if (event.kind === 'cite') return `/${locale}/ask`
  if (event.kind !== 'press') return withQuery(`/${locale}/do/${event.action}`, event.values)
  const press = readButton(event.button)
  if (press?.kind === 'do') return withQuery(`/${locale}/do/${press.action}`, press.values)
  return press && 'proposal' in press ? `/${locale}/change/${press.proposal}` : `/${locale}/ask`
}

/** What fits into an address: no file, no long text. */
const longestInPath = 300

function withQuery(path: string, values: Record<string, unknown>): string {
  const short = Object.entries(values).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(',') : String(value)
    return text.length <= longestInPath ? [[name, text] as [string, string]] : []
  })
  return short.length ? `${path}?${new URLSearchParams(short)}` : path
}
