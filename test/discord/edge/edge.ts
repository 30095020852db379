import type { AddressInfo } from 'node:net'
import type { Interaction } from './callbacks.ts'
import { Gateway } from './gateway.ts'
import { Interactions } from './interactions.ts'
import { Messages } from './messages.ts'
import { people } from './people.ts'
import { Registry } from './registry.ts'
import { Rest } from './rest.ts'
import { handlers } from './routes.ts'
import { seenMessage, seenModal } from './seen.ts'
import type { DiscordEdge, EdgeOptions, InteractionRecord } from './types.ts'
import { patient } from './wait.ts'
import { callsThatFit, Forecast } from './weather.ts'
import { World } from './world.ts'

export type * from './types.ts'

/** Opens a Discord on loopback; see README.md beside this file. */
export async function openDiscordEdge(options: EdgeOptions = {}): Promise<DiscordEdge> {
  const { shards = 1, ackWithin = 3000, tokenLives = 900_000, patience = 5000 } = options
  const world = new World(options)
  await world.open()
  const gateway = new Gateway(world)
  const messages = new Messages(world, gateway)
  const interactions = new Interactions(world, gateway, messages, { ackWithin, tokenLives })
  const registry = new Registry(world.botId)
  const forecast = new Forecast()
  const until = patient(patience)
  const submitted = new Set<string>()

  const rest = new Rest(world, forecast)
  await new Promise<void>(resolve => rest.server.listen(0, '127.0.0.1', resolve))
  const { port } = rest.server.address() as AddressInfo
  world.origin = `http://127.0.0.1:${port}`
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`
  const url = `http://127.0.0.1:${port}/api`
  gateway.attach(rest.server, gatewayUrl)
  rest.handlers = handlers({ world, gateway, messages, interactions, registry, shards, gatewayUrl })

  const [firstGuild] = world.guilds
  const token = world.twin.botToken
  const channelId = (where: Parameters<DiscordEdge['channel']>[0]) => world.channel(where).id

  return {
    url,
    token,
    environment: {
      DISCORD_TOKEN: token,
      DISCORD_API: url,
      ...(firstGuild && { DISCORD_GUILD: firstGuild.id }),
    },
    applicationId: world.botId,
    botId: world.botId,
    guilds: world.guilds,
    people: world.people,
    person: who => world.person(who),
    channel: where => world.channel(where),

    ...people({ world, gateway, messages, interactions, registry, until, ackWithin, submitted }),

    messages: where => messages.in(channelId(where)).map(seenMessage),
    ephemerals: (user, where) =>
      messages
        .ephemeralFor(world.person(user).id)
        .filter(({ channel_id }) => where === undefined || channel_id === channelId(where))
        .map(seenMessage),
    dm(user) {
      const dm = world.channels.get(world.dmId(world.person(user).id) ?? '')
      return dm ? messages.in(dm.id).map(seenMessage) : []
    },
    dmChannel: user => world.dm(world.person(user).id),
    modal(user) {
      const { id } = world.person(user)
      const last = interactions.all.findLast(({ userId, modal }) => userId === id && modal)
      return last && !submitted.has(last.id) ? seenModal(last) : undefined
    },
    threads: parent => [...world.channels.values()].filter(({ parentId }) => parentId === channelId(parent)),
    tags: thread => world.tagsOn(channelId(thread)),

    violations: rest.violations,
    dispatches: gateway.dispatches,
    calls: pattern => callsThatFit(rest.calls, pattern),
    commands: guildId => registry.api(guildId),
    get interactions() {
      return interactions.all.map(recordOf)
    },
    get registrations() {
      return registry.puts
    },
    get intents() {
      return gateway.intents
    },
    get sessions() {
      return { ...gateway.counts }
    },

    fail: (pattern, weather) => forecast.add(pattern, weather),
    dropSockets: ({ resumable = true } = {}) => gateway.drop(resumable),
    askToReconnect: () => gateway.askToReconnect(),
    invalidateSessions: () => gateway.invalidate(),
    redeliver: ({ t, d }) => gateway.dispatch(t, d),
    expire: interaction => interactions.expire(idOf(interaction)),
    expireNext: () => interactions.expireNext(),

    until,
    async connected(count = 1) {
      await until(() => gateway.connected >= count, `no ${count} sockets are connected`, patience * 2)
    },
    async close() {
      await gateway.close()
      rest.server.closeAllConnections()
      await new Promise(resolve => rest.server.close(resolve))
      await world.close()
    },
  }
}

function idOf(interaction: Parameters<DiscordEdge['expire']>[0]): string {
  if (typeof interaction === 'string') return interaction
  return 'interactionId' in interaction ? interaction.interactionId : interaction.id
}

function recordOf({ id, type, userId, at, after, callback }: Interaction): InteractionRecord {
  return {
    id,
    type,
    userId,
    at,
    ...(after !== undefined && { after }),
    ...(callback !== undefined && { callback }),
  }
}
