import { elementsOf } from './seen.ts'
import type { Block } from './types.ts'

let count = 0
const fresh = () => `e${(count++).toString(36).padStart(4, '0')}`

/** The blocks with an id for every block and element that has none, as Slack gives them one. */
export function named(blocks: Block[]): Block[] {
  const copy = structuredClone(blocks)
  for (const block of copy) block.block_id ??= fresh()
  for (const { element } of elementsOf(copy)) element.action_id ??= fresh()
  return copy
}
