/** Discord's limit for a `custom_id`, the smallest of all platforms: a button's id keeps to it everywhere. */
const longest = 100

export type Press =
  | { kind: 'do'; action: string; values: Record<string, string> }
  | { kind: 'guide'; slug: string }
  | { kind: 'confirm' | 'cancel' | 'undo'; proposal: string }
  | { kind: 'person' | 'help' }

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
  if (kind === 'do' && name)
    return { kind, action: name, values: Object.fromEntries(new URLSearchParams(query)) }
  if (kind === 'guide' && rest) return { kind, slug: rest }
  if ((kind === 'confirm' || kind === 'cancel' || kind === 'undo') && rest) return { kind, proposal: rest }
  if ((kind === 'person' || kind === 'help') && !rest) return { kind }
  return undefined
}
