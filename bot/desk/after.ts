import type { Locale } from '../core/catalogue.ts'
import type { Asked } from '../core/model.ts'
import { isOthers, judge, keeping } from './asked.ts'
import { offeredIn, type Turn } from './desk.ts'
import { asResult } from './find.ts'
import { recordGap } from './gaps.ts'
import { guideAnswer, guideButton, mostNearest } from './guides.ts'
import { withoutNames } from './names.ts'
import { personButton, problemView, view } from './talk.ts'
import type { View } from './view.ts'

/** *It helped*: noted, and thanked for. */
export async function helped(turn: Turn, id: string): Promise<View> {
  const asked = await judge(turn, id, { verdict: 'helped' })
  if (!asked) return problemView(turn, 'unknown-button')
  return {
    ...view(turn, 'talk', [{ kind: 'text', text: turn.speech.t('desk.helped.answer') }]),
    ...keepsFor(turn, asked),
    private: true,
  }
}

/** What another person says takes nothing from the asker: the buttons under their answer stay. */
const keepsFor = (turn: Turn, asked: Readonly<Asked>): Pick<View, 'keeps'> =>
  isOthers(turn, asked) ? { keeps: true } : {}

/** *Not what I meant*: which guide would have been right? The next ones, and a person. */
export async function notMeant(turn: Turn, id: string): Promise<View> {
  const asked = await judge(turn, id, { verdict: 'wrong' })
  if (!asked) return problemView(turn, 'unknown-button')
  if (asked.verdict !== 'wrong' && !isOthers(turn, asked))
    recordGap(turn, await withoutNames(turn, asked.question))
  const others = asked.guides.slice(1).filter(slug => slug !== asked.right)
  const next = others.slice(0, mostNearest)
  const text = turn.speech.t(next.length ? 'desk.wrong.which' : 'desk.wrong.none')
  return {
    ...view(turn, 'unsure', [{ kind: 'text', text }]),
    buttons: [
      ...next.flatMap(slug => guideButton(turn, `right:${id}?${slug}`, slug)),
      personButton(turn, id),
    ],
    ...keepsFor(turn, asked),
    private: true,
  }
}

/** The guide that would have been right: noted, and shown as the answer. */
export async function meant(turn: Turn, id: string, slug: string): Promise<View> {
  const isGuide = turn.setting.guides.guide(slug, 'fr') !== undefined
  const asked = isGuide ? await judge(turn, id, { verdict: 'wrong', right: slug }) : undefined
  if (!asked) return problemView(turn, 'unknown-button')
  return { ...(await answerWith(turn, slug, asked.question, id)), ...keepsFor(turn, asked) }
}

/** An answer once more, for everybody to read: nothing of the asker's is in it (ACT-6). */
export async function shared(turn: Turn, id: string): Promise<View> {
  const asked = await turn.setting.domain.store.read(tables => tables.asked.get(id))
  const slug = asked?.right ?? asked?.guides[0]
  if (!asked || slug === undefined) return problemView(turn, 'unknown-button')
  const asAnybody = { ...turn, account: undefined, speech: turn.setting.words(turn.audience ?? asked.locale) }
  return answerWith(asAnybody, slug, asked.question, id)
}

/** One's own choice of a guide as the answer to somebody's words, in the language of these. */
export function cited(turn: Turn, slug: string, text: string): Promise<View> {
  const { guides, words } = turn.setting
  const locale = turn.audience ?? (text.trim() ? guides.language(text).locale : turn.speech.locale)
  const inItsLanguage = { ...turn, speech: words(locale) }
  // Whoever wrote it says what the answer is worth, not whoever answers: and nobody told us who that is.
  const matter = { question: text, guides: [slug], asker: null }
  return keeping(inItsLanguage, matter, id => answerWith(inItsLanguage, slug, text, id))
}

/** The guide as the answer, in the turn's language: its section and its actions as for whoever asked. */
export async function answerWith(turn: Turn, slug: string, question: string, asked: string): Promise<View> {
  const { guides } = turn.setting
  const { locale } = turn.speech
  const guide = guides.guide(slug, locale) ?? guides.guide(slug, 'fr')
  if (!guide) return problemView(turn, 'unknown-button')
  const found = guides.ask(question, { only: guide.locale as Locale }).results.find(one => one.slug === slug)
  const actions = offeredIn(turn).filter(action => action.guide === slug)
  return guideAnswer(turn, found ?? asResult(guide), actions, question, asked)
}
