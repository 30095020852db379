import type { Carrier } from './deliver.ts'
import { initialEntry, isEmpty } from './entries.ts'
import type { Eyes } from './eyes.ts'
import type { Payloads } from './payloads.ts'
import type { Places } from './places.ts'
import type { Records } from './record.ts'
import { elementsOf, isInput } from './seen.ts'
import type { Triggers } from './triggers.ts'
import type { Block, Element, Json, SeenView, Value, View, Waiting } from './types.ts'
import { submissionAnswer } from './validate/views.ts'
import type { Shown, Views } from './views.ts'
import type { Workspace } from './workspace.ts'

interface Rooms {
  workspace: Workspace
  record: Records
  carrier: Carrier
  eyes: Eyes
  payloads: Payloads
  triggers: Triggers
  views: Views
  places: Places
}

type Sheet = 'modal' | SeenView

function checkInput(shown: Shown, block: Block, element: Element) {
  const entry = shown.state[block.block_id ?? '']?.[element.action_id ?? ''] ?? initialEntry(element)
  const unsent = `Slack does not send the modal: “${block.label?.text}”`
  if (isEmpty(entry) && !block.optional) throw new Error(`${unsent} is required`)
  const { length } = String(entry.value ?? '')
  const { min_length: least = 0, max_length: most = 3000 } = element
  if (length > 0 && (length < least || length > most)) throw new Error(`${unsent} is too short or too long`)
}

/** What Slack's own client checks before it sends a modal. Throws where it would not. */
function checkComplete(shown: Shown) {
  if (!shown.view.submit) throw new Error('The modal has no submit button')
  for (const { block, element } of elementsOf(shown.view.blocks))
    if (block.type === 'input' && isInput(element)) checkInput(shown, block, element)
}

/** Sending modals and closing them. */
export function makeSheets(rooms: Rooms) {
  const { workspace, record, carrier, eyes, payloads, triggers, views, places } = rooms

  const tell = (shown: Shown, errors: Record<string, string>) => {
    const inputs = shown.view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)
    for (const block of Object.keys(errors).filter(id => !inputs.includes(id)))
      record.violation('view_submission', `errors.${block}`, 'no input block has this block_id')
    shown.errors = errors
    record.see({ kind: 'modal', user: shown.user })
  }

  /** Does what the acknowledgement of a submission says (docs.slack.dev/surfaces/modals#updating_response). */
  const obey = (shown: Shown, sent: Json) => {
    const read = record.read('view_submission', submissionAnswer, sent)
    if ('error' in read) return
    const { response_action: action, errors, view } = read.value
    if (action === 'errors') tell(shown, errors as Record<string, string>)
    else if (action === 'update') views.change(shown, view as View)
    else if (action === 'push') views.push(view as View, shown.user)
    else views.close(shown.user, action === 'clear')
  }

  const submit = (
    user: string,
    where: Sheet = 'modal',
    values: Record<string, Value> = {},
    how: Waiting = {},
  ) =>
    eyes.act(user, 'submit', how, async () => {
      const person = workspace.user(user)
      const place = places.placeOf(person, where)
      for (const [label, value] of Object.entries(values)) await places.put(person, place, label, value)
      const shown = places.shownTo(person, where)
      checkComplete(shown)
      shown.errors = {}
      const more = { view: views.payload(shown), response_urls: [] }
      const sent = payloads.interaction('view_submission', person, triggers.issue(person.id), more)
      const { response } = await carrier.carry('interactive', sent)
      if (response) obey(shown, response)
    })

  const dismiss = (user: string, where: Sheet = 'modal', how: Waiting & { all?: boolean } = {}) =>
    eyes.act(user, 'close', { silent: !how.until, ...how }, async () => {
      const person = workspace.user(user)
      const shown = places.shownTo(person, where)
      const all = how.all ?? shown.view.clear_on_close ?? false
      const closed = all ? views.stack(person.id).toReversed() : [shown]
      views.close(person.id, all)
      const told = closed.filter(({ view }) => view.notify_on_close)
      const sent = told.map(one => ({ view: views.payload(one), is_cleared: all }))
      const payload = (more: Json) => payloads.interaction('view_closed', person, undefined, more)
      await Promise.all(sent.map(more => carrier.carry('interactive', payload(more))))
    })

  return { submit, dismiss }
}
