import { randomUUID } from 'node:crypto'
import { createEmulator } from 'emulate'
import { admin, type Newcomer, newBot, people, seedOf } from './cast.ts'
import { makeChannels, makeDirects } from './conversations.ts'
import type { Json } from './types.ts'

export interface Person {
  id: string
  name: string
  locale: string
  isAdmin: boolean
  token: string
}

export type Ask = (method: string, args: Json, token?: string) => Promise<Json>
export type Workspace = Awaited<ReturnType<typeof openWorkspace>>

/** Asks emulate as whoever the token belongs to. Throws where it refuses. */
const asking =
  (url: string, own: string): Ask =>
  async (method, args, token = own) => {
    const response = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    })
    const answer = (await response.json()) as Json
    if (answer.ok !== true) throw new Error(`emulate refuses ${method}: ${answer.error}`)
    return answer
  }

const meet = async (
  ask: Ask,
  { name, locale, is_admin = false }: Newcomer,
  token: string,
): Promise<Person> => {
  const { user_id } = await ask('auth.test', {}, token)
  return { id: String(user_id), name, locale, isAdmin: is_admin, token }
}

/** Emulate with our people in it: who they are, which conversations there are, and a way to ask as anybody. */
export async function openWorkspace(newcomers: Newcomer[] = people, redirectUris: string[] = []) {
  const bot = newBot()
  const tokens = new Map([admin, ...newcomers].map(({ name }) => [name, `xoxp-${randomUUID()}`]))
  const seed = { slack: seedOf(bot, newcomers, tokens, redirectUris) }
  const emulator = await createEmulator({ service: 'slack', port: 0, seed })
  const ask = asking(emulator.url, bot.token)
  const team = { id: String((await ask('auth.test', {})).team_id), domain: 'lumiere' }
  const everybody = await Promise.all(
    [admin, ...newcomers].map(newcomer => meet(ask, newcomer, tokens.get(newcomer.name) ?? '')),
  )
  const channels = await makeChannels(ask, everybody, bot)
  const directs = await makeDirects(ask, everybody)

  const found = (who: string) => everybody.find(({ id, name }) => id === who || name === who)

  /** The person of this name or id. Throws for a stranger. */
  const user = (who: string): Person => {
    const person = found(who)
    if (person) return person
    throw new Error(
      `Nobody here is called ${who}; there are: ${everybody.map(({ name }) => name).join(', ')}`,
    )
  }

  /** The id of the channel of this name or id. Throws where there is none. */
  const channelId = (name: string): string => {
    const known = channels.find(channel => channel.name === name || channel.id === name)
    const direct = [...directs.values()].find(id => id === name)
    if (known || direct) return known?.id ?? direct ?? ''
    throw new Error(`No channel is called ${name}; there are: ${channels.map(one => one.name).join(', ')}`)
  }

  /** What an id is called: a person, the app or a channel; the id itself where nobody knows it. */
  const nameOf = (id: string): string => {
    if (id === bot.userId) return 'concierge'
    return found(id)?.name ?? channels.find(channel => channel.id === id)?.name ?? id
  }

  const directOf = (person: string) => directs.get(user(person).id) ?? ''

  /** Whether the person is in the conversation. */
  const isIn = (person: string, channel: string) =>
    directOf(person) === channel ||
    Boolean(channels.find(({ id }) => id === channel)?.members.has(user(person).id))

  const { url } = emulator
  const close = () => emulator.close()
  return { url, team, bot, everybody, user, nameOf, channels, channelId, directOf, isIn, ask, close }
}
