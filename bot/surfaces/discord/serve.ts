import { setTimeout as pause } from 'node:timers/promises'
import { type Client, Events, Status } from 'discord.js'
import type { Front } from '../../desk/front.ts'
import { openOnce } from '../chat/once.ts'
import type { Bot, DiscordParts, DiscordSettings } from './bot.ts'
import { openClient } from './client.ts'
import { commandsOf } from './commands.ts'
import { openDrafts } from './drafts.ts'
import { posted } from './forum.ts'
import { interacted } from './interactions.ts'
import { heard } from './messages.ts'
import { registerCommands } from './register.ts'
import { codeOf } from './rest.ts'

/** A client that answers. */
export interface Served {
  client: Client<true>
  /** Hears no more, waits for what is under way, and lets go. */
  close(): Promise<void>
}

/** Milliseconds that closing waits for answers that are under way. */
const patience = 5_000

/** Opens a client whose events the desk answers, each once. Throws a `SurfaceError` where it cannot. */
export async function serve(
  settings: DiscordSettings,
  front: Front,
  { words, warn }: DiscordParts,
): Promise<Served> {
  const underWay = new Set<Promise<void>>()
  const isNew = openOnce()
  const drafts = openDrafts()
  const client = await openClient(settings, warn, client => {
    const bot: Bot = {
      client: client as Client<true>,
      front,
      words,
      warn,
      guild: settings.guild,
      isNew,
      drafts,
    }
    const work = (id: string, answer: () => Promise<void>) => {
      if (!isNew(id)) return
      const answered = answer()
        .catch(error => warn('discord event failed', { code: codeOf(error) }))
        .finally(() => underWay.delete(answered))
      underWay.add(answered)
    }
    client.on(Events.InteractionCreate, one => work(one.id, () => interacted(bot, one)))
    client.on(Events.MessageCreate, message => work(message.id, () => heard(bot, message)))
    client.on(Events.ThreadCreate, (thread, isNewlyCreated) => {
      if (isNewlyCreated) work(`post ${thread.id}`, () => posted(bot, thread))
    })
  })
  void register(client, settings, front, words, warn)
  return {
    client,
    async close() {
      client.removeAllListeners()
      client.on(Events.Error, () => {})
      await bounded(Promise.all(underWay))
      await connected(client)
      await bounded(client.destroy())
    },
  }
}

const bounded = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, pause(patience, undefined, { ref: false })])

/** Waits, as long as is worth it, until no connection is just being made: discord.js leaves such a one open when it is destroyed. */
async function connected({ ws }: Client): Promise<void> {
  const isSettled = () => ws.shards.every(({ status }) => settled.includes(status))
  for (let waited = 0; waited < patience && !isSettled(); waited += step) await pause(step)
}

const settled = [Status.Ready, Status.Disconnected]
const step = 50

/** Registers the commands, from the first shard alone. What fails is logged; answers to what is written need no commands. */
async function register(
  { rest, application, shard }: Client<true>,
  { guild }: DiscordSettings,
  front: Front,
  words: DiscordParts['words'],
  warn: DiscordParts['warn'],
): Promise<void> {
  if (shard && !shard.ids.includes(0)) return
  try {
    await registerCommands(rest, application.id, guild, commandsOf(await front.actions(), words))
  } catch (error) {
    warn('discord commands not registered', { code: codeOf(error) })
  }
}
