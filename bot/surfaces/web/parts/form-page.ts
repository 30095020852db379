import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { View } from '../../../desk/view.ts'
import type { Speech } from '../../../words/words.ts'
import type { Visit, WebParts } from '../env.ts'
import { layout, type Page } from './layout.ts'
import { type Standing, viewHtml } from './view.ts'

const statuses: { [tone in View['tone']]?: ContentfulStatusCode } = { refusal: 403, problem: 422 }

/** The status of a page that shows a view. */
export const statusOf = ({ tone, needsAccount }: View): ContentfulStatusCode =>
  needsAccount ? 403 : (statuses[tone] ?? 200)

/** What a page is called that shows a view: that something is wrong is heard first. */
export const titleOf = ({ form, tone }: View, title: string, { t }: Speech): string =>
  form && tone === 'problem' ? t('web.form.error', { title }) : title

/** A page for one form, or for what became of it. */
export async function formPage(
  parts: WebParts,
  context: Visit,
  view: View,
  { inLocale, ...standing }: Standing & Pick<Page, 'inLocale'>,
): Promise<Response> {
  const speech = context.get('speech')
  const title = view.title ?? speech.t('web.name')
  const body = viewHtml(view, speech, context.get('visitor'), { isPage: true, ...standing })
  const page = await layout(parts, context, {
    title: titleOf(view, title, speech),
    body,
    ...(inLocale && { inLocale }),
  })
  return context.html(page, statusOf(view))
}
