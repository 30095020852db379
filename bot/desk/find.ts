import type { Answer, Library, Result } from '../../kb/library.ts'
import { type Action, isOffered } from '../core/action.ts'
import type { Locale } from '../core/catalogue.ts'

/** What is searched: the guides, the ways to ask for actions, and the actions themselves. */
export interface Searched {
  guides: Library
  intents: Library
  actions: ReadonlyMap<string, Action>
}

/** What a question leads to: a guide, an action of its, or neither. */
export interface Found {
  answer: Answer
  /** The guide that answers, if one does. */
  guide: Result | undefined
  /** The action that was asked for, or the one that the guide explains; the guide's other actions follow. */
  actions: Action[]
  /** The action is a read that was plainly asked for. */
  readNow: boolean
}

/** Finds guide and action for a question. The locale is the reader's: a hint, not a cage. */
export function find(desk: Searched, question: string, { locale }: { locale: Locale }): Found {
  const answer = desk.guides.ask(question, { locale })
  const intents = desk.intents.ask(question, { locale: answer.answered ? answer.locale : locale })
  const wanted = intents.results.flatMap(result => desk.actions.get(result.slug) ?? [])
  const intent = intents.answered ? wanted[0] : undefined
  const guide = guideFor(desk, answer, intents, intent)
  const explained = guide ? [...desk.actions.values()].filter(action => action.guide === guide.slug) : []
  const offered = explained.filter(isOffered)
  return {
    answer: guide && guide.locale !== answer.locale ? { ...answer, locale: guide.locale } : answer,
    guide,
    actions: sortBy(offered, action => rankOf(action, intent, wanted, guide)),
    readNow: intent?.risk === 'read' && intent.guide === guide?.slug,
  }
}

/** The guide that the guides' own search found, else the one of the action that was asked for. */
function guideFor(
  desk: Searched,
  answer: Answer,
  intents: Answer,
  intent: Action | undefined,
): Result | undefined {
  const best = answer.answered ? answer.results[0] : undefined
  const [top] = intents.results
  const surer = top !== undefined && (best === undefined || top.confidence > best.confidence)
  if (!intent || !top || !surer || best?.slug === intent.guide) return best
  const guide = desk.guides.guide(intent.guide, intents.locale)
  if (!guide) return best
  const found = answer.results.find(result => result.slug === guide.slug)
  return (
    found ?? {
      ...top,
      slug: guide.slug,
      locale: guide.locale,
      title: guide.title,
      section: { id: '', title: '' },
      snippet: guide.summary,
      marks: [],
    }
  )
}

/** What was plainly asked for, what the guide is named after, what may have been meant, the rest. */
function rankOf(
  action: Action,
  intent: Action | undefined,
  wanted: Action[],
  guide: Result | undefined,
): number {
  if (action === intent) return 0
  if (action.id === guide?.slug) return 1
  const place = wanted.indexOf(action)
  return place < 0 ? wanted.length + 2 : place + 2
}

const sortBy = <Item>(items: Item[], rank: (item: Item) => number): Item[] =>
  items
    .map(item => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
