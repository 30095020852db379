import { Hono } from 'hono'
import { html } from 'hono/html'
import { guidesByChange, readGuide } from '../../../desk/reading.ts'
import { visible } from '../../text.ts'
import { guidePath } from '../addresses.ts'
import type { Visit, Web, WebEnv, WebParts } from '../env.ts'
import { llms } from '../parts/llms.ts'
import { portable } from '../parts/markdown.ts'

const mostEntries = 50
const fresh = 'public, no-cache'

/** The guides for programs: what changed, lists and texts for language models, and how a browser searches and keeps the site. */
export function feedPages(parts: WebParts): Web {
  const { setting, publicUrl } = parts
  const pages: Web = new Hono<WebEnv>()

  pages.get('/feed.xml', async context => {
    const { locale, t } = context.get('speech')
    const changed = (await guidesByChange(setting, locale)).slice(0, mostEntries)
    const self = `${publicUrl}/${locale}/feed.xml`
    return xml(
      context,
      'application/atom+xml',
      html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>${self}</id>
  <title>${t('web.name')} · ${t('web.feed.title')}</title>
  <updated>${changed[0]?.changed ?? '1970-01-01'}T00:00:00Z</updated>
  <author><name>${t('web.name')}</name></author>
  <link rel="self" type="application/atom+xml" href="${self}"/>
  <link rel="alternate" type="text/html" href="${publicUrl}/${locale}"/>
  <icon>${publicUrl}/favicon.svg</icon>
  ${changed.map(({ guide, changed: day }) => {
    const url = `${publicUrl}${guidePath(locale, guide.slug)}`
    return html`<entry><id>${url}</id><title>${visible(guide.title)}</title><updated>${day}T00:00:00Z</updated><link rel="alternate" type="text/html" href="${url}"/><summary>${visible(guide.summary)}</summary></entry>
  `
  })}
</feed>`,
    )
  })

  pages.get('/opensearch.xml', context => {
    const { locale, t } = context.get('speech')
    return xml(
      context,
      'application/opensearchdescription+xml',
      html`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${t('web.name').slice(0, 16)}</ShortName>
  <Description>${t('web.home.description')}</Description>
  <Language>${locale}</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Image type="image/svg+xml">${publicUrl}/favicon.svg</Image>
  <Url type="text/html" method="get" template="${publicUrl}/${locale}/search?q={searchTerms}"/>
</OpenSearchDescription>`,
    )
  })

  pages.get('/manifest.webmanifest', context => {
    const { locale, t } = context.get('speech')
    const manifest = {
      name: `${t('web.name')} · ${t('web.home.back')}`,
      short_name: t('web.name'),
      lang: locale,
      start_url: `/${locale}`,
      display: 'minimal-ui',
      icons: [{ src: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' }],
    }
    return context.body(JSON.stringify(manifest), 200, {
      'Content-Type': 'application/manifest+json; charset=utf-8',
      'Cache-Control': fresh,
    })
  })

  pages.get('/llms.txt', context => text(context, 'text/plain', llms(parts, context.get('speech'))))

  pages.get('/:file{.+\\.md}', async (context, next) => {
    const { locale } = context.get('speech')
    const slug = context.req.param('file').slice(0, -'.md'.length)
    const guide = await readGuide(setting, slug, locale, undefined)
    if (guide?.locale !== locale) return next()
    const page = `${publicUrl}${guidePath(locale, slug)}`
    context.header('Link', `<${page}>; rel="canonical"`)
    const summary = guide.summary && `> ${guide.summary}\n\n`
    return text(
      context,
      'text/markdown',
      `# ${guide.title}\n\n${summary}${portable(guide.body, publicUrl).trim()}\n`,
    )
  })
  return pages
}

async function xml(context: Visit, type: string, document: ReturnType<typeof html>): Promise<Response> {
  return text(context, type, `<?xml version="1.0" encoding="UTF-8"?>\n${await document}\n`)
}

const text = (context: Visit, type: string, body: string): Response =>
  context.body(body, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': fresh })
