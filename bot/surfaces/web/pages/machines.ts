import { Hono } from 'hono'
import { locales } from '../../../core/catalogue.ts'
import { guidesBySubject, languagesOf } from '../../../desk/reading.ts'
import { subjectPath } from '../addresses.ts'
import type { Web, WebEnv, WebParts } from '../env.ts'
import { favicon } from '../parts/favicon.ts'
import { defaultFor } from '../parts/head.ts'
import { llms } from '../parts/llms.ts'
import { picture, pictureAddress } from '../parts/picture.ts'

/** Pages that are nobody's to find: a robot has no business there. */
const closed = [
  'ask',
  'do',
  'change',
  'sign-in',
  'sign-out',
  'password',
  'account',
  'requests',
  'once',
  'search',
  'search.json',
]

const day = 'public, max-age=86400'
const hour = 'public, max-age=3600'

/** What machines ask for at the root: which pages there are, which are not theirs, and our sign. */
export function machinePages(parts: WebParts): Web {
  const { publicUrl } = parts
  const pages: Web = new Hono<WebEnv>()
  pages.get('/favicon.svg', context =>
    context.body(favicon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': day }),
  )
  pages.get(pictureAddress, async context =>
    context.body(new Uint8Array(await picture()), 200, { 'Content-Type': 'image/png', 'Cache-Control': day }),
  )
  pages.get('/robots.txt', context => {
    const rules = closed.flatMap(name => [`/*/${name}$`, `/*/${name}?`, `/*/${name}/`])
    const lines = [
      'User-agent: *',
      ...rules.map(rule => `Disallow: ${rule}`),
      '',
      `Sitemap: ${publicUrl}/sitemap.xml`,
    ]
    return context.text(`${lines.join('\n')}\n`, 200, { 'Cache-Control': hour })
  })
  pages.get('/sitemap.xml', context =>
    context.body(sitemap(parts), 200, {
      'Content-Type': 'application/xml; charset=utf-8',
      'Cache-Control': hour,
    }),
  )
  pages.get('/llms.txt', context => {
    context.header('Vary', 'Accept-Language')
    return context.text(llms(parts, context.get('speech')), 200, { 'Cache-Control': hour })
  })
  return pages
}

/** The most addresses that a sitemap may hold (sitemaps.org). */
const mostAddresses = 50_000

function sitemap(parts: WebParts): string {
  const addresses = pathsIn(parts).flatMap(({ path, languages }) => {
    const { publicUrl } = parts
    const url = (locale: string) => escaped(`${publicUrl}/${locale}${path}`)
    const alternates = [
      ...languages.map(locale => [locale, url(locale)]),
      ['x-default', escaped(defaultFor(publicUrl, path, languages))],
    ]
    const links = alternates.map(
      ([locale, href]) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${href}"/>`,
    )
    return languages.map(locale => `<url><loc>${url(locale)}</loc>${links.join('')}</url>`)
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${addresses.slice(0, mostAddresses).join('\n')}
</urlset>
`
}

const escaped = (url: string): string => url.replaceAll('&', '&amp;').replaceAll("'", '&apos;')

/** Every public page but its language, and the languages that it is in. */
function pathsIn({ setting }: WebParts): { path: string; languages: readonly (typeof locales)[number][] }[] {
  const groups = locales.map(locale => ({ locale, subjects: guidesBySubject(setting, locale) }))
  const subjects = new Set(groups.flatMap(group => [...group.subjects.keys()]))
  const slugs = new Set(groups.flatMap(group => [...group.subjects.values()].flat().map(({ slug }) => slug)))
  return [
    { path: '', languages: locales },
    ...[...subjects].map(subject => ({
      path: subjectPath('fr', subject).slice('/fr'.length),
      languages: groups.filter(group => group.subjects.has(subject)).map(({ locale }) => locale),
    })),
    ...[...slugs].map(slug => ({
      path: `/${encodeURIComponent(slug)}`,
      languages: languagesOf(setting, slug),
    })),
  ]
}
