import { type Bot, outsiders } from './cast.ts'
import type { Json } from './types.ts'
import type { Ask, Person } from './workspace.ts'

export interface Channel {
  id: string
  name: string
  members: Set<string>
  isPrivate: boolean
}

// Emulate's own two.
const publicChannels = [
  { id: 'C000000001', name: 'general' },
  { id: 'C000000002', name: 'random' },
]

const idOf = (channel: unknown) => String((channel as Json).id)

/** Two public channels with everybody in them and a private one, the app in all three. The first person is the owner. */
export async function makeChannels(ask: Ask, [owner, ...others]: Person[], bot: Bot): Promise<Channel[]> {
  if (!owner) return []
  const join = async (id: string, name: string, people: Person[], isPrivate: boolean): Promise<Channel> => {
    const users = [...people.map(person => person.id), bot.userId].join(',')
    await ask('conversations.invite', { channel: id, users }, owner.token)
    return { id, name, members: new Set([owner, ...people].map(person => person.id)), isPrivate }
  }
  const open = await Promise.all(publicChannels.map(({ id, name }) => join(id, name, others, false)))
  const { channel } = await ask('conversations.create', { name: 'office', is_private: true }, owner.token)
  const insiders = others.filter(({ name }) => !outsiders.includes(name))
  return [...open, await join(idOf(channel), 'office', insiders, true)]
}

/** The direct message of each person with the app, by the person's id. */
export async function makeDirects(ask: Ask, everybody: Person[]): Promise<Map<string, string>> {
  const directs = new Map<string, string>()
  for (const { id } of everybody) {
    const { channel } = await ask('conversations.open', { users: id })
    directs.set(id, idOf(channel))
  }
  return directs
}
