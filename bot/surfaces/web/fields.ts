import type { Action } from '../../core/action.ts'
import { askedIn, type Field, fieldsOf } from '../../core/fields.ts'
import type { Visit } from './env.ts'

type Values = Record<string, unknown>

/** What was typed, ticked and uploaded in the form of an action. */
export async function typedIn(context: Visit, { input }: Pick<Action, 'input'>): Promise<Values> {
  const body: Values = await context.req.parseBody({ all: true })
  const read = fieldsOf(input).map(async field => [field.name, await sentFor(field, body)] as const)
  return known(await Promise.all(read))
}

/** What the query of an action's page says of its input; what else stands there is not meant for it. */
export function namedIn(context: Visit, { input }: Pick<Action, 'input'>): Values {
  const values = askedIn(input)
    .filter(({ kind }) => !isFile(kind) && kind !== 'secret')
    .map(({ name, kind, options }) => {
      const all = context.req.queries(name)
      const last = all?.at(-1)
      const isNone = kind === 'choice' && last !== undefined && !options?.includes(last)
      return [name, kind === 'choices' ? all?.join(',') : isNone ? undefined : last] as const
    })
  return known(values)
}

const known = (values: readonly (readonly [string, unknown])[]): Values =>
  Object.fromEntries(values.filter(([, value]) => value !== undefined))

const isFile = (kind: Field['kind']): boolean => kind === 'image' || kind === 'documents'

function sentFor({ name, kind }: Field, body: Values): unknown {
  const sent = [body[name] ?? []].flat()
  const texts = sent.filter(value => typeof value === 'string')
  const files = sent.filter(value => value instanceof File && value.size > 0) as File[]
  // A browser sends no box that is not ticked; see `parts/control.ts` for when that means something.
  const isNone = body[`${name}.shown`] !== undefined
  switch (kind) {
    case 'image':
      return files[0] && base64(files[0])
    case 'documents':
      return files.length ? Promise.all(files.map(base64)) : undefined
    case 'choices':
      return texts.length || isNone ? texts : undefined
    case 'tick':
      return texts.at(-1) ?? (isNone ? false : undefined)
    default:
      return texts.at(-1)
  }
}

const base64 = async (file: File): Promise<string> => Buffer.from(await file.arrayBuffer()).toString('base64')
