import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { locales } from '../../core/catalogue.ts'
import type { Web, WebEnv, WebParts } from './env.ts'
import { guard } from './guard.ts'
import { headers } from './headers.ts'
import { preferredLocale } from './locale.ts'
import { askPages } from './pages/ask.ts'
import { assetFiles } from './pages/assets.ts'
import { guidePages } from './pages/guide.ts'
import { homePages } from './pages/home.ts'
import { searchPages } from './pages/search.ts'
import { signInPages } from './pages/sign-in.ts'
import { problemPage } from './parts/problem.ts'
import { meet } from './visitor.ts'

/** The largest body of a form without files, in bytes. */
const largestForm = 64 * 1024

/** The whole site: who visits, in which language, and the pages. */
export function siteOf(parts: WebParts): Web {
  const { setting } = parts
  const site: Web = new Hono<WebEnv>()
  site.use(compress(), headers(parts.publicUrl))
  site.route('/', assetFiles(parts))
  site.use(async (context, next) => {
    const [, first = ''] = context.req.path.split('/')
    const named = locales.find(locale => locale === first)
    context.set('speech', setting.words(named ?? preferredLocale(context)))
    await next()
  })
  site.use(meet(setting.domain))
  site.use(bodyLimit({ maxSize: largestForm, onError: context => problemPage(parts, context, 413) }))
  site.use(guard(parts))
  site.get('/', context => context.redirect(`/${preferredLocale(context)}`, 302))
  for (const pages of [homePages, searchPages, askPages, signInPages, guidePages])
    for (const locale of locales) site.route(`/${locale}`, pages(parts))
  site.notFound(context => problemPage(parts, context, 404))
  site.onError((error, context) => {
    setting.warn('page failed', { path: context.req.routePath, reason: String(error) })
    return problemPage(parts, context, 500)
  })
  return site
}
