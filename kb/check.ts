import type { Token, Tokens } from 'marked'
import { fold } from './analysis/fold.ts'
import { type Locale, locales } from './locales.ts'
import { blocksOf } from './markdown.ts'
import { type Guide, sourceHash } from './parse.ts'
import { type Problem, problemAt } from './problem.ts'
import { sectionsOf } from './sections.ts'

interface Options {
  /** The ids of actions that exist; without it actions are not checked. */
  actions?: Set<string>
  /** The subjects that guides are arranged by; without it they are not checked. */
  subjects?: Set<string>
  /** The language that the others are translated from. */
  sourceLocale: Locale
}

interface Shelf {
  byKey: Map<string, Guide>
  bySlug: Map<string, Guide[]>
  options: Options
  anchorsOf: (guide: Guide) => Set<string>
}

/** Characters of a guide's text. Nobody reads more, and no section of it would be found first. */
const longest = 200_000

/** What a guide's folder may be called: it is the guide's web address. */
const address = /^[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * What is wrong with guides and between them: missing languages and summaries, names that are no address or differ by case or accents
 * alone, broken links and anchors, unknown actions and related guides, translations older than their source, HTML and scripts, texts
 * beyond measure. In the order of the guides, with file and line.
 */
export function checkGuides(guides: Guide[], options: Options): Problem[] {
  const shelf = arrange(guides, options)
  const perGuide = guides.flatMap(guide => [
    ...checkFront(guide, shelf),
    ...checkTranslation(guide, shelf),
    ...checkBody(guide, shelf),
  ])
  return [...missingLanguages(shelf), ...checkNames(shelf), ...duplicates(guides, shelf), ...perGuide]
}

const keyOf = (slug: string, locale: Locale) => `${slug}/${locale}`
const pathOf = (guide: Guide) => guide.path ?? `${keyOf(guide.slug, guide.locale)}.md`

function arrange(guides: Guide[], options: Options): Shelf {
  const known = new Map<Guide, Set<string>>()
  const anchorsOf = (guide: Guide) => {
    const stored = known.get(guide)
    if (stored) return stored
    const ids = new Set(sectionsOf(guide).map(section => section.id))
    known.set(guide, ids)
    return ids
  }
  const byKey = new Map(guides.map(guide => [keyOf(guide.slug, guide.locale), guide]))
  return { byKey, bySlug: Map.groupBy(guides, guide => guide.slug), options, anchorsOf }
}

function missingLanguages({ bySlug }: Shelf): Problem[] {
  return [...bySlug].flatMap(([slug, versions]) =>
    locales
      .filter(locale => !versions.some(guide => guide.locale === locale))
      .map(locale => problemAt(pathOf(versions[0]!), 1, 'guide.missing-language', { slug, locale })),
  )
}

function checkNames({ bySlug }: Shelf): Problem[] {
  const first = new Map<string, string>()
  return [...bySlug].flatMap(([slug, [guide]]) => {
    const other = first.get(fold(slug))
    if (other === undefined) first.set(fold(slug), slug)
    return [
      ...(address.test(slug) ? [] : [problemAt(pathOf(guide!), 1, 'guide.bad-name', { slug })]),
      ...(other === undefined ? [] : [problemAt(pathOf(guide!), 1, 'guide.same-name', { slug, other })]),
    ]
  })
}

function duplicates(guides: Guide[], { byKey }: Shelf): Problem[] {
  return guides
    .filter(guide => byKey.get(keyOf(guide.slug, guide.locale)) !== guide)
    .map(({ slug, locale, ...guide }) =>
      problemAt(guide.path ?? `${slug}/${locale}.md`, 1, 'guide.duplicate', { slug, locale }),
    )
}

function checkFront(guide: Guide, { bySlug, options }: Shelf): Problem[] {
  const path = pathOf(guide)
  const problems = guide.related
    .filter(slug => !bySlug.has(slug))
    .map(slug => problemAt(path, 1, 'guide.unknown-related', { slug }))
  if (guide.action && options.actions && !options.actions.has(guide.action))
    problems.push(problemAt(path, 1, 'guide.unknown-action', { action: guide.action }))
  if (!guide.summary) problems.push(problemAt(path, 1, 'guide.no-summary', {}, 'warning'))
  if (guide.subject && options.subjects && !options.subjects.has(guide.subject))
    problems.push(problemAt(path, 1, 'guide.unknown-subject', { subject: guide.subject }))
  return problems
}

function checkTranslation(guide: Guide, { byKey, options }: Shelf): Problem[] {
  const source = byKey.get(keyOf(guide.slug, options.sourceLocale))
  if (!source || guide.locale === options.sourceLocale) return []
  const expected = sourceHash(source)
  if (guide.source === expected) return []
  const facts = { expected, found: guide.source ?? '' }
  return [problemAt(pathOf(guide), 1, 'translation.outdated', facts, 'warning')]
}

function checkBody(guide: Guide, shelf: Shelf): Problem[] {
  const problems: Problem[] = []
  let line = guide.bodyLine ?? 1
  if (guide.body.length > longest) {
    const facts = { characters: String(guide.body.length), most: String(longest) }
    problems.push(problemAt(pathOf(guide), line, 'guide.too-long', facts, 'warning'))
  }
  for (const block of blocksOf(guide.body)) {
    for (const token of inside(block)) {
      const found = checkToken(token, guide, shelf)
      const at = line + newlines(block.raw.slice(0, Math.max(0, block.raw.indexOf(token.raw))))
      if (found) problems.push(problemAt(pathOf(guide), at, found.problem, found.facts))
    }
    line += newlines(block.raw)
  }
  return problems
}

const newlines = (text: string) => text.split('\n').length - 1

interface Children {
  tokens?: Token[]
  items?: Token[]
  header?: Tokens.TableCell[]
  rows?: Tokens.TableCell[][]
}

function* inside(token: Token): Generator<Token> {
  yield token
  const { tokens = [], items = [], header = [], rows = [] } = token as Children
  const cells = [header, ...rows].flat().flatMap(cell => cell.tokens)
  for (const child of [...tokens, ...items, ...cells]) yield* inside(child)
}

function checkToken(
  token: Token,
  guide: Guide,
  shelf: Shelf,
): Pick<Problem, 'problem' | 'facts'> | undefined {
  if (token.type === 'html') return checkHtml(token as Tokens.HTML)
  if (token.type === 'link') return checkLink((token as Tokens.Link).href, guide, shelf)
  return undefined
}

function checkHtml({ raw }: Tokens.HTML): Pick<Problem, 'problem' | 'facts'> {
  const html = raw.trim().slice(0, 80)
  const active = /<script|<iframe|<object|<embed|\son\w+\s*=|javascript:/i.test(raw)
  return { problem: active ? 'markdown.script' : 'markdown.html', facts: { html } }
}

const guideLink = /^(?:\.\.\/([^/#]+)\/|\.\/)?(?:([a-z]{2})\.md)?(?:#(.*))?$/

function checkLink(href: string, guide: Guide, shelf: Shelf): Pick<Problem, 'problem' | 'facts'> | undefined {
  if (/^(https?|mailto|tel):/i.test(href)) return undefined
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return { problem: 'link.unsafe', facts: { href } }
  const [, slug = guide.slug, locale = guide.locale, anchor] = guideLink.exec(href) ?? []
  const target = guideLink.test(href) ? shelf.byKey.get(`${slug}/${locale}`) : undefined
  if (!target) return { problem: 'link.broken', facts: { href } }
  if (target.locale !== guide.locale) return { problem: 'link.other-language', facts: { href } }
  if (!anchor || shelf.anchorsOf(target).has(decode(anchor))) return undefined
  return { problem: 'link.no-anchor', facts: { href } }
}

function decode(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor
  }
}
