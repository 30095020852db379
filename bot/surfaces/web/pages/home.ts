import { Hono } from 'hono'
import { html } from 'hono/html'
import { locales, type Subject } from '../../../core/catalogue.ts'
import { actionsBySubject, type Card, guidesBySubject } from '../../../desk/reading.ts'
import type { Speech } from '../../../words/words.ts'
import { doPath, searchPath, subjectPath } from '../addresses.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { cards } from '../parts/cards.ts'
import type { Html } from '../parts/html.ts'
import { publicPage } from '../parts/public.ts'
import { searchBox } from '../parts/search-box.ts'
import { subjectName } from '../parts/subject.ts'
import { wayOn } from '../parts/way-on.ts'

/** Of each subject so many guides are shown; the others are a page further. */
const mostGuides = 6
const mostExamples = 3

/** The front door: search first, then the guides by subject, with what can be done at once. */
export function homePages(parts: WebParts): Web {
  const pages: Web = new Hono<WebEnv>()
  pages.get('/', context => {
    const speech = context.get('speech')
    const { locale, t } = speech
    const groups = [...guidesBySubject(parts.setting, locale)]
    const examples = groups.flatMap(([, [guide]]) => guide?.questions[0] ?? []).slice(0, mostExamples)
    const body = html`
      <section class="hero">
        <h1>${t('web.home.title')}</h1>
        <p class="lead">${t('web.home.lead')}</p>
        ${searchBox(speech, '')}
        ${
          examples.length
            ? html`<p class="examples">${t('web.home.examples')} ${examples.map(example => html`<a href="${searchPath(locale, example)}">${example}</a> `)}</p>`
            : ''
        }
      </section>
      <div class="subjects">
        ${groups.map(([subject, guides]) => subjectCard(speech, subject, guides))}
      </div>
      ${atOnce(parts, context)}
      ${wayOn(speech)}`
    return publicPage(parts, context, {
      title: t('web.home.title'),
      description: t('web.home.description'),
      body,
      listing: { path: '' },
      searches: true,
    })
  })
  return pages
}

const sentences = new Map(
  locales.map(locale => [locale, new Intl.Segmenter(locale, { granularity: 'sentence' })]),
)

/** A guide with the first sentence of its summary: whole, where all of it would be cut. */
function opening({ slug, locale, title, summary }: Card): Card {
  const first = sentences.get(locale)?.segment(summary).containing(0)?.segment ?? ''
  return { slug, locale, title, summary: first.trim() }
}

function subjectCard(speech: Speech, subject: Subject | undefined, guides: readonly Card[]): Html {
  const { locale, t } = speech
  const shown = guides.slice(0, mostGuides).map(opening)
  const id = `about-${subject ?? 'other'}`
  return html`<section class="subject" aria-labelledby="${id}">
    <h2 id="${id}"><a href="${subjectPath(locale, subject)}">${subjectName(speech, subject)}</a></h2>
    ${cards(shown)}
    ${guides.length > shown.length ? html`<p class="all"><a href="${subjectPath(locale, subject)}">${t('web.home.all', { count: guides.length })}</a></p>` : ''}
  </section>`
}

/** What can be done without reading a guide first, subject by subject. */
function atOnce({ setting }: WebParts, context: Visit): Html | '' {
  const speech = context.get('speech')
  const { locale, t, word } = speech
  const doable = [...actionsBySubject(setting, locale, context.get('visitor').user)]
  if (doable.length === 0) return ''
  return html`<section class="at-once" aria-labelledby="at-once">
    <h2 id="at-once">${t('web.home.do')}</h2>
    <p class="lead">${t('web.guide.how')}</p>
    <div class="columns">${doable.map(
      ([subject, actions]) => html`<div>
      <h3>${subjectName(speech, subject)}</h3>
      <ul>${actions.map(({ id }) => html`<li><a href="${doPath(locale, id)}">${word(`actions.${id}.name`)}</a></li>`)}</ul>
    </div>`,
    )}</div>
  </section>`
}
