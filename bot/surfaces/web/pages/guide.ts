import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { readGuide } from '../../../desk/reading.ts'
import type { Web, WebEnv, WebParts } from '../env.ts'
import { layout } from '../parts/layout.ts'
import { markdown } from '../parts/markdown.ts'

/** A guide, to read. */
export function guidePages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/:slug', (context, next) => {
    const { locale } = context.get('speech')
    const guide = readGuide(parts.setting, context.req.param('slug'), locale)
    if (!guide) return next()
    const body = html`<article>
      <h1>${guide.title}</h1>
      <p>${guide.summary}</p>
      ${guide.sections.map(
        ({ id, title, markdown: text }) =>
          html`<section>${id && html`<h2 id="${id}">${title}</h2>`}${raw(markdown(text))}</section>`,
      )}
    </article>`
    return context.html(layout(parts, context, { title: guide.title, description: guide.summary, body }))
  })
  return pages
}
