import { REST, type RESTPutAPIApplicationCommandsJSONBody } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { actions } from '../../bot/actions/index.ts'
import { fieldsOf } from '../../bot/core/fields.ts'
import { commandsOf } from '../../bot/surfaces/discord/commands.ts'
import { registerCommands } from '../../bot/surfaces/discord/register.ts'
import { words } from '../support/desk.ts'
import { openDiscordEdge } from './edge/edge.ts'

type Commands = RESTPutAPIApplicationCommandsJSONBody
type Json = Record<string, unknown>

const commands = commandsOf(
  [...actions.values()]
    .filter(({ risk }) => risk !== 'system')
    .map(({ id, risk, isStep, input }) => ({ id, risk, ...(isStep && { isStep }), fields: fieldsOf(input) })),
  words,
)

/** Keys in another order, as a database gives them back. */
const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, shuffled(inner)]),
  )
}

/** A command as Discord gives it back: with ids and its defaults, without what is false. */
const told = (command: Json, place: number, isGuild: boolean): Json => ({
  ...(shuffled(command) as Json),
  id: String(1000 + place),
  application_id: '1',
  version: String(2000 + place),
  default_member_permissions: command.default_member_permissions ?? null,
  dm_permission: true,
  nsfw: false,
  ...(command.type === 3 && { description: '', description_localizations: null }),
  ...(isGuild && { guild_id: '7', contexts: null, integration_types: [0] }),
})

/** Discord's side: what is registered, and what was asked of it. */
function openRegistry() {
  const sets = new Map<string, Json[]>()
  const asked: string[] = []
  const rest = {
    async get(route: string, { query }: { query: URLSearchParams }) {
      asked.push(`GET ${route}?${query}`)
      return (sets.get(route) ?? [])
        .map((one, place) => told(one, place, route.includes('guilds')))
        .toReversed()
    },
    async put(route: string, { body }: { body: Json[] }) {
      asked.push(`PUT ${route}`)
      sets.set(route, body)
    },
  }
  const register = (wanted: Commands, guild?: string) =>
    registerCommands(rest as unknown as Pick<REST, 'get' | 'put'>, '1', guild, wanted)
  return { asked, sets, register, puts: () => asked.filter(one => one.startsWith('PUT')).length }
}

describe.each([undefined, '7'])('commands of guild %s', guild => {
  it('are registered once, and again only when they changed', async () => {
    const { register, puts, asked } = openRegistry()
    expect(await register(commands, guild)).toBe('registered')
    expect(await register(commands, guild)).toBe('unchanged')
    expect(await register(commands.toReversed(), guild)).toBe('unchanged')
    expect(puts()).toBe(1)
    expect(asked[0]).toContain(guild ? '/applications/1/guilds/7/commands' : '/applications/1/commands')
    expect(asked[0]).toContain('with_localizations=true')
  })

  const changes: Record<string, (all: Json[]) => Json[]> = {
    'a new one': all => [...all, { type: 3, name: 'Another' }],
    'one less': all => all.slice(1),
    'another name': ([first, ...rest]) => [{ ...first, name: 'other' }, ...rest],
    'another name in one language': ([first, ...rest]) => [
      { ...first, name_localizations: { ...(first!.name_localizations as Json), it: 'altro' } },
      ...rest,
    ],
    'another description': ([first, ...rest]) => [{ ...first, description: 'Other' }, ...rest],
    'other options': ([first, ...rest]) => [{ ...first, options: [] }, ...rest],
    'a required option': all =>
      all.map(one => ({
        ...one,
        options: (one.options as Json[] | undefined)?.map(o => ({ ...o, required: true })),
      })),
    'other permissions': ([first, ...rest]) => [{ ...first, default_member_permissions: '32' }, ...rest],
  }

  it.each(Object.entries(changes))('%s is a change', async (_, changed) => {
    const { register, puts } = openRegistry()
    await register(commands, guild)
    expect(
      await register(changed(structuredClone(commands) as unknown as Json[]) as unknown as Commands, guild),
    ).toBe('registered')
    expect(puts()).toBe(2)
  })
})

describe('where commands are offered', () => {
  it('is told of global commands, and not of a guild’s', async () => {
    const { register, sets } = openRegistry()
    await register(commands)
    await register(commands, '7')
    const [global = [], own = []] = [...sets.values()]
    expect(global.every(({ contexts, integration_types }) => contexts && integration_types)).toBe(true)
    expect(own.some(({ contexts, integration_types }) => contexts || integration_types)).toBe(false)
  })

  it('is a change of a global command', async () => {
    const { register } = openRegistry()
    await register(commands)
    expect(await register(commands.map(one => ({ ...one, contexts: [0] })))).toBe('registered')
  })

  it('throws what Discord refuses, and changes nothing then', async () => {
    const rest = { get: async () => [], put: () => Promise.reject(new Error('50035')) }
    await expect(registerCommands(rest as never, '1', undefined, commands)).rejects.toThrow('50035')
  })
})

describe('over the wire', () => {
  it('a guild’s commands are taken as they are, and PUT once', async () => {
    const edge = await openDiscordEdge()
    try {
      const rest = new REST({ api: edge.url, version: '10' }).setToken(edge.token)
      const guild = edge.guilds[0]?.id
      expect(await registerCommands(rest, edge.applicationId, guild, commands)).toBe('registered')
      expect(await registerCommands(rest, edge.applicationId, guild, commands)).toBe('unchanged')
      expect(edge.registrations).toBe(1)
      expect(edge.commands(guild).map(({ name }) => name)).toEqual(commands.map(({ name }) => name))
      expect(edge.violations).toEqual([])
    } finally {
      await edge.close()
    }
  })
})
