import { Hono } from 'hono'
import { html } from 'hono/html'
import { searchIn } from '../../../desk/reading.ts'
import type { Web, WebEnv, WebParts } from '../env.ts'
import { layout } from '../parts/layout.ts'
import { searchBox } from '../parts/search-box.ts'

/** The results of a search: as a page, and as data for the script that shows them while one types. */
export function searchPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/search', context => {
    const speech = context.get('speech')
    const question = context.req.query('q') ?? ''
    const results = searchIn(parts.setting, question, speech.locale)
    const body = html`
      <h1>${speech.t('web.search.title')}</h1>
      ${searchBox(speech, question)}
      <ol class="results">
        ${results.map(
          ({ slug, locale, title, section, snippet }) =>
            html`<li><a href="/${locale}/${slug}${section.id && `#${section.id}`}">${title}</a><p>${snippet}</p></li>`,
        )}
      </ol>`
    return context.html(layout(parts, context, { title: speech.t('web.search.title'), body }))
  })
  return pages
}
