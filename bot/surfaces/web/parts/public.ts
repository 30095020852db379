import type { Visit, WebParts } from '../env.ts'
import { layout, type Page } from './layout.ts'

/** A page that anybody may read. Others on the way may keep it where nothing in it is the visitor's own; it is asked for anew each time. */
export async function publicPage(
  parts: WebParts,
  context: Visit,
  page: Page,
  status: 200 | 404 = 200,
): Promise<Response> {
  const text = await layout(parts, context, page)
  const { user, isMarked } = context.get('visitor')
  context.header('Cache-Control', user || isMarked ? 'private, no-cache' : 'public, no-cache')
  context.header('Vary', 'Cookie', { append: true })
  return context.html(text, status)
}
