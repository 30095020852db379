import { bar } from '../../kb/confidence.ts'
import type { Guide } from '../../kb/guide.ts'
import type { Answer, Library, Result } from '../../kb/library.ts'
import type { Action } from '../core/action.ts'
import type { Locale } from '../core/catalogue.ts'

/** What is searched: the guides, the ways to ask for actions, and the actions that the person is offered. */
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
  /** The action that was asked for, or the one that the guide explains; the guide's other actions follow. One that no guide explains stands alone. */
  actions: Action[]
  /** The action is a read that was plainly asked for. */
  readNow: boolean
}

/** Finds guide and action for a question. The locale is the reader's: a hint, not a cage. */
export function find(desk: Searched, question: string, { locale }: { locale: Locale }): Found {
  const answer = desk.guides.ask(question, { locale })
  const intents = desk.intents.ask(question, { locale: answer.answered ? answer.locale : locale })
  const guide = guideFor(desk, answer, intents)
  const unexplained = guide ? undefined : unexplainedBy(desk, intents)
  const explained = [...desk.actions.values()].filter(action =>
    guide ? action.guide === guide.slug : action === unexplained,
  )
  const meant = intents.results.filter(({ slug }) => explained.some(({ id }) => id === slug))
  const [first] = meant
  const intent = first && first.confidence >= bar ? desk.actions.get(first.slug) : undefined
  const order = [intent?.id, guide?.slug, ...meant.map(({ slug }) => slug)]
  return {
    answer: guide && guide.locale !== answer.locale ? { ...answer, locale: guide.locale } : answer,
    guide,
    actions: sortBy(explained, ({ id }) => placeIn(order, id)),
    readNow: intent?.risk === 'read',
  }
}

/** The action that was asked for, where no guide explains it. */
function unexplainedBy({ actions }: Searched, { answered, results }: Answer): Action | undefined {
  const action = answered ? actions.get(results[0]?.slug ?? '') : undefined
  return action?.guide === undefined ? action : undefined
}

/** The guide that the guides' own search found; that of the action that was asked for, if it is surer and its guide would do, or none was found. */
function guideFor(desk: Searched, answer: Answer, intents: Answer): Result | undefined {
  const best = answer.answered ? answer.results[0] : undefined
  const top = intents.answered ? intents.results[0] : undefined
  const slug = top && desk.actions.get(top.slug)?.guide
  const guide = slug === undefined ? undefined : desk.guides.guide(slug, intents.locale)
  if (top && desk.actions.has(top.slug) && slug === undefined)
    return best && best.confidence >= top.confidence ? best : undefined
  if (!top || !guide) return best
  const found = answer.results.find(result => result.slug === slug)
  const isSurer = best === undefined || (top.confidence > best.confidence && (found?.confidence ?? 0) >= bar)
  if (!isSurer) return best
  return found ?? asResult(guide, top)
}

/** A guide as what was found, where no search says which of its sections answers. */
export const asResult = (
  { slug, locale, title, summary }: Guide,
  { score, confidence }: Pick<Result, 'score' | 'confidence'> = { score: 0, confidence: 0 },
): Result => ({
  slug,
  locale,
  title,
  section: { id: '', title: '' },
  snippet: summary,
  marks: [],
  score,
  confidence,
})

const placeIn = (order: readonly (string | undefined)[], id: string): number =>
  order.includes(id) ? order.indexOf(id) : order.length

const sortBy = <Item>(items: Item[], rank: (item: Item) => number): Item[] =>
  items
    .map(item => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
