import { Hono } from 'hono'
import { html } from 'hono/html'
import { guidesIn } from '../../../desk/reading.ts'
import type { Web, WebEnv, WebParts } from '../env.ts'
import { layout } from '../parts/layout.ts'
import { searchBox } from '../parts/search-box.ts'

/** The front door: search first, then the guides by subject. */
export function homePages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/', context => {
    const speech = context.get('speech')
    const guides = guidesIn(parts.setting, speech.locale)
    const body = html`
      <h1>${speech.t('web.home.title')}</h1>
      ${searchBox(speech, '')}
      <ul class="guides">
        ${guides.map(
          ({ slug, title, summary }) =>
            html`<li><a href="/${speech.locale}/${slug}">${title}</a><p>${summary}</p></li>`,
        )}
      </ul>`
    return context.html(layout(parts, context, { title: speech.t('web.home.title'), body }))
  })
  return pages
}
