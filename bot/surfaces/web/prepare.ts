import type { MiddlewareHandler } from 'hono'
import type { Locale } from '../../core/catalogue.ts'
import { prepareSearch } from '../../desk/search.ts'
import type { WebEnv, WebParts } from './env.ts'

/** Milliseconds after the first page of a language: it is shown before its search is made ready. */
const pause = 200

/** Makes the search of a language ready once somebody reads in it: the first letter typed then need not wait. */
export function prepared({ setting }: WebParts): MiddlewareHandler<WebEnv> {
  const known = new Set<Locale>()
  return async (context, next) => {
    await next()
    const { locale } = context.get('speech')
    if (known.has(locale)) return
    known.add(locale)
    setTimeout(() => prepareSearch(setting, locale), pause).unref()
  }
}
