import { fill, type Lookups } from './entries.ts'
import type { Payloads } from './payloads.ts'
import type { Responses } from './responses.ts'
import { blocksOf, elementsOf, inputsOf } from './seen.ts'
import type { Stage } from './stage.ts'
import type { Block, Element, Entry, Json, SeenView, State, Upload, Value, Where } from './types.ts'
import type { Shown, Views } from './views.ts'
import type { Person, Workspace } from './workspace.ts'

/** Where somebody acts: what stands there, what has been put in, and what a payload says about it. */
export interface Place {
  blocks: Block[]
  state: State
  context: Json
  shown?: Shown
}

interface Rooms {
  workspace: Workspace
  payloads: Payloads
  responses: Responses
  stage: Stage
  views: Views
  upload: (person: Person, files: Upload[]) => Promise<unknown[]>
}

/** Finds what people act upon, and puts things in. */
export function makePlaces({ workspace, payloads, responses, stage, views, upload }: Rooms) {
  /** The view before this person. Throws where there is none. */
  const shownTo = (person: Person, where: 'modal' | 'home' | SeenView): Shown => {
    const stack = views.stack(person.id)
    const home = views.homes.get(person.id)
    const named = where === 'modal' ? stack.at(-1) : home
    const shown = typeof where === 'string' ? named : [...stack, home].find(one => one?.id === where.id)
    if (shown) return shown
    throw new Error(`${person.name} has no such view before them`)
  }

  const inView = (shown: Shown): Place => ({
    blocks: shown.view.blocks,
    state: shown.state,
    context: payloads.onView(views.payload(shown)),
    shown,
  })

  /** Where the person acts; a message gives a new response URL each time. */
  const placeOf = (person: Person, where: Where): Place => {
    if (typeof where === 'string' || 'title' in where) return inView(shownTo(person, where))
    const { channel, ts, ephemeral, raw } = where
    const url = responses.issue({ user: person.id, channel, source: { ts, ephemeral } })
    const state = stage.stateIn(person.id, channel, raw)
    const context = { ...payloads.onMessage(channel, raw, ephemeral, url), state: { values: state } }
    return { blocks: blocksOf(raw), state, context }
  }

  /** The input of this label, block id or action id. Throws where there is none. */
  const partOf = ({ blocks, state }: Place, label: string): { block: Block; element: Element } => {
    const inputs = inputsOf(blocks, state)
    const found = inputs.find(input => [input.label, input.blockId, input.actionId].includes(label))
    const part = elementsOf(blocks).find(
      ({ block, element }) => block.block_id === found?.blockId && element.action_id === found?.actionId,
    )
    if (part) return part
    throw new Error(`There is no input “${label}”; there are: ${inputs.map(input => input.label).join(', ')}`)
  }

  /** Puts a value into the input of this label. */
  const put = async (person: Person, place: Place, label: string, value: Value): Promise<Entry> => {
    const { block, element } = partOf(place, label)
    const lookups: Lookups = {
      user: name => workspace.user(name).id,
      channel: workspace.channelId,
      suggested: place.shown?.suggested.get(element.action_id ?? '') ?? [],
      upload: files => upload(person, files),
    }
    const entry = await fill(element, value, lookups)
    const values = place.state[block.block_id ?? '']
    if (values) values[element.action_id ?? ''] = entry
    return entry
  }

  return { shownTo, placeOf, partOf, put }
}

export type Places = ReturnType<typeof makePlaces>
