import { randomUUID } from 'node:crypto'
import { outlives } from '../../desk/button.ts'
import type { Button, View } from '../../desk/view.ts'
import { openRecent } from './recent.ts'
import type { Message } from './render.ts'

/** What a message shows. */
export interface Answered {
  view: View
  extra: readonly Button[]
}

/**
 * The latest answers whose buttons do something once only. Slack does not hand back what an ephemeral message shows, so that it could
 * not be shown again with fewer buttons; but it tells the block that a button stood in.
 */
export interface Answers {
  /** The message with blocks that tell what it shows. */
  marked(message: Message, answered: Answered): Message
  /** What the message shows that this block is of. */
  of(blockId: string | undefined): Answered | undefined
}

const most = 2000

export function openAnswers(): Answers {
  const recent = openRecent<Answered>(most)
  return {
    marked(message, answered) {
      if ([...answered.view.buttons, ...answered.extra].every(({ id }) => outlives(id, id))) return message
      const key = randomUUID()
      recent.set(key, answered)
      const blocks = message.blocks.map((block, place) =>
        block.type === 'actions' ? { ...block, block_id: `${key}.${place}` } : block,
      )
      return { ...message, blocks }
    },
    of: (blockId = '') => recent.get(blockId.split('.')[0] ?? ''),
  }
}
