import { ticketOf } from '../actions/tickets.ts'
import type { Action } from '../core/action.ts'
import { fieldsOf } from '../core/fields.ts'
import type { Ticket } from '../core/model.ts'
import { perform } from '../core/perform.ts'
import { type Person, type Setting, turnFor } from './desk.ts'
import { askFor, type Once } from './once.ts'
import { outcomeView } from './outcomes.ts'
import type { FormField, View } from './view.ts'

/** What links in mails are for, and what is kept of each until it is used. */
const purposes = {
  'reset-password': 'password-reset',
  'confirm-recovery-email': 'recovery-email',
} as const satisfies Record<string, Ticket['purpose']>

export type Mailed = keyof typeof purposes
export const mailed = Object.keys(purposes) as Mailed[]

/** The page of a link that was mailed, to be looked at: nothing is consumed by that (RECO-2, RECO-5). */
export async function openMailed(setting: Setting, person: Person, id: Mailed, token: string): Promise<Once> {
  const { store, now } = setting.domain
  const ticket = await store.read(tables => ticketOf(tables, purposes[id], token))
  if (!ticket || ticket.expires <= now().toISOString()) return { kind: 'gone' }
  const turn = await turnFor(setting, person)
  const action = actionOf(setting, id)
  return { kind: 'open', view: withoutOptional(action, askFor(turn, action, {})) }
}

/** Does what a mailed link is for: it proves by itself whose it is, whoever is signed in. */
export async function finishMailed(
  setting: Setting,
  person: Person,
  id: Mailed,
  token: string,
  typed: Record<string, unknown>,
): Promise<Once> {
  const outcome = await perform(setting.domain, {
    actor: undefined,
    action: id,
    input: { ...typed, token },
    from: person.from,
  })
  setting.afterChange()
  if (outcome.status === 'refused' && outcome.refusals.some(({ because }) => because === 'spent'))
    return { kind: 'gone' }
  const turn = await turnFor(setting, person)
  const action = actionOf(setting, id)
  return outcome.status === 'invalid'
    ? { kind: 'open', view: withoutOptional(action, askFor(turn, action, typed, outcome)) }
    : { kind: 'open', view: outcomeView(turn, outcome) }
}

const actionOf = ({ domain }: Setting, id: Mailed): Action => {
  const action = domain.actions.get(id)
  if (!action) throw new TypeError(`no action ${id}`)
  return action
}

/** The link stands for what could be typed in its place, such as a code. */
function withoutOptional({ input }: Action, view: View): View {
  const needed = fieldsOf(input).flatMap(({ name, required }) => (required ? [name] : []))
  const isNeeded = ({ name }: FormField) => needed.includes(name)
  return view.form ? { ...view, form: { ...view.form, fields: view.form.fields.filter(isNeeded) } } : view
}
