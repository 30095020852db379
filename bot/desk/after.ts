import { offeredTo } from '../core/action.ts'
import type { Locale } from '../core/catalogue.ts'
import { workspaceOf } from '../core/context.ts'
import { inMinutes } from '../core/days.ts'
import type { Asked } from '../core/model.ts'
import { post } from '../core/outbox.ts'
import { hash } from '../core/secrets.ts'
import type { Tables } from '../core/store.ts'
import { judge, keeping, lastAsked } from './asked.ts'
import type { Spot, Turn } from './desk.ts'
import { recordGap } from './gaps.ts'
import { guideAnswer, guideButton, mostNearest } from './guides.ts'
import { withoutNames } from './names.ts'
import { personButton, personView, problemView, view } from './talk.ts'
import type { View } from './view.ts'

/** *It helped*: noted, and thanked for. */
export async function helped(turn: Turn, id: string): Promise<View> {
  const asked = await judge(turn, id, { verdict: 'helped' })
  if (!asked) return problemView(turn, 'unknown-button')
  return view(turn, 'talk', [{ kind: 'text', text: turn.speech.t('desk.helped.answer') }])
}

/** *Not what I meant*: which guide would have been right? The next ones, and a person. */
export async function notMeant(turn: Turn, id: string): Promise<View> {
  const asked = await judge(turn, id, { verdict: 'wrong' })
  if (!asked) return problemView(turn, 'unknown-button')
  if (asked.verdict !== 'wrong') recordGap(turn, await withoutNames(turn, asked.question))
  const others = asked.guides.slice(1).filter(slug => slug !== asked.right)
  const next = others.slice(0, mostNearest)
  const text = turn.speech.t(next.length ? 'desk.wrong.which' : 'desk.wrong.none')
  return {
    ...view(turn, 'unsure', [{ kind: 'text', text }]),
    buttons: [
      ...next.flatMap(slug => guideButton(turn, `right:${id}?${slug}`, slug)),
      personButton(turn, id),
    ],
  }
}

/** The guide that would have been right: noted, and shown as the answer. */
export async function meant(turn: Turn, id: string, slug: string): Promise<View> {
  const isGuide = turn.setting.guides.guide(slug, 'fr') !== undefined
  const asked = isGuide ? await judge(turn, id, { verdict: 'wrong', right: slug }) : undefined
  return asked ? answerWith(turn, slug, asked.question, id) : problemView(turn, 'unknown-button')
}

/** An answer once more, for everybody to read: nothing of the asker's is in it (ACT-6). */
export async function shared(turn: Turn, id: string): Promise<View> {
  const asked = await turn.setting.domain.store.read(tables => tables.asked.get(id))
  const slug = asked?.right ?? asked?.guides[0]
  if (!asked || slug === undefined) return problemView(turn, 'unknown-button')
  const asAnybody = { ...turn, account: undefined, speech: turn.setting.words(asked.locale) }
  return answerWith(asAnybody, slug, asked.question, id)
}

/** One's own choice of a guide as the answer to somebody's words. */
export const cited = (turn: Turn, slug: string, text: string): Promise<View> =>
  keeping(turn, text, [slug], id => answerWith(turn, slug, text, id))

/** The guide as the answer, in the turn's language: its section and its actions as for whoever asked. */
export async function answerWith(turn: Turn, slug: string, question: string, asked: string): Promise<View> {
  const { guides, domain } = turn.setting
  const { locale } = turn.speech
  const guide = guides.guide(slug, locale) ?? guides.guide(slug, 'fr')
  if (!guide) return problemView(turn, 'unknown-button')
  const found = guides.ask(question, { only: guide.locale as Locale }).results.find(one => one.slug === slug)
  const whole = { slug, locale: guide.locale, section: { id: '', title: '' }, snippet: guide.summary }
  const offered = offeredTo(domain.actions, turn.account, turn.person.chat)
  const actions = [...offered.values()].filter(action => action.guide === slug)
  return guideAnswer(turn, found ?? whole, actions, question, asked)
}

/** *A person, please*: the support channel is told of the question and of what was tried, once; the asker is told so, and how else to reach somebody. */
export async function wantPerson(turn: Turn, id?: string): Promise<View> {
  const { chat } = turn.person
  const contacts = personView(turn)
  if (!chat) return contacts
  const asked = id ?? (await lastAsked(turn))?.id ?? hash(`person ${chat.thread ?? chat.account}`)
  const told = await tellSupport(turn, chat, asked)
  if (!told) return contacts
  const text = turn.speech.t('desk.person.asked')
  return { ...contacts, blocks: [{ kind: 'text', text }, ...contacts.blocks.slice(1)] }
}

/** Whether somebody is told: with the verdict in one transaction, so that pressing twice tells once. */
function tellSupport({ setting, speech }: Turn, chat: Spot, id: string): Promise<boolean> {
  const { store, now } = setting.domain
  return store.transact(async tables => {
    const channel = await supportChannel(tables, chat)
    if (!channel) return false
    const known = await tables.asked.get(id)
    const asked =
      known && known.expires > now().toISOString() ? known : nothingAsked(id, speech.locale, now())
    if (asked.verdict === 'person') return true
    await tables.asked.put({ ...asked, verdict: 'person' })
    const locale = channel.locale ?? speech.locale
    const facts = factsFor(asked, chat, slug => setting.guides.guide(slug, locale)?.title ?? slug)
    await post(tables, { kind: 'post', channel: channel.id, locale, template: 'person-wanted', facts }, now())
    return true
  })
}

/** Whoever wants a person without a question tells it once in ten minutes. */
const minutesBetween = 10
const nothingAsked = (id: string, locale: Locale, now: Date): Asked => ({
  id,
  question: '',
  locale,
  guides: [],
  verdict: null,
  expires: inMinutes(now, minutesBetween),
})

const factsFor = (asked: Readonly<Asked>, chat: Spot, titleOf: (slug: string) => string) => ({
  member: chat.name,
  text: asked.question,
  guides: asked.guides.slice(0, mostNearest + 1).map(titleOf),
  link: chat.address ?? '',
})

async function supportChannel(tables: Tables, chat: Spot) {
  const channels = await tables.channels.find({ workspace: workspaceOf(chat) })
  return channels.find(({ support }) => support)
}
