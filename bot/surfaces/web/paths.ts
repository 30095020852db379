import type { MiddlewareHandler } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import type { Web, WebEnv, WebParts } from './env.ts'
import { problemPage } from './parts/problem.ts'

/** Longer than any address of ours: a question of a thousand letters, each written as twelve. */
const longestAddress = 16 * 1024

/** Answers addresses that nobody can mean: too long, not text, with letters that nobody types. */
export const readable =
  (parts: WebParts): MiddlewareHandler<WebEnv> =>
  async (context, next) => {
    const { url } = context.req
    if (url.length > longestAddress) return problemPage(parts, context, 414)
    return isText(new URL(url).pathname) ? next() : problemPage(parts, context, 400)
  }

function isText(path: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(path))
  } catch {
    return false
  }
}

/** Sends `/fr/` to `/fr`. Never to another site: `//name/` would be one. */
export const tidy: MiddlewareHandler<WebEnv> = async (context, next) => {
  const { pathname, search } = new URL(context.req.url)
  if (pathname === '/' || !pathname.endsWith('/')) return next()
  const path = pathname.replace(/\/+$/, '').replace(/^[/\\]+/, '/')
  return context.redirect(`${path || '/'}${search}`, 301)
}

/** Answers what no page takes: a path that there is not, or one that is not asked so. */
export function onlyKnown(parts: WebParts, site: Web): MiddlewareHandler<WebEnv> {
  let router: TrieRouter<string> | undefined
  return async (context, next) => {
    router ??= routerOf(site)
    const allowed = methodsOf(router, context.req.path)
    if (allowed.length === 0) return context.notFound()
    const { method } = context.req
    if (allowed.includes(method) && method !== 'OPTIONS') return next()
    context.header('Allow', allowed.join(', '))
    return method === 'OPTIONS' ? context.body(null, 204) : problemPage(parts, context, 405)
  }
}

/** The methods by their paths: of what answers them, not of what stands before. */
function routerOf({ routes }: Web): TrieRouter<string> {
  const router = new TrieRouter<string>()
  for (const { method, path } of routes) if (method !== 'ALL') router.add('ALL', path, method)
  return router
}

function methodsOf(router: TrieRouter<string>, path: string): string[] {
  const methods = new Set(router.match('ALL', path)[0].map(([method]) => method))
  if (methods.has('GET')) methods.add('HEAD')
  return methods.size ? [...methods, 'OPTIONS'] : []
}
