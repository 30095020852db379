import type { Locale } from '../core/catalogue.ts'
import { workspaceOf } from '../core/context.ts'
import { inMinutes } from '../core/days.ts'
import type { Asked } from '../core/model.ts'
import { post } from '../core/outbox.ts'
import { hash } from '../core/secrets.ts'
import type { Tables } from '../core/store.ts'
import { isOthers, lastAsked } from './asked.ts'
import type { Spot, Turn } from './desk.ts'
import { mostNearest } from './guides.ts'
import { personView } from './talk.ts'
import type { View } from './view.ts'

/** What somebody wants a person for: a question, or what was refused. */
type Matter = Pick<Asked, 'id' | 'question' | 'guides'>

/** *A person, please*: the support channel is told of the question and of what was tried, once; the asker is told so, and how else to reach somebody. */
export async function wantPerson(turn: Turn, id?: string): Promise<View> {
  const { chat } = turn.person
  const contacts: View = { ...personView(turn), private: chat !== undefined }
  if (!chat) return contacts
  const { matter, isTheirs } = await matterOf(turn, chat, id)
  const keeps = isTheirs ? {} : { keeps: true as const }
  if (!(await tellSupport(turn, chat, matter))) return { ...contacts, ...keeps }
  const text = turn.speech.t('desk.person.asked')
  return { ...contacts, blocks: [{ kind: 'text', text }, ...contacts.blocks.slice(1)], ...keeps }
}

/** What it is about: the question under whose answer it was pressed, what was just refused, or what was last asked there. Under another's answer one wants a person for oneself. */
async function matterOf(
  turn: Turn,
  chat: Spot,
  id: string | undefined,
): Promise<{ matter: Matter; isTheirs: boolean }> {
  const { store } = turn.setting.domain
  const pressed = id === undefined ? undefined : await store.read(tables => tables.asked.get(id))
  const isTheirs = !pressed || !isOthers(turn, pressed)
  if (pressed && !isTheirs)
    return { matter: { ...pressed, id: hash(`person ${id} ${chat.account}`) }, isTheirs }
  const known = pressed ?? (await lastRefused(turn)) ?? (await lastAsked(turn))
  const nothing = { id: id ?? hash(`person ${chat.thread ?? chat.account}`), question: '', guides: [] }
  return { matter: known ?? nothing, isTheirs }
}

/** Whoever wants a person without a question tells it once in ten minutes; and so long is what was refused what they mean. */
const minutesBetween = 10

/** What was last refused to a person. */
async function lastRefused({ setting, account, speech }: Turn): Promise<Matter | undefined> {
  const { store, now, actions } = setting.domain
  if (!account) return undefined
  const latest = { limit: 1, reverse: true }
  const [entry] = await store.read(tables => tables.audit.find({ actor: account.id }, latest))
  if (entry?.outcome !== 'refused' || entry.at < inMinutes(now(), -minutesBetween)) return undefined
  const { guide } = actions.get(entry.action) ?? {}
  const what = speech.find(`actions.${entry.action}.name`)
  return {
    id: hash(`person ${entry.id}`),
    question: [what, ...entry.rules].filter(Boolean).join(' · '),
    guides: guide === undefined ? [] : [guide],
  }
}

/** Whether somebody is told: with the verdict in one transaction, so that pressing twice tells once. */
function tellSupport({ setting, speech }: Turn, chat: Spot, matter: Matter): Promise<boolean> {
  const { store, now } = setting.domain
  return store.transact(async tables => {
    const channel = await supportChannel(tables, chat)
    if (!channel) return false
    const known = await tables.asked.get(matter.id)
    const asked = known && known.expires > now().toISOString() ? known : keptFor(matter, speech.locale, now())
    if (asked.verdict === 'person') return true
    await tables.asked.put({ ...asked, verdict: 'person' })
    const locale = channel.locale ?? speech.locale
    const facts = factsFor(asked, chat, slug => setting.guides.guide(slug, locale)?.title ?? slug)
    await post(tables, { kind: 'post', channel: channel.id, locale, template: 'person-wanted', facts }, now())
    return true
  })
}

const keptFor = ({ id, question, guides }: Matter, locale: Locale, now: Date): Asked => ({
  id,
  question,
  locale,
  guides,
  verdict: null,
  expires: inMinutes(now, minutesBetween),
})

const factsFor = (asked: Readonly<Asked>, chat: Spot, titleOf: (slug: string) => string) => ({
  member: chat.handle === undefined ? chat.name : `${chat.name} (${chat.handle})`,
  text: asked.question,
  guides: asked.guides.slice(0, mostNearest + 1).map(titleOf),
  link: chat.address ?? '',
})

async function supportChannel(tables: Tables, chat: Spot) {
  const channels = await tables.channels.find({ workspace: workspaceOf(chat) })
  return channels.find(({ support }) => support)
}
