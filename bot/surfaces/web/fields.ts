import type { Domain } from '../../core/context.ts'
import { fieldsOf } from '../../core/fields.ts'
import type { Event } from '../../desk/reply.ts'
import type { Visit } from './env.ts'

/** Fields of a form that are about the form itself; all others are an action's input. */
const own = ['csrf', 'text', 'press', 'action']

/** What a form that was sent means to the desk: something said, a button pressed, an action filled in. */
export async function fields(context: Visit, { actions }: Pick<Domain, 'actions'>): Promise<Event> {
  const body = await context.req.parseBody({ all: true })
  const { press, action: id, text } = body
  if (typeof press === 'string') return { kind: 'press', button: press }
  if (typeof id !== 'string') return { kind: 'say', text: typeof text === 'string' ? text : '' }
  const action = actions.get(id)
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(body).filter(([name]) => !own.includes(name)),
  )
  // A browser sends no box that is not ticked, and one value of a list as that value.
  for (const { name, kind } of action ? fieldsOf(action.input) : []) {
    if (kind === 'choices') values[name] = [values[name] ?? []].flat()
    if (kind === 'tick' && body[`${name}.shown`] !== undefined) values[name] = values[name] !== undefined
    delete values[`${name}.shown`]
  }
  return { kind: 'submit', action: id, values }
}
