import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { judgeGuide } from '../../../desk/opinions.ts'
import { type Reading, readGuide, sourceLocale } from '../../../desk/reading.ts'
import { formatDay } from '../../../words/format.ts'
import type { Speech } from '../../../words/words.ts'
import { doPath, guidePath, subjectPath } from '../addresses.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { cards } from '../parts/cards.ts'
import { type Crumb, crumbs, wayTo } from '../parts/crumbs.ts'
import type { Html } from '../parts/html.ts'
import { markdown } from '../parts/markdown.ts'
import { opinion, states } from '../parts/opinion.ts'
import { publicPage } from '../parts/public.ts'
import { structured } from '../parts/structured.ts'
import { subjectName } from '../parts/subject.ts'
import { personOf } from '../visitor.ts'

const longestOpinion = 1000

/** A guide, to read; and what one says of it. */
export function guidePages(parts: WebParts): Web {
  const { setting, publicUrl } = parts
  const pages: Web = new Hono<WebEnv>()
  const find = (context: Visit, slug: string) =>
    readGuide(setting, slug, context.get('speech').locale, context.get('visitor').user)

  pages.get('/:slug', async (context, next) => {
    const speech = context.get('speech')
    const guide = await find(context, context.req.param('slug'))
    if (!guide) return next()
    const { slug, locale, title, summary, languages } = guide
    const between = guide.subject
      ? [{ path: subjectPath(speech.locale, guide.subject), name: subjectName(speech, guide.subject) }]
      : []
    const url = `${publicUrl}${guidePath(locale, slug)}`
    return publicPage(parts, context, {
      title,
      description: summary,
      body: guideHtml(context, guide, between),
      head: html`<link rel="alternate" type="text/markdown" href="${guidePath(locale, slug)}.md" />
  ${structured(guide, url, wayTo(speech, between), publicUrl)}`,
      listing: { path: `/${encodeURIComponent(slug)}`, locale, languages, kind: 'article' },
      inLocale: one => guidePath(one, slug),
    })
  })

  pages.post('/:slug/helpful', async (context, next) => {
    const { locale } = context.get('speech')
    const slug = context.req.param('slug')
    const { helpful, missing } = await context.req.parseBody()
    const state = states.find(one => one === helpful) ?? 'told'
    const said =
      state === 'told'
        ? { missing: typeof missing === 'string' ? missing.slice(0, longestOpinion) : '' }
        : { helpful: state === 'yes' }
    const known = await judgeGuide(setting, personOf(context.get('visitor'), locale), { slug, locale }, said)
    return known ? context.redirect(`${guidePath(locale, slug)}?helpful=${state}#opinion`, 303) : next()
  })
  return pages
}

function guideHtml(context: Visit, guide: Reading, between: readonly Crumb[]): Html {
  const speech = context.get('speech')
  const { t } = speech
  const { slug, locale, title, summary, related } = guide
  const state = states.find(one => one === context.req.query('helpful'))
  return html`${crumbs(speech, between)}
  <div class="guide">
    <header class="opening">
      ${notices(speech, guide)}
      <h1 lang="${locale}">${title}</h1>
      ${summary ? html`<p class="lead" lang="${locale}">${summary}</p>` : ''}
      ${facts(speech, guide)}
    </header>
    <div class="beside">${doing(speech, guide)}${contents(speech, guide)}</div>
    <article lang="${locale}">${guide.sections.map(section => sectionHtml(speech, section))}</article>
    <footer class="closing">
      ${opinion(context, `${guidePath(speech.locale, slug)}/helpful`, state)}
      ${related.length ? html`<nav class="related" aria-labelledby="related"><h2 id="related">${t('web.guide.related')}</h2>${cards(related)}</nav>` : ''}
      <p class="also"><a href="${guidePath(locale, slug)}.md">${t('web.guide.markdown')}</a></p>
    </footer>
  </div>`
}

/** What a reader should know before they read: that it is in another language, or may be outdated. */
function notices({ locale, t }: Speech, guide: Reading): Html | '' {
  if (guide.locale !== locale)
    return html`<p class="notice">${t('web.guide.missing', { language: t(`languages.${guide.locale}`) })}</p>`
  if (!guide.outdated) return ''
  return html`<p class="notice">${t('web.guide.outdated')} <a href="${guidePath(sourceLocale, guide.slug)}" hreflang="${sourceLocale}">${t('web.guide.original')}</a></p>`
}

function facts(speech: Speech, { changed, services }: Reading): Html {
  const { t, word } = speech
  const day = changed && formatDay(speech, changed)
  return html`<div class="facts-line">
      ${day ? html`<p>${t('web.guide.changed')} <time datetime="${changed}">${day}</time></p>` : ''}
      ${services.length ? html`<details class="services"><summary>${t('web.guide.services')} (${services.length})</summary><ul class="tags">${services.map(id => html`<li>${word(`services.${id}`)}</li>`)}</ul></details>` : ''}
    </div>`
}

function doing({ locale, t, word }: Speech, { actions: [first, ...others] }: Reading): Html | '' {
  if (!first) return ''
  const name = (id: string) => word(`actions.${id}.name`)
  return html`<section class="doing" aria-labelledby="doing">
      <h2 id="doing">${t('web.guide.do')}</h2>
      <p>${t('web.guide.how')}</p>
      <p><a class="button primary" href="${doPath(locale, first.id)}">${name(first.id)}</a></p>
      ${others.length ? html`<ul>${others.map(({ id }) => html`<li><a href="${doPath(locale, id)}">${name(id)}</a></li>`)}</ul>` : ''}
    </section>`
}

function contents({ t }: Speech, { sections, locale }: Reading): Html | '' {
  const named = sections.filter(({ id }) => id)
  if (named.length < 2) return ''
  return html`<nav class="contents" aria-labelledby="contents">
      <h2 id="contents">${t('web.guide.contents')}</h2>
      <ol lang="${locale}">${named.map(
        ({ id, title, level }) =>
          html`<li class="level-${Math.min(Math.max(level, 2), 4)}"><a href="#${encodeURIComponent(id)}">${title}</a></li>`,
      )}</ol>
    </nav>`
}

function sectionHtml({ t }: Speech, { id, title, level, markdown: text }: Reading['sections'][number]): Html {
  if (!id) return html`<section>${raw(markdown(text))}</section>`
  const link = html`<a class="anchor" href="#${encodeURIComponent(id)}" aria-label="${t('web.guide.section', { title })}">#</a>`
  const heading =
    level <= 2
      ? html`<h2 id="${id}">${title} ${link}</h2>`
      : level === 3
        ? html`<h3 id="${id}">${title} ${link}</h3>`
        : html`<h4 id="${id}">${title} ${link}</h4>`
  return html`<section>${heading}${raw(markdown(text))}</section>`
}
