import type { Action } from '../core/action.ts'
import { fieldsOf } from '../core/fields.ts'
import type { Outcome } from '../core/outcome.ts'
import { confirm, discard, undo } from '../core/proposals.ts'
import { StoreError } from '../core/store.ts'
import { ask } from './ask.ts'
import { doButton, type Press, readButton } from './button.ts'
import { optionsOf } from './choices.ts'
import { actorOf, type Person, type Setting, type Turn, turnFor } from './desk.ts'
import { open, submit } from './forms.ts'
import { wholeGuide } from './guides.ts'
import { outcomeView } from './outcomes.ts'
import { personView, problemView, talkView, view } from './talk.ts'
import type { Button, Option, View } from './view.ts'

/** What a surface hands to the desk. */
export type Event =
  | { kind: 'say'; text: string }
  | { kind: 'press'; button: string }
  | { kind: 'submit'; action: string; values: Record<string, unknown> }

/** The conversation, once for all surfaces: what a person does, and what comes back. Throws nothing that a person could cause. */
export async function reply(setting: Setting, person: Person, event: Event): Promise<View> {
  // Until the account is read, nothing but the surface says which language is the person's.
  let turn: Turn = {
    setting,
    person,
    account: undefined,
    speech: setting.words(person.locale ?? person.hint ?? 'fr'),
  }
  try {
    turn = await turnFor(setting, person)
    const answered = await respond(turn, event)
    setting.afterChange()
    return answered
  } catch (error) {
    // What cannot be kept must be told, and everything else is a fault of ours: the person gets a sentence, the log the cause.
    setting.warn('reply failed', {
      event: event.kind,
      reason: error instanceof StoreError ? error.problem : String(error),
    })
    return problemView(turn, 'unavailable')
  }
}

function respond(turn: Turn, event: Event): Promise<View> {
  if (event.kind === 'say') return ask(turn, event.text)
  if (event.kind === 'press') return press(turn, readButton(event.button))
  const action = offered(turn, event.action)
  return action ? submit(turn, action, event.values) : unknownButton(turn)
}

/** An action that a person can ask for; what time brings is none. */
function offered({ setting }: Turn, id: string): Action | undefined {
  const action = setting.domain.actions.get(id)
  return action?.risk === 'system' ? undefined : action
}

const unknownButton = async (turn: Turn): Promise<View> => problemView(turn, 'unknown-button')

async function press(turn: Turn, pressed: Press | undefined): Promise<View> {
  if (pressed?.kind === 'person') return personView(turn)
  if (pressed?.kind === 'help') return talkView(turn, 'who')
  if (pressed?.kind === 'guide') return wholeGuide(turn, pressed.slug)
  const action = pressed?.kind === 'do' ? offered(turn, pressed.action) : undefined
  if (pressed?.kind === 'do' && action) return open(turn, action, pressed.values)
  if (pressed && 'proposal' in pressed) return decide(turn, pressed)
  return unknownButton(turn)
}

async function decide(turn: Turn, { kind, proposal }: Extract<Press, { proposal: string }>): Promise<View> {
  const { domain } = turn.setting
  const decisions: Record<typeof kind, () => Promise<Outcome>> = {
    confirm: () => confirm(domain, proposal, actorOf(turn), turn.person.from),
    undo: () => undo(domain, proposal, actorOf(turn), turn.person.from),
    cancel: () => discard(domain, proposal, actorOf(turn), turn.person.from),
  }
  const outcome = await decisions[kind]()
  if (kind === 'cancel' && outcome.status === 'unchanged')
    return view(turn, 'talk', [{ kind: 'text', text: turn.speech.t('desk.cancelled') }])
  const shown = outcomeView(turn, outcome)
  const isLate = outcome.status === 'refused' && outcome.refusals.some(({ because }) => because === 'expired')
  return isLate ? { ...shown, buttons: [...(await againButton(turn, proposal)), ...shown.buttons] } : shown
}

/** The same wish once more, with the same input: for whoever confirms too late. */
async function againButton({ setting, speech }: Turn, id: string): Promise<Button[]> {
  const proposal = await setting.domain.store.read(tables => tables.proposals.get(id))
  if (!proposal) return []
  const values = Object.entries(proposal.input).map(([name, value]) => [name, String(value)])
  return [
    {
      id: doButton(proposal.action, Object.fromEntries(values)),
      label: speech.t('desk.again'),
      style: 'primary',
    },
  ]
}

/** Completes a half-typed question from the guides. */
export async function complete(setting: Setting, person: Person, typed: string): Promise<string[]> {
  const { speech } = await turnFor(setting, person)
  return setting.guides.complete(typed, { locale: speech.locale })
}

/** What can be chosen in a field of an action, as one types. */
export async function options(
  setting: Setting,
  person: Person,
  action: string,
  field: string,
  typed: string,
): Promise<Option[]> {
  const turn = await turnFor(setting, person)
  const asked = setting.domain.actions.get(action)
  const described = asked && fieldsOf(asked.input).find(({ name }) => name === field)
  return described ? optionsOf(turn, described, typed) : []
}
