import type { Action } from '../core/action.ts'
import { contextOf, workspaceOf } from '../core/context.ts'
import type { OncePage } from '../core/model.ts'
import { doorOf, pageOf, usePage } from '../core/once-pages.ts'
import type { Outcome } from '../core/outcome.ts'
import { maskEmail } from '../core/secrets.ts'
import { shortName } from '../core/typed-text.ts'
import { type Person, type Setting, type Turn, turnFor } from './desk.ts'
import { formOf, formView, wishOf } from './forms.ts'
import { outcomeView, shownBlocks } from './outcomes.ts'
import { inMarkdown } from './sentences.ts'
import { view } from './talk.ts'
import type { Block, Form, Row, View } from './view.ts'

/** What a visitor finds at the address of a one-time page: the page, or why not. `gone` tells nothing of what there ever was. */
export type Once = { kind: 'gone' } | { kind: 'foreign' } | { kind: 'sign-in' } | { kind: 'open'; view: View }

/** The page that a token opens, to be looked at: nothing is consumed by that. */
export async function openOnce(setting: Setting, person: Person, token: string): Promise<Once> {
  const { store, now, actions } = setting.domain
  const page = await store.read(tables => pageOf(tables, token, now()))
  const action = page && actions.get(page.action)
  if (!page || !action) return { kind: 'gone' }
  const door = doorOf(action, page, person)
  if (door !== 'open') return { kind: door }
  const turn = await turnFor(setting, person)
  return { kind: 'open', view: await pageView(turn, page, action) }
}

/** What a page is for that can be used. */
export async function actionOnce({ domain }: Setting, token: string): Promise<Action | undefined> {
  const page = await domain.store.read(tables => pageOf(tables, token, domain.now()))
  return page && domain.actions.get(page.action)
}

/** Does what a page is for with what was typed there. What can be typed again comes back with its form. */
export async function finishOnce(
  setting: Setting,
  person: Person,
  token: string,
  typed: Record<string, unknown>,
): Promise<Once> {
  const used = await usePage(setting.domain, token, person, typed)
  // Nothing of the session that a person signs in by meanwhile is lost: the page is opened anew.
  if (!used) return openOnce(setting, person, token)
  const { outcome, page } = used
  const isForeign = outcome.status === 'refused' && outcome.refusals.some(({ rule }) => rule === 'ACT-7')
  if (isForeign) return { kind: 'foreign' }
  setting.afterChange()
  if (page.outcome !== null) setting.waiting.tell(page.id)
  const turn = await turnFor(setting, person)
  return { kind: 'open', view: await usedView(turn, page, outcome, typed) }
}

async function usedView(
  turn: Turn,
  page: Readonly<OncePage>,
  outcome: Outcome,
  typed: Record<string, unknown>,
): Promise<View> {
  const action = turn.setting.domain.actions.get(page.action)
  if (page.outcome !== null || !action) return outcomeView(turn, outcome)
  if (outcome.status === 'invalid' || outcome.status === 'refused') {
    const asked = askFor(turn, action, typed, outcome)
    return { ...asked, blocks: [...asked.blocks, ...(await besideBlocks(turn, page, action))] }
  }
  return { ...outcomeView(turn, outcome), form: finishForm(turn, formOf(turn, action, {})) }
}

/** What the step before has shown on this page, once more: neither a wrong code nor reloading takes away what is to be scanned. Asked for by itself, the step shows nothing: nobody has given a password then. */
async function besideBlocks(turn: Turn, { isNext }: Readonly<OncePage>, action: Action): Promise<Block[]> {
  if (!isNext || action.risk === 'read' || !action.beside) return []
  const { domain } = turn.setting
  const shown = await domain.store.read(async tables => {
    const context = await contextOf(domain, action, wishOf(turn, action, {}), tables)
    return context && action.beside?.(context)
  })
  return shownBlocks(turn, { action: action.id, ...shown })
}

/** The form of a page on which an action is done at once, with what was wrong with what was typed. Without an outcome, what the action does. */
export function askFor(turn: Turn, action: Action, typed: Record<string, unknown>, outcome?: Outcome): View {
  const problems = outcome?.status === 'invalid' ? outcome.problems : []
  const refusals = outcome?.status === 'refused' ? outcome.refusals : []
  const shown = formView(turn, action, typed, problems, refusals)
  const summary: Block = { kind: 'text', text: turn.speech.word(`actions.${action.id}.summary`) }
  return {
    ...shown,
    ...(!outcome && { blocks: [summary] }),
    ...(shown.form && { form: finishForm(turn, shown.form) }),
  }
}

/** A form whose button does it. The page is one person's own, so that nobody else is asked about; and what is secret is what it is there for. */
const finishForm = ({ speech }: Turn, form: Form): Form => ({
  ...form,
  fields: form.fields
    .filter(({ kind }) => kind !== 'person')
    .map(field => (field.kind === 'secret' ? { ...field, required: true } : field)),
  submit: speech.find(`actions.${form.action}.finish`) ?? speech.t('desk.confirm'),
})

/** What will be done, for whom, and the form that is left to fill in. */
async function pageView(turn: Turn, page: Readonly<OncePage>, action: Action): Promise<View> {
  const { store } = turn.setting.domain
  const holder = page.user ?? turn.account?.id
  const user = holder === undefined ? undefined : await store.read(tables => tables.users.get(holder))
  const intro: Block = { kind: 'text', text: introduction(turn, page, action) }
  const rows = [...(user ? forWhom(turn, user.email) : []), ...fromWhere(turn, page)]
  const form = finishForm(turn, formOf(turn, action, page.input))
  return {
    ...view(turn, 'preview', [
      intro,
      ...(rows.length ? [{ kind: 'facts' as const, rows }] : []),
      ...(await besideBlocks(turn, page, action)),
    ]),
    title: form.title,
    form,
  }
}

/** What a page says first: its own words, which may name the chat account that it is about. */
function introduction({ speech, account }: Turn, { chat }: Readonly<OncePage>, { id }: Action): string {
  const about = chat && {
    name: shortName(chat.name),
    surface: surfaceName(speech, chat.account),
    workspace: shortName(chat.workspaceName ?? ''),
    email: account?.email ?? '',
  }
  const words = inMarkdown(speech)
  const key = `actions.${id}.page`
  const within = about?.workspace ? words.find(`${key}-in`, about) : undefined
  return within ?? words.find(key, about) ?? speech.word(`actions.${id}.summary`)
}

const forWhom = ({ speech }: Turn, email: string): Row[] => [
  { label: speech.t('desk.once.for'), value: maskEmail(email) },
]

/** Names can be anybody's: the platform's own ids stand beside them. */
function fromWhere({ speech }: Turn, { chat, from }: Readonly<OncePage>): Row[] {
  if (!chat) return [{ label: speech.t('desk.once.from'), value: speech.word(`surfaces.${from}`) }]
  const workspace = [shortName(chat.workspaceName ?? ''), idIn(workspaceOf(chat))].filter(Boolean)
  return [
    { label: speech.t('desk.once.from'), value: surfaceName(speech, chat.account) },
    { label: speech.t('desk.once.workspace'), value: workspace.join(' · ') },
    { label: speech.t('desk.once.account'), value: `${shortName(chat.name)} · ${idIn(chat.account)}` },
  ]
}

const surfaceName = ({ word }: Turn['speech'], id: string): string => word(`surfaces.${id.split(':')[0]}`)
const idIn = (id: string): string => id.split(':').at(-1) ?? ''
