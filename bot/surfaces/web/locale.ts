import { accepts } from 'hono/accepts'
import { type Locale, locales } from '../../core/catalogue.ts'
import type { Visit } from './env.ts'

/** The language that a browser asks for, French where it asks for none of ours. */
export function preferredLocale(context: Visit): Locale {
  return accepts(context, {
    header: 'Accept-Language',
    supports: [...locales],
    default: 'fr',
    match: wanted => {
      const known = wanted
        .toSorted((a, b) => b.q - a.q)
        .flatMap(({ type }) => locales.find(locale => type.toLowerCase().split('-')[0] === locale) ?? [])
      return known[0] ?? 'fr'
    },
  }) as Locale
}
