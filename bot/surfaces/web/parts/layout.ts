import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { locales } from '../../../core/catalogue.ts'
import type { Visit, WebParts } from '../env.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export interface Page {
  title: string
  description?: string
  body: Html
  /** More for the head: links to other forms of the page, data for machines. */
  head?: Html
  /** The path of the page in another language, where it is not the same. */
  inLocale?: (locale: string) => string
}

/** A page with all that stands around it. */
export function layout({ assets, setting }: WebParts, context: Visit, page: Page): Html {
  const { locale, t } = context.get('speech')
  const { user } = context.get('visitor')
  const path = context.req.path.replace(/^\/[a-z]{2}(?=\/|$)/, '')
  const there = page.inLocale ?? (one => `/${one}${path}`)
  return html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>${page.title} · ${t('web.name')}</title>
  ${page.description ? html`<meta name="description" content="${page.description}" />` : ''}
  <link rel="stylesheet" href="${assets.style}" />
  <script type="module" src="${assets.script}"></script>
  ${page.head ?? ''}
</head>
<body>
  <a class="skip" href="#main">${t('web.skip')}</a>
  <header>
    <a class="name" href="/${locale}">${t('web.name')}</a>
    <nav aria-label="${t('web.nav')}">
      <a href="/${locale}/ask">${t('web.ask.title')}</a>
      ${
        user
          ? html`<a href="/${locale}/account">${user.name}</a>`
          : html`<a href="/${locale}/sign-in">${t('web.sign-in.title')}</a>`
      }
    </nav>
    <nav class="languages" aria-label="${t('web.languages')}">
      ${locales.map(
        one =>
          html`<a href="${there(one)}" lang="${one}" hreflang="${one}" ${one === locale ? html`aria-current="true"` : ''}>${setting.words(one).t(`languages.${one}`)}</a>`,
      )}
    </nav>
  </header>
  <main id="main" tabindex="-1">${page.body}</main>
  <footer><p>${t('web.support')} <a href="mailto:${setting.support.email}">${setting.support.email}</a></p></footer>
</body>
</html>`
}
