import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { REST, type RESTGetAPIGatewayBotResult, Routes, type Shard, ShardingManager } from 'discord.js'
import type { Front } from '../../desk/front.ts'
import { SurfaceError, type Warn } from '../chat/surface.ts'
import type { DiscordParts, DiscordSettings } from './bot.ts'
import { serveFront } from './remote-front.ts'
import { codeOf, restOptions } from './rest.ts'

/** What a shard is told when it starts; the token is in its environment. */
export interface ShardSettings {
  api?: string | undefined
  guild?: string | undefined
  localesDir: string
  reads: NonNullable<DiscordSettings['reads']>
}

/** Discord lets a bot identify this often in so many milliseconds. */
const betweenIdentifies = 5_500
/** Milliseconds that a shard may take to finish what is under way and to hang up. */
const patience = 16_000

/** Opens the shards as processes of their own, all answered by this one's desk. Throws a `SurfaceError`. A shard that dies is started again. */
export async function openShards(
  settings: DiscordSettings,
  front: Front,
  parts: DiscordParts,
): Promise<{ close(): Promise<void> }> {
  const rest = new REST(restOptions(settings.api)).setToken(settings.token)
  const { shards, session_start_limit: limit } = await gateway(rest)
  const amount = typeof settings.shards === 'number' ? settings.shards : shards
  const delay = limit.max_concurrency >= amount ? 0 : betweenIdentifies
  const spawned = (reads: ShardSettings['reads']) =>
    spawn({ ...settings, reads }, front, parts, { amount, delay })
  const manager = (await spawned('all')) ?? (await spawned('addressed'))
  if (!manager) throw new SurfaceError('discord', 'unreachable')
  return { close: () => close(manager, parts.warn) }
}

/** Starts all shards, `delay` milliseconds apart; `undefined` where Discord does not let us read all that we asked for. */
async function spawn(
  settings: DiscordSettings,
  front: Front,
  parts: DiscordParts,
  { amount, delay }: { amount: number; delay: number },
): Promise<ShardingManager | undefined> {
  let mayRead = true
  const manager = new ShardingManager(fileURLToPath(new URL('shard.ts', import.meta.url)), {
    totalShards: amount,
    token: settings.token,
    execArgv: process.execArgv,
  })
  manager.on('shardCreate', shard => {
    attend(shard, settings, front, parts)
    shard.on('message', message => {
      if (Object(message).missing === 'intent') mayRead = false
    })
  })
  try {
    await manager.spawn({ delay })
    return manager
  } catch (error) {
    await close(manager, parts.warn)
    if (!mayRead) return undefined
    throw new SurfaceError('discord', 'unreachable', { cause: error })
  }
}

async function gateway(rest: REST): Promise<RESTGetAPIGatewayBotResult> {
  try {
    return (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult
  } catch (error) {
    const problem = Object(error).status === 401 ? 'wrong-token' : 'unreachable'
    throw new SurfaceError('discord', problem, { cause: error })
  }
}

function attend(
  shard: Shard,
  { api, guild, reads = 'all' }: DiscordSettings,
  front: Front,
  { warn, localesDir }: DiscordParts,
) {
  const send = (message: object) =>
    void shard.send(message).catch(error => warn('discord shard not told', { code: codeOf(error) }))
  const listen = (hear: (message: unknown) => void) => void shard.on('message', hear)
  serveFront(front, { send, listen })
  listen(message => {
    const said = Object(message) as Partial<{ wants: string; warn: string; facts: Record<string, string> }>
    if (said.wants === 'settings')
      send({
        settings: {
          localesDir,
          reads,
          ...(api !== undefined && { api }),
          ...(guild !== undefined && { guild }),
        },
      })
    if (said.warn !== undefined) warn(said.warn, { ...said.facts, shard: String(shard.id) })
  })
  shard.on('death', () => warn('discord shard ended', { shard: String(shard.id) }))
  shard.on('error', error =>
    warn('discord shard not started', { shard: String(shard.id), code: codeOf(error) }),
  )
}

/** Lets every shard finish what is under way; whatever has not ended by then is ended. */
async function close(manager: ShardingManager, warn: Warn): Promise<void> {
  manager.respawn = false
  const ending = [...manager.shards.values()].map(async shard => {
    const child = shard.process
    if (!child) return
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(patience) })
    await shard.send({ close: true }).catch(() => undefined)
    await ended.catch(() => {
      warn('discord shard had to be ended', { shard: String(shard.id) })
      child.kill('SIGKILL')
    })
  })
  await Promise.all(ending)
}
