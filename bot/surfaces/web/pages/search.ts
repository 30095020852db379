import { Hono } from 'hono'
import { html } from 'hono/html'
import { holdsCardNumber } from '../../../core/card-numbers.ts'
import { type Finding, searchIn } from '../../../desk/search.ts'
import { visible } from '../../text.ts'
import { doPath, guidePath, searchPath } from '../addresses.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import type { Html } from '../parts/html.ts'
import { icons } from '../parts/icons.ts'
import { publicPage } from '../parts/public.ts'
import { searchBox } from '../parts/search-box.ts'
import { markedParts, suggestionsFor } from '../parts/suggestions.ts'

/** Longer questions are cut: nobody asks in more letters. */
const longestQuestion = 1000

/** The results of a search: as a page, and as data for the script that shows the first ones while one types. */
export function searchPages(parts: WebParts): Web {
  const { setting } = parts
  const pages: Web = new Hono<WebEnv>()
  const find = (context: Visit, question: string) =>
    searchIn(setting, question, context.get('speech').locale, context.get('visitor').user)

  pages.get('/search', context => {
    const speech = context.get('speech')
    const { t } = speech
    const typed = questionIn(context)
    const isCard = holdsCardNumber(typed)
    // A card number is not repeated, not even in a box (PAY-3).
    const question = isCard ? '' : typed
    const body = html`<div class="finding">
      <h1>${t('web.search.title')}</h1>
      ${searchBox(speech, question)}
      ${isCard ? html`<p class="notice bad">${t('desk.problems.card-number')}</p>` : question ? found(context, question, find(context, question)) : html`<p>${t('web.search.empty')}</p>`}
    </div>`
    const title = question ? t('web.search.for', { question }) : t('web.search.title')
    const inLocale = (one: string) => `/${one}/search${question ? `?q=${encodeURIComponent(question)}` : ''}`
    return publicPage(parts, context, { title, body, searches: true, inLocale })
  })

  pages.get('/search.json', context => {
    const question = questionIn(context)
    const finding = holdsCardNumber(question) ? undefined : find(context, question)
    context.header('Cache-Control', 'private, max-age=60')
    return context.json(suggestionsFor(setting, context.get('speech'), question, finding))
  })
  return pages
}

const questionIn = (context: Visit): string =>
  visible(context.req.query('q') ?? '')
    .slice(0, longestQuestion)
    .toWellFormed()
    .trim()

function found(context: Visit, question: string, finding: Finding): Html {
  const { t, locale } = context.get('speech')
  const { results, answered, respelt } = finding
  return html`
    ${respelt ? html`<p class="respelt">${t('web.search.respelt')} <a href="${searchPath(locale, respelt)}">${respelt}</a></p>` : ''}
    ${answered ? doing(context, finding) : unknown(context, question, results.length > 0)}
    ${results.length ? html`<p class="count" role="status">${answered ? t('web.search.results', { count: results.length }) : ''}</p>` : ''}
    <ol class="results">${results.map(
      ({ slug, locale: own, title, section, snippet, marks }) => html`<li lang="${own}">
        <h2><a href="${guidePath(own, slug, section.id)}"${own === locale ? '' : html` hreflang="${own}"`}>${title}</a></h2>
        ${section.title ? html`<p class="section">${section.title}</p>` : ''}
        <p>${markedParts(snippet, marks).map((part, place) => (place % 2 ? html`<mark>${part}</mark>` : part))}</p>
        ${own === locale ? '' : html`<p class="tags"><span lang="${locale}">${t(`languages.${own}`)}</span></p>`}
      </li>`,
    )}</ol>`
}

/** What was asked for can be done at once. */
function doing(context: Visit, { actions }: Finding): Html | '' {
  const { t, locale, word } = context.get('speech')
  if (actions.length === 0) return ''
  return html`<section class="doing" aria-labelledby="doing">
      <h2 id="doing">${t('web.search.actions')}</h2>
      <ul class="chips">${actions.slice(0, 4).map(({ id }) => html`<li><a href="${doPath(locale, id)}">${word(`actions.${id}.name`)}</a></li>`)}</ul>
    </section>`
}

/** Nobody pretends to know: the nearest guides, the desk, a person. */
function unknown(context: Visit, question: string, isNear: boolean): Html {
  const { t, locale } = context.get('speech')
  return html`<section class="notice unknown">
      <h2>${t('web.search.unknown')}</h2>
      <p>${t(isNear ? 'web.search.nearest' : 'web.search.nothing')}</p>
      <form class="buttons" method="post" action="/${locale}/ask">
        <input type="hidden" name="csrf" value="${context.get('visitor').csrf}" />
        <input type="hidden" name="text" value="${question}" />
        <button class="primary">${t('web.search.ask')}${icons.arrow}</button>
        <button name="press" value="person">${icons.person}${t('desk.person.button')}</button>
      </form>
    </section>`
}
