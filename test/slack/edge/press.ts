import type { Carrier } from './deliver.ts'
import type { Eyes } from './eyes.ts'
import { actionOf, type Payloads } from './payloads.ts'
import type { Place, Places } from './places.ts'
import type { Records } from './record.ts'
import { elementsOf } from './seen.ts'
import type { Triggers } from './triggers.ts'
import type { Block, Element, Json, Option, Value, Waiting, Where } from './types.ts'
import { suggestionAnswer } from './validate/views.ts'
import type { Person, Workspace } from './workspace.ts'

interface Rooms {
  workspace: Workspace
  record: Records
  carrier: Carrier
  eyes: Eyes
  payloads: Payloads
  triggers: Triggers
  places: Places
}

/** The action that pressing this label makes of an element, if it is the one. */
function pressing(block: Block, element: Element, label: string): Json | undefined {
  const { positive_button: up, negative_button: down, options = [], value } = element
  const thumb = [up, down].find(one => one?.text.text === label || one?.value === label)
  if (thumb) return actionOf(block, element, { value: thumb.value })
  const option = options.find(one => one.text.text === label || one.value === label)
  if (element.type === 'overflow' && option) return actionOf(block, element, { option })
  const text = typeof element.text === 'object' ? element.text.text : undefined
  const named = text === label || element.action_id === label
  return named && element.type.endsWith('button')
    ? actionOf(block, element, value === undefined ? {} : { value })
    : undefined
}

function pressed({ blocks }: Place, label: string): Json {
  const actions = elementsOf(blocks).map(({ block, element }) => pressing(block, element, label))
  const action = actions.find(found => found !== undefined)
  if (action) return action
  throw new Error(`There is no button “${label}”`)
}

interface Suggestions {
  options?: Option[]
  option_groups?: { label: { text: string }; options: Option[] }[]
}

const offeredBy = ({ options = [], option_groups = [] }: Suggestions) => [
  ...options.map(option => ({ option, group: {} })),
  ...option_groups.flatMap(({ label, options: inside }) =>
    inside.map(option => ({ option, group: { group: label.text } })),
  ),
]

/** What people press, choose and look up. */
export function makePress({ workspace, record, carrier, eyes, payloads, triggers, places }: Rooms) {
  const dispatch = (person: Person, { context }: Place, action: Json) => {
    const more = { ...context, actions: [action] }
    const trigger = triggers.issue(person.id)
    return carrier.carry('interactive', payloads.interaction('block_actions', person, trigger, more))
  }

  const click = (user: string, where: Where, label: string, how: Waiting = {}) =>
    eyes.act(user, label, how, async () => {
      const person = workspace.user(user)
      const place = places.placeOf(person, where)
      await dispatch(person, place, pressed(place, label))
    })

  const choose = async (user: string, where: Where, label: string, value: Value, how: Waiting = {}) => {
    const person = workspace.user(user)
    const place = places.placeOf(person, where)
    const { block, element } = places.partOf(place, label)
    const dispatches = block.type !== 'input' || block.dispatch_action === true
    return eyes.act(user, label, dispatches ? how : { silent: true }, async () => {
      const entry = await places.put(person, place, label, value)
      if (!dispatches) return
      await dispatch(person, places.placeOf(person, where), actionOf(block, element, { entry }))
    })
  }

  /** Types into an external select; what the app offers comes out, and can be chosen afterwards. */
  async function suggest(user: string, where: Where, label: string, query: string) {
    const person = workspace.user(user)
    const place = places.placeOf(person, where)
    const { block, element } = places.partOf(place, label)
    if (query.length < (element.min_query_length ?? 3))
      throw new Error(`Slack does not ask for “${query}” yet`)
    const asked = { action_id: element.action_id, block_id: block.block_id, value: query }
    const sent = payloads.interaction('block_suggestion', person, undefined, { ...place.context, ...asked })
    const { response = {} } = await carrier.carry('interactive', sent)
    const read = record.read('block_suggestion', suggestionAnswer, response)
    if ('error' in read) throw new Error('What the app suggests is not valid: see edge.violations')
    const found = offeredBy(read.value)
    const options = found.map(({ option }) => option)
    place.shown?.suggested.set(element.action_id ?? '', options)
    return found.map(({ option, group }) => ({ text: option.text.text, value: option.value ?? '', ...group }))
  }

  return { click, choose, suggest }
}
