import { fold, type Result } from '../../kb/library.ts'
import { type Section, sectionsOf } from '../../kb/sections.ts'
import type { Action } from '../core/action.ts'
import { fieldsOf } from '../core/fields.ts'
import { doButton } from './button.ts'
import { offeredIn, type Turn } from './desk.ts'
import { phrasesIn, plainWords, says } from './phrases.ts'
import { prefill } from './prefill.ts'
import { personButton, plain, problemView, view } from './talk.ts'
import type { Block, Button, View } from './view.ts'

/** What a chat can show of a section before it should link to the rest. */
const longestExcerpt = 1500
/** *Do it for me*, and what else the same guide explains. */
const mostActions = 4
const mostWaysOn = 2
export const mostNearest = 3

/** The guide that answers: its summary, the section, and *Do it for me*, prefilled with what the question named. */
export async function guideAnswer(
  turn: Turn,
  found: Pick<Result, 'slug' | 'locale' | 'section' | 'snippet'>,
  actions: readonly Action[],
  question: string,
  asked: string,
): Promise<View> {
  const guide = turn.setting.guides.guide(found.slug, found.locale)
  if (!guide) return unsureView(turn, [], asked)
  const link: Block = {
    kind: 'guide',
    slug: guide.slug,
    locale: guide.locale,
    title: guide.title,
    section: found.section,
  }
  const excerpts = excerptsOf(
    guide,
    found,
    actions[0] ? turn.speech.word(`actions.${actions[0].id}.name`) : '',
    () => asksWhy(turn, question),
  )
  const texts: Block[] = [guide.summary, ...excerpts].map(text => ({ kind: 'text', text }))
  return {
    tone: 'answer',
    locale: guide.locale,
    title: guide.title,
    blocks: [...texts, link],
    buttons: [...(await actionButtons(turn, actions, question)), ...judging(turn, asked)],
    asked,
    private: false,
  }
}

/** What the asker can say of an answer. */
const judging = (turn: Turn, asked: string): Button[] => [
  plain(`helped:${asked}`, turn.speech.t('desk.helped.button')),
  plain(`wrong:${asked}`, turn.speech.t('desk.wrong.button')),
  personButton(turn, asked),
]

/** An action that no guide explains: what it does, and *Do it for me*. */
export function actionView(turn: Turn, action: Action): View {
  const summary = turn.speech.word(`actions.${action.id}.summary`)
  return {
    ...view(turn, 'talk', [{ kind: 'text', text: summary }]),
    title: turn.speech.word(`actions.${action.id}.name`),
    buttons: [doIt(turn, action, {}), personButton(turn)],
  }
}

/** The whole guide, to read. */
export function wholeGuide(turn: Turn, slug: string): View {
  const { guides } = turn.setting
  const guide = guides.guide(slug, turn.speech.locale) ?? guides.guide(slug, 'fr')
  if (!guide) return problemView(turn, 'unknown-button')
  const first = offeredIn(turn).find(action => action.guide === slug)
  return {
    tone: 'answer',
    locale: guide.locale,
    title: guide.title,
    blocks: [{ kind: 'text', text: guide.body }],
    buttons: [...(first ? [doIt(turn, first, {})] : []), personButton(turn)],
    private: false,
  }
}

/** The link to a guide, in the reader's language; nothing where there is no such guide. */
export function guideLink({ setting, speech }: Turn, slug: string | undefined): Block[] {
  const guide = slug === undefined ? undefined : setting.guides.guide(slug, speech.locale)
  return guide ? [{ kind: 'guide', slug: guide.slug, locale: guide.locale, title: guide.title }] : []
}

/** "I don't know", with the nearest guides and a person. */
export function unsureView(turn: Turn, nearest: readonly Pick<Result, 'slug'>[], asked: string): View {
  const text = turn.speech.t(nearest.length ? 'desk.unsure.nearest' : 'desk.unsure.nothing')
  const guides = nearest.slice(0, mostNearest).flatMap(({ slug }) => guideButton(turn, `guide:${slug}`, slug))
  return {
    ...view(turn, 'unsure', [{ kind: 'text', text }]),
    buttons: [...guides, personButton(turn, asked)],
  }
}

/** A button that bears a guide's title; none where there is no such guide. */
export function guideButton(turn: Turn, id: string, slug: string): Button[] {
  const title = titleOf(turn, slug)
  return title === undefined ? [] : [plain(id, title)]
}

/** A guide's title in the reader's language, else in French; `undefined` where there is no such guide. */
export function titleOf({ setting, speech }: Turn, slug: string): string | undefined {
  const { guides } = setting
  return (guides.guide(slug, speech.locale) ?? guides.guide(slug, 'fr'))?.title
}

/** What the guide of a figure lets one do: the way on from an answer to "which newsletters do I get?". */
export async function waysOn(turn: Turn, actions: readonly Action[], question: string): Promise<Button[]> {
  const changes = actions.filter(({ risk }) => risk === 'change').slice(0, mostWaysOn)
  return Promise.all(changes.map(async action => offer(turn, action, await prefill(turn, action, question))))
}

async function actionButtons(turn: Turn, actions: readonly Action[], question: string): Promise<Button[]> {
  const offered = actions.slice(0, mostActions)
  const values = await Promise.all(
    offered.map(async action => publicly(turn, action, question, await prefill(turn, action, question))),
  )
  return offered.map((action, place) =>
    place === 0 ? doIt(turn, action, values[place] ?? {}) : offer(turn, action, values[place] ?? {}),
  )
}

/** Where everybody reads a button, it holds no more than its question did: no address of whom it named, nothing of what the asker has (ACT-6). */
function publicly(
  { person, mentions = [] }: Turn,
  action: Action,
  question: string,
  values: Record<string, string>,
): Record<string, string> {
  if (!person.chat?.isPublic) return values
  // A list of choices without options of its own is of what an organisation has, such as products.
  const ofForm = fieldsOf(action.input).filter(({ kind, options }) => kind === 'tick' || options?.length)
  const isImpersonal = (name: string) => ofForm.some(field => field.name === name)
  const told = Object.entries(values).filter(
    ([name, value]) => isImpersonal(name) || question.includes(value) || mentions.includes(value),
  )
  return Object.fromEntries(told)
}

const offer = ({ speech }: Turn, { id }: Action, values: Record<string, string>): Button =>
  plain(doButton(id, values), speech.word(`actions.${id}.name`))

function doIt({ speech }: Turn, action: Action, values: Record<string, string>): Button {
  const what = speech.word(`actions.${action.id}.name`)
  const label = action.risk === 'read' ? what : speech.t('desk.do', { what })
  return { id: doButton(action.id, values), label, style: 'primary' }
}

/** The steps of the section that was found. One without steps says who, when or why: where that was asked, the paragraph that answers stands before the steps to take. */
function excerptsOf(
  guide: { body: string },
  { section: { id }, snippet }: Pick<Result, 'section' | 'snippet'>,
  action: string,
  isAboutWhy: () => boolean,
): string[] {
  const sections = sectionsOf(guide)
  const found = sections.find(section => section.id === id)
  if (found && hasSteps(found)) return [cut(found.markdown.trim())]
  const steps = stepsFor(action, sections.filter(hasSteps))
  const answering = found && isAboutWhy() ? [paragraphOf(found, snippet)] : []
  return [...answering, ...(steps ? [cut(steps.markdown.trim())] : [])].filter(Boolean)
}

/** The whole paragraph or entry of a list that a snippet was cut from: half of one may say the opposite. */
function paragraphOf({ markdown }: Section, snippet: string): string {
  const words = wordsOf(snippet)
  const parts = markdown.split(/\n\s*\n|\n(?=- )/).map(part => part.trim())
  const shared = (part: string) => words.filter(word => wordsOf(part).includes(word)).length
  return cut(parts.reduce((best, part) => (shared(part) > shared(best) ? part : best), ''))
}

/** Whether a question is about who, when, why or whether, not about how. */
function asksWhy({ setting }: Turn, question: string): boolean {
  const words = plainWords(question)
  return phrasesIn(setting.words, 'desk.asks-why.says').some(phrase => says(words, phrase))
}

const hasSteps = ({ markdown }: Section): boolean => /^1\. /m.test(markdown)

/** The steps whose heading has most words of the action's name; the first ones where none has any. */
function stepsFor(action: string, steps: readonly Section[]): Section | undefined {
  const words = wordsOf(action)
  const shared = ({ title }: Section) => wordsOf(title).filter(word => words.includes(word)).length
  return steps.reduce<Section | undefined>(
    (best, one) => (best && shared(best) >= shared(one) ? best : one),
    undefined,
  )
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? []

function cut(text: string): string {
  if (text.length <= longestExcerpt) return text
  return `${text.slice(0, text.lastIndexOf('\n', longestExcerpt))}\n…`
}
