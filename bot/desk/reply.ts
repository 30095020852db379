import type { Action } from '../core/action.ts'
import { holdsCardNumber, inputHoldsCardNumber } from '../core/card-numbers.ts'
import { fieldsOf } from '../core/fields.ts'
import { confirm, discard, recall, undo } from '../core/proposals.ts'
import { StoreError } from '../core/store.ts'
import { cited, helped, meant, notMeant, shared } from './after.ts'
import { ask, cardView, volunteered } from './ask.ts'
import { doButton, type Press, readButton } from './button.ts'
import { optionsOf } from './choices.ts'
import { actorOf, type Person, type Setting, type Turn, turnFor } from './desk.ts'
import type { Event } from './event.ts'
import { askAbout, open, submit, withNext } from './forms.ts'
import { wholeGuide } from './guides.ts'
import { outcomeView } from './outcomes.ts'
import { wantPerson } from './person.ts'
import { problemView, talkView, view } from './talk.ts'
import { typedCommand } from './typed.ts'
import type { Button, Option, View } from './view.ts'

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
    turn = await turnFor(setting, person, wordsOf(event))
    const answered = await respond(turn, event)
    if (answered.tone === 'receipt') await setting.learn()
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

/** As `reply` to something said where nobody asked the bot: an answer where it is certain, nothing where it is not or where something fails. */
export async function volunteer(setting: Setting, person: Person, text: string): Promise<View | undefined> {
  try {
    return await volunteered(await turnFor(setting, person, text), text)
  } catch (error) {
    setting.warn('volunteering failed', { reason: String(error) })
    return undefined
  }
}

const wordsOf = (event: Event): string =>
  event.kind === 'say' || event.kind === 'cite'
    ? event.text
    : event.kind === 'want'
      ? (event.question ?? '')
      : ''

async function respond(turn: Turn, event: Event): Promise<View> {
  if (event.kind === 'say') return ask({ ...turn, mentions: event.mentions ?? [] }, event.text)
  if (event.kind === 'press') return press(turn, readButton(event.button))
  if (event.kind === 'cite') return cited(turn, event.slug, event.text)
  const action = offered(turn, event.action)
  if (!action) return unknownButton(turn)
  if (event.kind === 'submit') return submit(turn, action, event.values)
  const isCard = holdsCardNumber(event.question ?? '') || inputHoldsCardNumber(event.values)
  if (isCard) return cardView(turn)
  return event.onlyAsks
    ? askAbout(turn, action, event.values)
    : open(turn, action, event.values, event.question)
}

/** An action that a person can ask for; what time brings is none. */
function offered({ setting }: Turn, id: string): Action | undefined {
  const action = setting.domain.actions.get(id)
  return action?.risk === 'system' ? undefined : action
}

const unknownButton = async (turn: Turn): Promise<View> => problemView(turn, 'unknown-button')

async function press(turn: Turn, pressed: Press | undefined): Promise<View> {
  if (pressed?.kind === 'person') return wantPerson(turn, pressed.asked)
  if (pressed?.kind === 'help') return talkView(turn, 'who')
  if (pressed?.kind === 'guide') return wholeGuide(turn, pressed.slug)
  if (pressed && 'asked' in pressed) return judged(turn, pressed)
  const action = pressed?.kind === 'do' ? offered(turn, pressed.action) : undefined
  if (pressed?.kind === 'do' && action) return open(turn, action, pressed.values)
  if (pressed && 'proposal' in pressed) return decide(turn, pressed)
  return unknownButton(turn)
}

function judged(turn: Turn, pressed: Extract<Press, { asked: string }>): Promise<View> {
  if (pressed.kind === 'right') return meant(turn, pressed.asked, pressed.slug)
  return { helped, wrong: notMeant, share: shared }[pressed.kind](turn, pressed.asked)
}

async function decide(turn: Turn, { kind, proposal }: Extract<Press, { proposal: string }>): Promise<View> {
  const { domain } = turn.setting
  const { from, chat } = turn.person
  const decision = { confirm, show: recall, undo, cancel: discard }[kind]
  const outcome = await decision(domain, proposal, actorOf(turn), from, chat)
  if (kind === 'cancel' && outcome.status === 'unchanged')
    return view(turn, 'talk', [{ kind: 'text', text: turn.speech.t('desk.cancelled') }])
  const action = domain.actions.get(outcome.action)
  const shown = action ? withNext(turn, action, outcome) : outcomeView(turn, outcome)
  const refusals = outcome.status === 'refused' ? outcome.refusals : []
  // Whose it is must still find it as it was.
  if (refusals.some(({ rule, because }) => because === 'other-person' || rule === 'ACT-1'))
    return { ...shown, keeps: true }
  const isLate = refusals.some(({ because }) => because === 'expired')
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

/** What a command typed as text stands for: an action with what is known of its input, or a question. `undefined` where nothing was typed. */
export async function readCommand(
  setting: Setting,
  person: Person,
  text: string,
): Promise<Event | undefined> {
  return typedCommand(await turnFor(setting, person, text), text)
}

/** The guides nearest to some words, to choose from; best first. */
export async function searchGuides(setting: Setting, person: Person, text: string): Promise<Option[]> {
  const { speech } = await turnFor(setting, person, text)
  const { results } = setting.guides.ask(text, { locale: speech.locale })
  return results.map(({ slug, title }) => ({ value: slug, label: title }))
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
