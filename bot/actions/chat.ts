import type { Context } from '../core/action.ts'
import type { Chat } from '../core/context.ts'

/** The chat that an action about a chat is done in. Throws where there is none: whoever asks elsewhere was refused before (CHAT-1). */
export function chatOf({ chat }: Pick<Context, 'chat'>): Chat {
  if (!chat) throw new TypeError('an action about a chat is done in one')
  return chat
}

/** What a list calls a chat account by: the platform's own ids, as what others call somebody there is not ours to keep. */
export const titleOf = (id: string): string => id.split(':').slice(1).join(' · ')

/** The surface of a chat account or channel: `slack`. */
export const surfaceOf = (id: string): string => id.split(':')[0] ?? ''
