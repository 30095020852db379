import { Hono } from 'hono'
import { html } from 'hono/html'
import { subjects } from '../../../core/catalogue.ts'
import { guidesBySubject } from '../../../desk/reading.ts'
import { guidePath } from '../addresses.ts'
import type { Web, WebEnv, WebParts } from '../env.ts'
import { cards } from '../parts/cards.ts'
import { crumbs } from '../parts/crumbs.ts'
import { publicPage } from '../parts/public.ts'
import { subjectName } from '../parts/subject.ts'
import { wayOn } from '../parts/way-on.ts'

/** More than so many are listed by their titles alone. */
const mostCards = 40

/** All guides about something. */
export function subjectPages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/guides/:subject', (context, next) => {
    const speech = context.get('speech')
    const asked = context.req.param('subject')
    const subject = subjects.find(known => known === asked)
    const guides = guidesBySubject(parts.setting, speech.locale).get(subject)
    if (!guides || (!subject && asked !== 'other')) return next()
    const title = subjectName(speech, subject)
    const body = html`
      ${crumbs(speech, [])}
      <h1>${title}</h1>
      ${
        guides.length > mostCards
          ? html`<ul class="titles">${guides.map(
              ({ slug, locale, title }) => html`<li><a href="${guidePath(locale, slug)}">${title}</a></li>`,
            )}</ul>`
          : cards(guides)
      }
      ${wayOn(speech)}`
    return publicPage(parts, context, { title, body, listing: { path: `/guides/${asked}` } })
  })
  return pages
}
