import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Locale, locales, type Service, services } from '../core/catalogue.ts'

/** Where feedback goes: a mail address, a Slack channel, a Discord channel or forum (FEED-3). */
export type Target = { kind: 'mailto'; address: string } | { kind: 'slack' | 'discord'; channel: string }

export interface Routes {
  /** Whether the service has a route of its own for that language (FEED-2); also the domain's port. */
  hasRoute(service: string, locale: string): boolean
  /** The route of a service and language, else the service's one route (FEED-2). */
  routeOf(service: Service, locale: Locale): Target
}

/** The file of routes cannot serve; `problem` is the stable id, `entry` the first wrong one, such as `kchat.en`. */
export class RoutesError extends Error {
  readonly problem = 'routes-damaged'
  readonly facts: { path: string; entry: string }

  constructor(path: string, entry: string, options?: ErrorOptions) {
    super(`the routes in ${path} are wrong at ${entry || 'their start'}`, options)
    this.name = 'RoutesError'
    this.facts = { path, entry }
  }
}

const Target = z.string().transform((text, context): Target => {
  const [, kind, place = ''] = /^(mailto|slack|discord):(.*)$/.exec(text) ?? []
  if (kind === 'mailto' && z.email().safeParse(place).success) return { kind, address: place }
  if (kind === 'slack' && /^[CG][A-Z0-9]{7,20}$/.test(place)) return { kind, channel: place }
  if (kind === 'discord' && /^\d{17,20}$/.test(place)) return { kind, channel: place }
  context.addIssue('not a target')
  return z.NEVER
})

/** The one language that every service has a route for, and kChat and kMeet alone (FEED-1). */
const common = 'fr'
const inOneLanguage: readonly Service[] = ['kchat', 'kmeet']

// FEED-1: exactly these 97, nothing missing and nothing unknown.
const Routes = z.strictObject(
  Object.fromEntries(
    services.map(service => {
      const spoken = inOneLanguage.includes(service) ? [common] : locales
      return [service, z.strictObject(Object.fromEntries(spoken.map(locale => [locale, Target])))]
    }),
  ),
)

/** Reads the one file in which routes are set (FEED-3); the one beside this module unless named. Throws a `RoutesError`. */
export function openRoutes(path = fileURLToPath(new URL('routes.json', import.meta.url))): Routes {
  const read = Routes.safeParse(parse(path))
  if (!read.success) throw new RoutesError(path, firstWrong(read.error))
  const routes = new Map(
    Object.entries(read.data).map(([service, targets]) => [service, new Map(Object.entries(targets))]),
  )
  return {
    hasRoute: (service, locale) => routes.get(service)?.has(locale) ?? false,
    routeOf: (service, locale) =>
      (routes.get(service)?.get(locale) ?? routes.get(service)?.get(common)) as Target,
  }
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new RoutesError(path, '', { cause })
  }
}

function firstWrong({ issues: [issue] }: z.ZodError): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...(issue?.path ?? []), ...unknown].join('.')
}
