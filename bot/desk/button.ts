/** Discord's limit for a `custom_id`, the smallest of all platforms: a button's id keeps to it everywhere. */
const longest = 100

/** `asked` is the question that a button stands under. */
export type Press =
  | { kind: 'do'; action: string; values: Record<string, string> }
  | { kind: 'guide'; slug: string }
  | { kind: 'confirm' | 'cancel' | 'undo' | 'show'; proposal: string }
  | { kind: 'helped' | 'wrong' | 'share'; asked: string }
  | { kind: 'right'; asked: string; slug: string }
  | { kind: 'person'; asked?: string }
  | { kind: 'help' }

/** The button id of an action with what is known of its input. Values that do not fit are left out, and asked for. */
export function doButton(action: string, values: Record<string, string>): string {
  let id = `do:${action}`
  for (const [name, value] of Object.entries(values)) {
    const longer = `${id}${id.includes('?') ? '&' : '?'}${new URLSearchParams({ [name]: value })}`
    if (longer.length <= longest) id = longer
  }
  return id
}

/** Reads a button's id; `undefined` for one that is none of ours. */
export function readButton(id: string): Press | undefined {
  const [, kind = '', rest = ''] = /^([a-z]+)(?::(.*))?$/s.exec(id) ?? []
  const [name = '', query = ''] = rest.split('?', 2)
  switch (kind) {
    case 'do':
      return name ? { kind, action: name, values: Object.fromEntries(new URLSearchParams(query)) } : undefined
    case 'guide':
      return rest ? { kind, slug: rest } : undefined
    case 'confirm':
    case 'cancel':
    case 'undo':
    case 'show':
      return rest ? { kind, proposal: rest } : undefined
    case 'helped':
    case 'wrong':
    case 'share':
      return rest ? { kind, asked: rest } : undefined
    case 'right':
      return name && query ? { kind, asked: name, slug: query } : undefined
    case 'person':
      return rest ? { kind, asked: rest } : { kind }
    case 'help':
      return rest ? undefined : { kind }
    default:
      return undefined
  }
}

/** Presses after which the whole message says something else: what it showed is decided. */
const deciding = ['confirm', 'cancel', 'undo']
/** Presses that say what an answer was worth: after one of them, none of the others means anything. */
const judging = ['helped', 'wrong', 'right', 'person']

/** Whether pressing a button settles what its message showed: the message then shows what came of it, in its place. */
export const decides = (pressed: string): boolean => deciding.includes(readButton(pressed)?.kind ?? '')

/** Whether a button still does something once another one of the same message was pressed: no dead button stays. */
export function outlives(button: string, pressed: string): boolean {
  const [one, other] = [readButton(button), readButton(pressed)]
  if (!one || !other) return true
  if (other.kind === 'share') return one.kind !== 'share'
  if (!judging.includes(other.kind)) return true
  return other.kind === 'wrong' || other.kind === 'right'
    ? !['helped', 'wrong', 'right'].includes(one.kind)
    : !judging.includes(one.kind)
}
