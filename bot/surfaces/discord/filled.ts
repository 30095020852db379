import { ComponentType } from 'discord.js'

/**
 * What stands behind a field's name in a control's id. `typed`: somebody who is not linked is typed beside the list of people. `known`:
 * the same where it already held who is known, so that whoever is picked is meant instead. `list`: several are chosen. `set`: the same
 * where some were chosen before, so that none says none.
 */
export const marks = { typed: '~typed', known: '~known', list: '~list', set: '~set' } as const

/** A field of a submitted modal, as discord.js hands it over in `interaction.components`. */
export interface Filled {
  type: number
  component?: Control
}

interface Control {
  type: number
  customId: string
  value?: unknown
  values?: readonly string[] | undefined
}

/** What was filled in on one page; what was left empty is left out. `account` gives the chat account of a Discord user. */
export function readValues(
  components: readonly Filled[],
  account: (user: string) => string,
): Record<string, unknown> {
  const read = components.flatMap(({ component }) => {
    const value = component && filledIn(component, account)
    return component && value !== undefined ? [{ id: component.customId, value }] : []
  })
  // Of two controls of one field the later one here counts.
  const rank = (id: string) => Number(id.endsWith(marks.typed)) - Number(id.endsWith(marks.known))
  return Object.fromEntries(
    read.sort((a, b) => rank(a.id) - rank(b.id)).map(({ id, value }) => [id.replace(/~.*/, ''), value]),
  )
}

function filledIn(
  { customId, type, value, values = [] }: Control,
  account: (user: string) => string,
): unknown {
  if (type === ComponentType.UserSelect) return values[0] && account(values[0])
  if (customId.endsWith(marks.set)) return [...values]
  if (customId.endsWith(marks.list)) return values.length ? [...values] : undefined
  const one = values[0] ?? value
  return typeof one === 'string' && one.trim() ? one : undefined
}
