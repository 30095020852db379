import type { Action, Problem } from '../core/action.ts'
import { type Field, fieldsOf } from '../core/fields.ts'
import { perform } from '../core/perform.ts'
import { propose } from '../core/proposals.ts'
import { actorOf, type Turn } from './desk.ts'
import { guideLink } from './guides.ts'
import { outcomeView } from './outcomes.ts'
import { prefill } from './prefill.ts'
import { inMarkdown, problemText } from './sentences.ts'
import { personButton, view } from './talk.ts'
import type { Form, FormField, View } from './view.ts'

type Values = Record<string, unknown>

/** Somebody wants an action: does it where nothing is missing, asks for what is, or says where it is finished (ACT-7). */
export async function open(turn: Turn, action: Action, values: Values, question = ''): Promise<View> {
  if (action.risk === 'secret') return elsewhereView(turn, action)
  const known = { ...(await prefill(turn, action, question)), ...values }
  return isEnough(action, known) || !turn.account
    ? submit(turn, action, known)
    : formView(turn, action, known)
}

/** Whether nothing needs to be asked: all that must be known is, and of what may be said something was. */
function isEnough({ input, risk }: Action, known: Values): boolean {
  const fields = fieldsOf(input)
  const isKnown = ({ name }: Field) => Object.hasOwn(known, name)
  const optional = fields.filter(({ required }) => !required)
  const needed = fields.filter(({ required }) => required)
  return needed.every(isKnown) && (risk === 'read' || !optional.length || optional.some(isKnown))
}

/** A form was filled in: what it would do, or what is wrong with it. */
export async function submit(turn: Turn, action: Action, values: Values): Promise<View> {
  if (action.risk === 'secret') return elsewhereView(turn, action)
  const { domain } = turn.setting
  const wish = { actor: actorOf(turn), action: action.id, input: values, from: turn.person.from }
  const outcome = await (action.risk === 'read' ? perform : propose)(domain, wish)
  if (outcome.status === 'invalid' && turn.account) return formView(turn, action, values, outcome.problems)
  return outcomeView(turn, outcome)
}

/** What is secret is typed on a page of our own, never in a chat (ACT-7). */
function elsewhereView(turn: Turn, action: Action): View {
  const { speech } = turn
  const title = speech.word(`actions.${action.id}.name`)
  return {
    ...view(turn, 'talk', [
      { kind: 'text', text: speech.t('desk.elsewhere') },
      ...guideLink(turn, action.guide),
    ]),
    title,
    buttons: [personButton(turn)],
  }
}

function formView(turn: Turn, action: Action, values: Values, problems: readonly Problem[] = []): View {
  const form = formOf(turn, action, Object(values), problems)
  const elsewhere = problems.filter(({ field }) => !form.fields.some(({ name }) => name === field))
  const texts = elsewhere.map(problem => ({
    kind: 'text' as const,
    text: problemText(inMarkdown(turn.speech), problem),
  }))
  return { ...view(turn, problems.length ? 'problem' : 'preview', texts), title: form.title, form }
}

/** The form of an action, derived from its input. */
export function formOf(turn: Turn, action: Action, values: Values, problems: readonly Problem[] = []): Form {
  const { speech } = turn
  return {
    action: action.id,
    title: speech.word(`actions.${action.id}.name`),
    fields: fieldsOf(action.input).map(field => formField(turn, action, field, values, problems)),
    submit: speech.t('desk.preview'),
  }
}

function formField(
  turn: Turn,
  action: Action,
  field: Field,
  values: Values,
  problems: readonly Problem[],
): FormField {
  const { speech } = turn
  const value = Object.hasOwn(values, field.name) ? again(values[field.name]) : undefined
  const root = `actions.${action.id}.fields.${field.name}`
  const hint = speech.find(`${root}.hint`)
  const problem = problems.find(candidate => candidate.field === field.name)
  const options = field.options?.map(id => ({ value: id, label: speech.word(`${field.words}.${id}`) }))
  return {
    name: field.name,
    kind: field.kind,
    label: speech.word(`${root}.label`),
    required: field.required,
    ...(hint && { hint }),
    ...(options?.length && { options }),
    ...(value !== undefined && { value }),
    ...(problem && { error: problemText(turn.speech, problem) }),
  }
}

/** The longest text that a form of ours takes. */
const longestTyped = 4000

/** A value as a form can show it once more: what came from no form of ours, or is far too much, is not handed back. */
function again(value: unknown): unknown {
  const isOurs = Array.isArray(value)
    ? value.every(item => typeof item === 'string')
    : ['string', 'boolean'].includes(typeof value)
  return isOurs && String(value).length <= longestTyped ? value : undefined
}
