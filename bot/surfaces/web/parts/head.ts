import { html } from 'hono/html'
import { type Locale, locales } from '../../../core/catalogue.ts'
import { sourceLocale } from '../../../desk/reading.ts'
import type { Visit, WebParts } from '../env.ts'
import type { Html } from './html.ts'
import { pictureAddress } from './picture.ts'

/** What a page that anybody may find is called, and in which languages it is. */
export interface Listing {
  /** Its path without the language: `` for the front door, `/change-role` for a guide. */
  path: string
  /** The language that the page is in, where it is not that of the words around it. */
  locale?: Locale
  /** The languages that it is in: all, unless said otherwise. */
  languages?: readonly Locale[]
  kind?: 'website' | 'article'
}

/** The languages as Open Graph has them: with the land whose spelling they follow. */
const places: Record<Locale, string> = { fr: 'fr_FR', en: 'en_GB', de: 'de_DE', it: 'it_IT', es: 'es_ES' }

/** What machines read of a page: what it is called, where it stands, and in which other languages; or that it is not for them. */
export function headOf(
  { publicUrl }: WebParts,
  context: Visit,
  { title, description, listing }: { title: string; description?: string; listing?: Listing },
): Html {
  if (!listing) return html`<meta name="robots" content="noindex" />`
  const { locale, t } = context.get('speech')
  const { path, languages = locales, kind = 'website' } = listing
  const url = (one: Locale) => `${publicUrl}/${one}${path}`
  const own = url(listing.locale ?? locale)
  const others = languages.length
    ? html`${languages.map(one => html`<link rel="alternate" hreflang="${one}" href="${url(one)}" />`)}
  <link rel="alternate" hreflang="x-default" href="${defaultFor(publicUrl, path, languages)}" />`
    : ''
  return html`<link rel="canonical" href="${own}" />
  ${others}
  <meta property="og:type" content="${kind}" />
  <meta property="og:site_name" content="${t('web.name')}" />
  <meta property="og:title" content="${title}" />
  ${description ? html`<meta property="og:description" content="${description}" />` : ''}
  <meta property="og:url" content="${own}" />
  <meta property="og:image" content="${publicUrl}${pictureAddress}" />
  <meta property="og:image:alt" content="${t('web.name')}" />
  <meta property="og:locale" content="${places[listing.locale ?? locale]}" />
  ${languages.filter(one => one !== (listing.locale ?? locale)).map(one => html`<meta property="og:locale:alternate" content="${places[one]}" />`)}`
}

/** Where a reader of none of the languages is sent: the front door finds out, a guide is read as it was written. */
export function defaultFor(publicUrl: string, path: string, languages: readonly Locale[]): string {
  if (path === '') return `${publicUrl}/`
  const locale = languages.includes(sourceLocale) ? sourceLocale : (languages[0] ?? sourceLocale)
  return `${publicUrl}/${locale}${path}`
}
