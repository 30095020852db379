import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { locales } from '../../core/catalogue.ts'
import { discreet } from './discreet.ts'
import type { Web, WebEnv, WebParts } from './env.ts'
import { guard } from './guard.ts'
import { headers, unkept } from './headers.ts'
import { limitBody } from './limits.ts'
import { preferredLocale } from './locale.ts'
import { accountPages } from './pages/account.ts'
import { askPages } from './pages/ask.ts'
import { assetFiles } from './pages/assets.ts'
import { doPages } from './pages/do.ts'
import { feedPages } from './pages/feeds.ts'
import { guidePages } from './pages/guide.ts'
import { homePages } from './pages/home.ts'
import { machinePages } from './pages/machines.ts'
import { oncePages } from './pages/once.ts'
import { passwordPages } from './pages/password.ts'
import { requestPages } from './pages/requests.ts'
import { searchPages } from './pages/search.ts'
import { signInPages } from './pages/sign-in.ts'
import { subjectPages } from './pages/subjects.ts'
import { problemPage } from './parts/problem.ts'
import { onlyKnown, readable, tidy } from './paths.ts'
import { meet } from './visitor.ts'

/** The whole site: who visits, in which language, and the pages. */
export function siteOf(parts: WebParts): Web {
  const { setting } = parts
  const site: Web = new Hono<WebEnv>()
  site.use(compress(), discreet, headers(parts.publicUrl), etag(), unkept)
  site.use(async (context, next) => {
    const [, first = ''] = context.req.path.split('/')
    const named = locales.find(locale => locale === first)
    context.set('speech', setting.words(named ?? preferredLocale(context)))
    await next()
  })
  site.use(meet(setting.domain), readable(parts), tidy, onlyKnown(parts, site))
  site.use(limitBody(parts), guard(parts))
  site.get('/', context => {
    context.header('Vary', 'Accept-Language')
    return context.redirect(`/${preferredLocale(context)}`, 302)
  })
  // Links in mails bear no language.
  site.get('/once/*', context => context.redirect(`/${preferredLocale(context)}${context.req.path}`, 302))
  for (const pages of [assetFiles, machinePages]) site.route('/', pages(parts))
  for (const pages of [
    homePages,
    subjectPages,
    searchPages,
    feedPages,
    askPages,
    doPages,
    accountPages,
    signInPages,
    passwordPages,
    oncePages,
    requestPages,
    guidePages,
  ])
    for (const locale of locales) site.route(`/${locale}`, pages(parts))
  site.notFound(context => problemPage(parts, context, 404))
  site.onError((error, context) => {
    setting.warn('page failed', { path: context.req.routePath, reason: String(error) })
    return problemPage(parts, context, 500)
  })
  return site
}
