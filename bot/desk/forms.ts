import { type Action, isAtOnce, type Problem } from '../core/action.ts'
import { contextOf, isInPlace, type Wish } from '../core/context.ts'
import { askedIn, type Field, fieldsOf } from '../core/fields.ts'
import type { Outcome, Told } from '../core/outcome.ts'
import { perform, preview } from '../core/perform.ts'
import { propose } from '../core/proposals.ts'
import type { Speech } from '../words/words.ts'
import { doButton } from './button.ts'
import { asCalled } from './called.ts'
import { actorOf, type Turn } from './desk.ts'
import { handOut, signInFirst } from './elsewhere.ts'
import { withAccounts } from './links.ts'
import { outcomeView } from './outcomes.ts'
import { prefill } from './prefill.ts'
import { inMarkdown, problemText, refusalText } from './sentences.ts'
import { view } from './talk.ts'
import type { Form, FormField, View } from './view.ts'

type Values = Record<string, unknown>

/** Somebody wants an action: does it where nothing is missing, asks for what is, or says where it is finished (ACT-7). */
export async function open(turn: Turn, action: Action, values: Values, question = ''): Promise<View> {
  const known = { ...(await prefill(turn, action, question)), ...values }
  if (isElsewhere(turn, action)) return elsewhere(turn, action, known)
  if (isEnough(action, known) || !mayAnswer(turn, action)) return submit(turn, action, known)
  return openForm(turn, action, known)
}

/** A link to an action was followed: the answer of a read, or the form of a change. Whoever is not signed in signs in first (ACT-1), and no attempt is recorded: programs follow links too. */
export async function askAbout(turn: Turn, action: Action, values: Values): Promise<View> {
  if (!turn.account && !isElsewhere(turn, action)) return signInFirst(turn, action)
  const isAsked = action.risk === 'change' && mayAnswer(turn, action)
  return isAsked
    ? openForm(turn, action, { ...(await prefill(turn, action, '')), ...values })
    : open(turn, action, values)
}

/** Whether it is finished on a page of ours: what is secret, and what has a page for whoever cannot sign in. */
const isElsewhere = ({ account }: Turn, action: Action): boolean =>
  action.risk === 'secret' || (action.risk === 'change' && !account && action.page !== undefined)

/** The form, with what is known and what is set now. */
async function openForm(turn: Turn, action: Action, known: Values): Promise<View> {
  const { problems } = await withAccounts(turn, action, known)
  const values = await asCalled(turn, action, { ...(await present(turn, action)), ...known })
  return formView(turn, action, values, problems)
}

/** What is set now, for a form to open with. */
function present(turn: Turn, action: Action): Promise<Values> {
  const { domain } = turn.setting
  return domain.store.read(async tables => {
    const context = action.present && (await contextOf(domain, action, wishOf(turn, action, {}), tables))
    return (context && (await action.present?.(context))) ?? {}
  })
}

/** Whether there is somebody to fill in a form: whoever is linked, or is about to be (ACT-1); about a chat, in one (CHAT-1). */
const mayAnswer = ({ account, person }: Turn, action: Action): boolean =>
  isInPlace(action, person) && (account !== undefined || isAtOnce(action))

/** Whether nothing needs to be asked: all that must be known is, and of what may be said something was. */
function isEnough({ input, risk }: Action, known: Values): boolean {
  const fields = askedIn(input)
  const isKnown = ({ name }: Field) => Object.hasOwn(known, name)
  const optional = fields.filter(({ required }) => !required)
  const needed = fields.filter(({ required }) => required)
  return needed.every(isKnown) && (risk === 'read' || !optional.length || optional.some(isKnown))
}

/** A form was filled in: what it would do, or what is wrong with it. */
export async function submit(turn: Turn, action: Action, typed: Values): Promise<View> {
  if (isElsewhere(turn, action)) return handOut(turn, action, {})
  const { domain } = turn.setting
  const { values, problems } = await withAccounts(turn, action, typed)
  if (problems.length && mayAnswer(turn, action)) return formView(turn, action, values, problems)
  const wish = wishOf(turn, action, values)
  const outcome = await (action.risk === 'read' || isAtOnce(action) ? perform : propose)(domain, wish)
  if (outcome.status === 'invalid' && mayAnswer(turn, action))
    return formView(turn, action, values, outcome.problems)
  if (outcome.status === 'refused' && outcome.refusals.every(({ field }) => field !== undefined))
    return formView(turn, action, values, [], outcome.refusals)
  return withNext(turn, action, outcome)
}

/** A person's wish, from where they speak. */
export function wishOf(turn: Turn, action: Action, input: unknown): Wish {
  const { from, chat, session } = turn.person
  return {
    actor: actorOf(turn),
    action: action.id,
    input,
    from,
    ...(chat && { chat }),
    ...(session !== undefined && { session }),
  }
}

/** What became of it, with the step that follows: its form, or where that takes secrets the button that leads to where they are typed (ACT-7). */
export function withNext(turn: Turn, action: Action, outcome: Outcome): View {
  const shown = outcomeView(turn, outcome)
  const next = action.risk === 'read' ? undefined : turn.setting.domain.actions.get(action.next ?? '')
  if (!next || outcome.status !== 'done') return shown
  if (next.risk !== 'secret') return { ...shown, form: formOf(turn, next, {}) }
  const label = turn.speech.word(`actions.${next.id}.name`)
  return { ...shown, buttons: [{ id: doButton(next.id, {}), label, style: 'primary' }, ...shown.buttons] }
}

/** What is secret is finished elsewhere; but what nobody may do for another (TFA-1), or not in this chat (CHAT-2), is refused here. */
async function elsewhere(turn: Turn, action: Action, values: Values): Promise<View> {
  const { setting, account, person } = turn
  const isAboutChat = action.inChat && (account !== undefined || !isInPlace(action, person))
  if (isAboutChat) {
    const outcome = await preview(setting.domain, wishOf(turn, action, {}))
    return outcome.status === 'refused' ? outcomeView(turn, outcome) : handOut(turn, action, values)
  }
  const about = fieldsOf(action.input).find(({ kind }) => kind === 'person')
  const whom = about && values[about.name]
  const own = [account?.id, account?.email, person.chat?.account]
  if (!about || typeof whom !== 'string' || !account || own.includes(whom))
    return handOut(turn, action, values)
  const outcome = await preview(setting.domain, wishOf(turn, action, { [about.name]: whom }))
  const isOwn = outcome.status !== 'refused' || outcome.refusals.every(({ field }) => field !== undefined)
  return isOwn ? handOut(turn, action, values) : outcomeView(turn, outcome)
}

/** The form, with what is wrong at its fields; what is wrong elsewhere stands before it. */
export function formView(
  turn: Turn,
  action: Action,
  values: Values,
  problems: readonly Problem[] = [],
  refusals: readonly Told[] = [],
): View {
  const errors = [
    ...problems.map(problem => ({
      field: problem.field,
      say: (speech: Speech) => problemText(speech, problem),
    })),
    ...refusals.map(told => ({
      field: told.field ?? '',
      say: (speech: Speech) => refusalText(speech, told),
    })),
  ]
  // A code that was wrong is typed anew.
  const form = formOf(turn, action, action.isStep ? {} : Object(values), errors)
  const elsewhere = errors.filter(({ field }) => !form.fields.some(({ name }) => name === field))
  const texts = elsewhere.map(({ say }) => ({ kind: 'text' as const, text: say(inMarkdown(turn.speech)) }))
  return { ...view(turn, errors.length ? 'problem' : 'preview', texts), title: form.title, form }
}

/** What is wrong with a field, said in somebody's language. */
interface FieldError {
  field: string
  say: (speech: Speech) => string
}

/** The form of an action, derived from its input. */
export function formOf(turn: Turn, action: Action, values: Values, errors: readonly FieldError[] = []): Form {
  const { speech } = turn
  return {
    action: action.id,
    title: speech.word(`actions.${action.id}.name`),
    fields: askedIn(action.input).map(field => formField(turn, action, field, values, errors)),
    submit: speech.t(action.risk === 'read' || isAtOnce(action) ? 'desk.send' : 'desk.preview'),
  }
}

function formField(
  turn: Turn,
  action: Action,
  field: Field,
  values: Values,
  errors: readonly FieldError[],
): FormField {
  const { speech } = turn
  const value = Object.hasOwn(values, field.name) ? again(values[field.name]) : undefined
  const root = `actions.${action.id}.fields.${field.name}`
  const hint = speech.find(`${root}.hint`)
  const error = errors.find(candidate => candidate.field === field.name)
  const options = field.options?.map(id => ({ value: id, label: speech.word(`${field.words}.${id}`) }))
  return {
    name: field.name,
    kind: field.kind,
    label: speech.word(`${root}.label`),
    required: field.required,
    ...(hint && { hint }),
    ...(options?.length && { options }),
    ...(value !== undefined && { value }),
    ...(error && { error: error.say(turn.speech) }),
    ...(field.kind === 'image' && { upload: uploadAddress(turn, action) }),
  }
}

const uploadAddress = ({ setting, speech }: Turn, { id }: Action): string =>
  setting.domain.ports.address(`/${speech.locale}/do/${id}`)

/** The longest text that a form of ours takes. */
const longestTyped = 4000

/** A value as a form can show it once more: what came from no form of ours, or is far too much, is not handed back. */
function again(value: unknown): unknown {
  const isOurs = Array.isArray(value)
    ? value.every(item => typeof item === 'string')
    : ['string', 'boolean'].includes(typeof value)
  return isOurs && String(value).length <= longestTyped ? value : undefined
}
