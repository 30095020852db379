import { html } from 'hono/html'
import { type Locale, locales } from '../../../core/catalogue.ts'
import type { Visit, WebParts } from '../env.ts'
import { headOf, type Listing } from './head.ts'
import type { Html } from './html.ts'
import { icons } from './icons.ts'
import { searchBox } from './search-box.ts'

export interface Page {
  title: string
  description?: string
  body: Html
  /** More for the head: links to other forms of the page, data for machines. */
  head?: Html
  /** The path of the page in another language, where it is not the same. */
  inLocale?: (locale: Locale) => string
  /** How others find it. A page without it is not to be found. */
  listing?: Listing
  /** The page has a search box of its own. */
  searches?: boolean
}

/** A page with all that stands around it. */
export function layout(parts: WebParts, context: Visit, page: Page): Html {
  const { assets, setting } = parts
  const speech = context.get('speech')
  const { locale, t } = speech
  return html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>${page.title} · ${t('web.name')}</title>
  ${page.description ? html`<meta name="description" content="${page.description}" />` : ''}
  <meta name="color-scheme" content="light dark" />
  <link rel="stylesheet" href="${assets.style}" />
  <script type="module" src="${assets.script}"></script>
  <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
  <link rel="manifest" href="/${locale}/manifest.webmanifest" />
  <link rel="search" type="application/opensearchdescription+xml" title="${t('web.name')}" href="/${locale}/opensearch.xml" />
  <link rel="alternate" type="application/atom+xml" title="${t('web.feed.title')}" href="/${locale}/feed.xml" />
  ${headOf(parts, context, page)}
  ${page.head ?? ''}
</head>
<body>
  <a class="skip" href="#main">${t('web.skip')}</a>
  <header class="masthead">
    <a class="brand" href="/${locale}">${icons.bell}${t('web.name')}</a>
    ${page.searches ? '' : searchBox(speech, '')}
    ${navigation(context)}
    ${languages(parts, context, page)}
  </header>
  <main id="main" tabindex="-1">${page.body}</main>
  <footer class="colophon">
    <p>${t('web.support')} <a href="mailto:${setting.support.email}">${setting.support.email}</a>${
      setting.support.phone
        ? html` · <a href="tel:${setting.support.phone.replace(/[^+\d]/g, '')}">${setting.support.phone}</a>`
        : ''
    }</p>
    <p><a href="/${locale}/feed.xml">${t('web.feed.title')}</a></p>
  </footer>
</body>
</html>`
}

function navigation(context: Visit): Html {
  const { locale, t } = context.get('speech')
  const { user } = context.get('visitor')
  const named = (icon: Html, name: string) => html`${icon}<span class="name">${name}</span>`
  const link = (path: string, text: Html | string) => {
    const here = context.req.path === path ? html` aria-current="page"` : ''
    return html`<a href="${path}"${here}>${text}</a>`
  }
  return html`<nav class="places" aria-label="${t('web.nav')}">
      ${link(`/${locale}/ask`, t('web.ask.title'))}
      ${user?.supportAgent ? link(`/${locale}/requests`, named(icons.inbox, t('web.recovery.title'))) : ''}
      ${user ? link(`/${locale}/account`, named(icons.person, user.name)) : link(`/${locale}/sign-in`, named(icons.person, t('web.sign-in.title')))}
    </nav>`
}

/** The same page in the other languages: a menu that opens without a script. */
function languages({ setting }: WebParts, context: Visit, page: Page): Html {
  const { locale, t } = context.get('speech')
  const path = context.req.path.replace(/^\/[a-z]{2}(?=\/|$)/, '')
  const there = page.inLocale ?? (one => `/${one}${path}`)
  const nameOf = (one: Locale) => setting.words(one).t(`languages.${one}`)
  return html`<nav class="languages" aria-label="${t('web.languages')}">
      <details class="menu">
        <summary>${icons.globe}<span class="unseen">${t('web.languages')}: </span><span class="name">${nameOf(locale)}</span></summary>
        <ul>${locales.map(
          one =>
            html`<li><a href="${there(one)}" lang="${one}" hreflang="${one}"${one === locale ? html` aria-current="true"` : ''}>${nameOf(one)}</a></li>`,
        )}</ul>
      </details>
    </nav>`
}
