import { fold } from '../../kb/library.ts'
import { type Action, isAskable } from '../core/action.ts'
import { locales } from '../core/catalogue.ts'
import { askedIn, type Field } from '../core/fields.ts'
import { choicesOf } from './choices.ts'
import type { Turn } from './desk.ts'
import type { Event } from './event.ts'

type Values = Record<string, unknown>

/**
 * What a command typed as text stands for: `change-role @colleague administrator` is an action with its input in the order of its form,
 * or as `name=value`; an action's own name in any language will do as well. Everything else is a question.
 */
export async function typedCommand(turn: Turn, text: string): Promise<Event | undefined> {
  const typed = text.trim()
  if (!typed) return undefined
  const called = actionCalled(turn, typed)
  if (!called) return { kind: 'say', text: typed }
  const { action, rest } = called
  return { kind: 'want', action: action.id, values: await valuesIn(turn, action, rest), question: rest }
}

/** The action that a text begins with, by id or by what it is called, and what follows; the longest name wins. */
function actionCalled({ setting }: Turn, text: string): { action: Action; rest: string } | undefined {
  const words = text.split(/\s+/)
  const names = new Map<string, Action>()
  for (const action of setting.domain.actions.values()) {
    if (!isAskable(action) && !action.inChat) continue
    names.set(fold(action.id), action)
    for (const { word, list } of locales.map(setting.words))
      for (const name of [word(`actions.${action.id}.name`), ...list(`actions.${action.id}.says`)])
        names.set(fold(name), action)
  }
  for (let count = words.length; count > 0; count--) {
    const action = names.get(fold(words.slice(0, count).join(' ')))
    if (action) return { action, rest: words.slice(count).join(' ') }
  }
  return undefined
}

/** Words in order become the fields in order, each where it fits; quotation marks hold words together, and a last text takes all that is left. */
async function valuesIn(turn: Turn, action: Action, text: string): Promise<Values> {
  const words = [...text.matchAll(/(?:[^\s"“”„«»]+=)?["“„«][^"“”„«»]*["“”»]|\S+/g)].map(([word]) => word)
  const fields = askedIn(action.input)
  const values: Values = {}
  const rest: string[] = []
  for (const word of words) {
    const [, name, value] = /^([A-Za-z]+)=(.+)$/s.exec(word) ?? []
    if (name && value && fields.some(field => field.name === name)) values[name] = unquoted(value)
    else rest.push(unquoted(word))
  }
  for (const [place, field] of fields.entries()) {
    if (values[field.name] !== undefined || !rest.length) continue
    const takesAll = place === fields.length - 1 && (field.kind === 'text' || field.kind === 'long-text')
    const taken = takesAll ? rest.join(' ') : await fitting(turn, field, rest[0] ?? '')
    if (taken === undefined) continue
    values[field.name] = taken
    rest.splice(0, takesAll ? rest.length : 1)
  }
  return values
}

const unquoted = (word: string): string => word.replace(/["“”„«»]/g, '').trim()

/** A word as the value of a field; `undefined` where it cannot be meant. */
async function fitting(turn: Turn, field: Field, word: string): Promise<string | undefined> {
  if (field.kind === 'tick')
    return ['true', 'false'].find(value => saysTick(turn, value).includes(fold(word)))
  const isList =
    field.options?.length || field.also?.length || ['product', 'organisation'].includes(field.kind)
  if (!isList) return word
  const choices = await choicesOf(turn, field)
  const named = choices.find(({ value, label, aliases }) =>
    [value, label, ...aliases].some(name => fold(name) === fold(word)),
  )
  return named?.value
}

/** What stands for a tick or for none, in any language: a command is short, and its language hard to tell. */
function saysTick({ setting }: Turn, value: string): string[] {
  const short = value === 'true' ? (['yes', 'on'] as const) : (['no', 'off'] as const)
  return [
    value,
    ...locales
      .map(setting.words)
      .flatMap(({ t, list }) => [...short.map(key => t(key)), ...list(`says.tick.${value}`)]),
  ].map(fold)
}
