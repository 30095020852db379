import type { z } from 'zod'
import type { Context, Problem } from './action.ts'
import { type Field, fieldsOf } from './fields.ts'
import { userNamed, usersOf } from './people.ts'
import { productsOf } from './products.ts'
import type { RowOf, TableName } from './store.ts'
import { oneLine, severalLines } from './typed-text.ts'

type Values = Record<string, unknown>
export type Read = { input: Values; problems: Problem[] }

/**
 * Reads what was typed into an action's input: tidied, checked by its schema, references turned into ids.
 * Each problem names its field and has a stable id.
 */
export async function readInput(schema: z.ZodObject, raw: unknown, context: Context): Promise<Read> {
  const { input, problems } = parseInput(schema, raw)
  return problems.length ? { input, problems } : resolve(input, fieldsOf(schema), context)
}

/** The part of `readInput` that needs to know nobody: references are left as they were typed. */
export function parseInput(schema: z.ZodObject, raw: unknown): Read {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { input: {}, problems: [{ field: '', problem: 'not-an-object' }] }
  const fields = fieldsOf(schema)
  const tidied = Object.fromEntries(
    fields.map(field => [field.name, tidy((raw as Values)[field.name], field)]),
  )
  const parsed = schema.safeParse(dropEmpty(tidied))
  const problems = [
    ...unknownFields(raw, fields),
    ...(parsed.success ? [] : problemsOf(parsed.error, fields, tidied)),
  ]
  if (!parsed.success || problems.length) return { input: {}, problems }
  return { input: parsed.data, problems }
}

function tidy(value: unknown, { kind, options }: Field): unknown {
  if (kind === 'choices' && Array.isArray(value))
    return value.map(part => (typeof part === 'string' ? oneLine(part) : part))
  if (typeof value !== 'string' || isKeptAsTyped(kind)) return value
  if (kind === 'tick') return { true: true, false: false, on: true, off: false }[value] ?? value
  if (kind === 'long-text') return severalLines(value)
  // Names may hold spaces, the words of options do not.
  if (kind === 'choices')
    return value
      .split(options?.length ? /[\s,;]+/ : /[\n,;]+/)
      .map(oneLine)
      .filter(Boolean)
  return kind === 'choice' ? oneLine(value).toLowerCase().replace(/[ _]+/g, '-') : oneLine(value)
}

/** A password is what it is, and so are the bytes of a file. */
const isKeptAsTyped = (kind: Field['kind']): boolean =>
  ['secret', 'card', 'image', 'documents'].includes(kind)

const dropEmpty = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value !== null),
  )

function unknownFields(raw: object, fields: Field[]): Problem[] {
  const known = fields.map(field => field.name)
  return Object.keys(raw)
    .filter(name => !known.includes(name))
    .map(name => ({ field: name.slice(0, 100), problem: 'unknown-field', facts: { known } }))
}

function problemsOf(error: z.ZodError, fields: Field[], values: Values): Problem[] {
  const named = new Map(error.issues.map(issue => [String(issue.path[0]), issue]))
  return [...named].map(([name, issue]) => {
    const field = fields.find(candidate => candidate.name === name)
    if (values[name] === undefined || values[name] === '' || values[name] === null)
      return { field: name, problem: 'required' }
    if (issue.code === 'too_big')
      return { field: name, problem: 'too-long', facts: { maximum: Number(issue.maximum) } }
    return {
      field: name,
      problem: `not-a-${field?.kind ?? 'text'}`,
      ...(field?.options && { facts: { known: [...field.options], words: field.words } }),
    }
  })
}

async function resolve(input: Values, fields: Field[], context: Context): Promise<Read> {
  const resolved: Values = { ...input }
  const problems: Problem[] = []
  for (const { name, kind, also } of fields) {
    const typed = input[name]
    const lookUp = lookUps[kind]
    if (typeof typed !== 'string' || !lookUp || also?.includes(typed)) continue
    const found = await lookUp(typed, context)
    if (found.length === 1) resolved[name] = found[0]
    else
      problems.push({
        field: name,
        problem: `${found.length ? 'ambiguous' : 'unknown'}-${kind}`,
        facts: { text: typed },
      })
  }
  return { input: resolved, problems }
}

// In a larger organisation a person is named by address: names repeat, and looking at all of them is slow.
const mostNamed = 1000

/** How each kind of reference is found: all ids that `typed` may mean. An id or an address wins over a name. */
const lookUps: { [kind in Field['kind']]?: (typed: string, context: Context) => Promise<string[]> } = {
  async member(typed, { tables, organisation }) {
    const user = await userNamed(tables, typed)
    if (user) return (await tables.memberships.get(`${organisation.id}:${user.id}`)) ? [user.id] : []
    const members = await tables.memberships.find({ organisation: organisation.id }, { limit: mostNamed + 1 })
    if (members.length > mostNamed) return []
    const users = await usersOf(tables, members)
    const named = users.filter(({ name }) => sameName(name, typed))
    const called = named.length
      ? named
      : users.filter(({ name }) => sameName(name.split(' ')[0] ?? '', typed))
    return called.map(({ id }) => id)
  },
  async product(typed, { tables, organisation }) {
    return byIdOrName(await productsOf(tables, organisation.id), typed)
  },
  async organisation(typed, { tables, actor }) {
    const memberships = await tables.memberships.find({ user: actor.id })
    const own = await Promise.all(
      memberships.map(membership => tables.organisations.get(membership.organisation)),
    )
    return byIdOrName(
      own.filter(organisation => organisation !== undefined),
      typed,
    )
  },
  async method(typed, { tables, organisation }) {
    const own = await tables.paymentMethods.find({ organisation: organisation.id })
    return own.filter(method => method.id === typed || method.last4 === typed).map(method => method.id)
  },
  feedback: (typed, context) => present('feedback', typed.replace(/^#/, ''), context),
  request: (typed, context) => present('recoveryRequests', typed, context),
  async alias(typed, { tables }) {
    const alias = await tables.aliases.get(typed)
    return alias && alias.state !== 'heard' ? [alias.id] : []
  },
}

async function present(table: TableName, id: string, { tables }: Context): Promise<string[]> {
  const row: RowOf<TableName> | undefined = await tables[table].get(id)
  return row ? [row.id] : []
}

/** The ids of the rows that `typed` may mean: the one with that id, else all with that name. */
export function byIdOrName(rows: readonly { id: string; name: string }[], typed: string): string[] {
  const exact = rows.find(row => row.id === typed)
  return exact ? [exact.id] : rows.filter(row => sameName(row.name, typed)).map(row => row.id)
}

/** Whether two names are one to a person: case and accents apart. */
export const sameName = (a: string, b: string): boolean =>
  a.localeCompare(b, undefined, { sensitivity: 'base', usage: 'search' }) === 0
