import { join } from 'node:path'
import { afterEach, expect, vi } from 'vitest'
import type { Channel } from '../../bot/core/model.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { demoHouse, start } from '../commands/child.ts'
import { openDiscordEdge } from './edge/edge.ts'
import type { DiscordEdge, EdgeOptions, SeenMessage } from './edge/types.ts'

/** Concierge as a process of its own, in a Discord on loopback. */
export interface Stage {
  edge: DiscordEdge
  dataDir: string
  /** What the log has said so far. */
  log(): string
  /** Asks the process to end, and gives its exit code. */
  stop(): Promise<number | null>
  /** The process. */
  pid(): number | undefined
  /** Ends the process and starts it again. */
  restart(): Promise<void>
}

export interface StageOptions {
  discord?: EdgeOptions
  /** Who is linked already: a person of Discord to one of the demo. */
  links?: Record<string, string>
  /** What is set already for a channel, by its name. */
  channels?: Record<string, Partial<Channel>>
  environment?: Record<string, string>
  /** Whether it can open at all. */
  isOpen?: boolean
}

// A process, its store and its guides are opened for each test, on whatever machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const open = new Set<() => Promise<unknown>>()
afterEach(async () => {
  const closing = [...open]
  open.clear()
  for (const close of closing) await close()
})

/** The people of the demo who speak the languages of Discord's. */
export const everybody = { Ada: 'claire', Brian: 'oliver', Dieter: 'jonas', Carla: 'giulia', Elena: 'lucia' }

/** Starts the product and waits until it is there, with its commands. At the end of the test nothing may have broken Discord's rules. */
export async function openStage({
  discord,
  links = {},
  channels = {},
  environment = {},
  isOpen = true,
}: StageOptions = {}): Promise<Stage> {
  const edge = await openDiscordEdge({ patience: 15_000, ...discord })
  const house = await demoHouse()
  await furnish(join(house.DATA_DIR, 'concierge.json'), edge, links, channels)
  let log = ''
  const begin = () => {
    const { child, ended } = start('bot/main.ts', [], { ...house, ...edge.environment, ...environment })
    child.stderr.on('data', part => {
      log += part
    })
    const stop = async () => {
      child.kill('SIGTERM')
      return (await ended).code
    }
    return { stop, pid: child.pid }
  }
  let running = begin()
  open.add(async () => {
    await running.stop()
    await edge.close()
    expect(edge.violations).toEqual([])
  })
  if (isOpen) {
    await edge.connected(Number(environment.DISCORD_SHARDS ?? 1))
    await edge.until(() => edge.registrations > 0, 'the commands are registered')
  }
  return {
    edge,
    dataDir: house.DATA_DIR,
    log: () => log,
    stop: () => running.stop(),
    pid: () => running.pid,
    async restart() {
      await running.stop()
      running = begin()
    },
  }
}

async function furnish(
  path: string,
  edge: DiscordEdge,
  links: Record<string, string>,
  channels: Record<string, Partial<Channel>>,
): Promise<void> {
  const store = await openLowdb(path)
  const id = (own: string) => `discord:${edge.applicationId}:${own}`
  await store.transact(async tables => {
    for (const [who, user] of Object.entries(links))
      await tables.links.put({ id: id(edge.person(who).id), user, at: new Date().toISOString() })
    for (const [name, set] of Object.entries(channels)) {
      const channel = edge.channel(name)
      const unset = { locale: null, answers: false, support: false, name }
      const workspace = `discord:${channel.guildId}`
      await tables.channels.put({ ...unset, ...set, id: id(channel.id), workspace })
    }
  })
  await store.close()
}

/** The custom id of the button of a kind, such as `confirm`. Throws where there is none. */
export function buttonOf(message: SeenMessage | undefined, kind: string): string {
  const found = message?.buttons.find(({ customId }) => customId?.split(':')[0] === kind)
  if (!found?.customId) throw new Error(`no button ${kind} under: ${message?.text}`)
  return found.customId
}

/** What somebody did, as the audit has it once the process has ended. */
export async function auditOf({ dataDir, stop }: Stage, actor: string) {
  await stop()
  const store = await openLowdb(join(dataDir, 'concierge.json'))
  const entries = await store.read(tables => tables.audit.find({ actor }))
  await store.close()
  return entries
}
