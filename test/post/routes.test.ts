import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { locales, services } from '../../bot/core/catalogue.ts'
import { openRoutes, RoutesError } from '../../bot/post/routes.ts'

type File = Record<string, Record<string, unknown>>

const given: File = JSON.parse(readFileSync(new URL('../../bot/post/routes.json', import.meta.url), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'concierge-routes-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(text: string): string {
  const path = join(folder, 'routes.json')
  writeFileSync(path, text)
  return path
}

/** Opens the given routes after `edit`. */
function edited(edit: (file: File) => void) {
  const file = structuredClone(given)
  edit(file)
  return openRoutes(fileOf(JSON.stringify(file)))
}

function firstWrong(open: () => unknown) {
  try {
    open()
  } catch (error) {
    if (error instanceof RoutesError) return { problem: error.problem, entry: error.facts.entry }
    throw error
  }
  return undefined
}

describe('routes of feedback', () => {
  it('FEED-1 are 97: 21 services by five languages, kChat and kMeet in French only', () => {
    const routes = openRoutes()
    const all = services.flatMap(service => locales.map(locale => ({ service, locale })))
    const routed = all.filter(({ service, locale }) => routes.hasRoute(service, locale))
    expect(services).toHaveLength(21)
    expect(routed).toHaveLength(97)
    expect(
      all.filter(route => !routed.includes(route)).map(({ service, locale }) => `${service}.${locale}`),
    ).toEqual(
      ['kchat', 'kmeet'].flatMap(service => ['en', 'de', 'it', 'es'].map(locale => `${service}.${locale}`)),
    )
    const addresses = routed.map(({ service, locale }) => routes.routeOf(service, locale))
    expect(new Set(addresses.map(target => JSON.stringify(target))).size).toBe(97)
    expect(routes.routeOf('kdrive', 'es')).toEqual({
      kind: 'mailto',
      address: 'feedback+kdrive-es@example.org',
    })
  })

  it('FEED-2 fall back to the one route of a service that has no route in that language', () => {
    const routes = openRoutes()
    for (const locale of locales)
      expect(routes.routeOf('kmeet', locale)).toEqual(routes.routeOf('kmeet', 'fr'))
    expect(routes.hasRoute('toaster', 'fr')).toBe(false)
    expect(routes.hasRoute('constructor', 'fr')).toBe(false)
    expect(routes.hasRoute('mail', 'constructor')).toBe(false)
  })

  it('FEED-3 lead to a mail address, a Slack channel or a Discord channel', () => {
    const routes = edited(file => {
      file.domain = {
        ...file.domain,
        fr: 'slack:C0123ABCD',
        de: 'discord:123456789012345678',
        it: 'mailto:a@example.org',
      }
    })
    expect(routes.routeOf('domain', 'fr')).toEqual({ kind: 'slack', channel: 'C0123ABCD' })
    expect(routes.routeOf('domain', 'de')).toEqual({ kind: 'discord', channel: '123456789012345678' })
    expect(routes.routeOf('domain', 'it')).toEqual({ kind: 'mailto', address: 'a@example.org' })
  })

  it.each<[string, (file: File) => void]>([
    ['kchat.en', file => Object.assign(file.kchat!, { en: 'mailto:a@example.org' })],
    ['mail.es', file => delete file.mail!.es],
    ['kmeet', file => delete file.kmeet],
    ['toaster', file => Object.assign(file, { toaster: { fr: 'mailto:a@example.org' } })],
    ['domain.de', file => Object.assign(file.domain!, { de: 'mailto:nobody' })],
    ['domain.it', file => Object.assign(file.domain!, { it: 'slack:#general' })],
    ['domain.fr', file => Object.assign(file.domain!, { fr: 'discord:12' })],
    ['synology.en', file => Object.assign(file.synology!, { en: 'https://example.org' })],
    ['hosting.en', file => Object.assign(file.hosting!, { en: 7 })],
  ])('FEED-1 FEED-3 a wrong file is refused, naming %s', (entry, edit) => {
    expect(firstWrong(() => edited(edit))).toEqual({ problem: 'routes-damaged', entry })
  })

  it('FEED-3 a file that is not JSON, or not there, is refused', () => {
    for (const text of ['', '{', '[]', 'null', '\u0000'])
      expect(firstWrong(() => openRoutes(fileOf(text)))).toEqual({ problem: 'routes-damaged', entry: '' })
    expect(firstWrong(() => openRoutes(join(folder, 'nowhere.json')))).toEqual({
      problem: 'routes-damaged',
      entry: '',
    })
  })
})
