import { once } from 'node:events'
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js'
import { SurfaceError, type Warn } from '../chat/surface.ts'
import type { DiscordSettings } from './bot.ts'
import { codeOf, restOptions } from './rest.ts'

const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]
/** Privileged: the application's owner has to switch it on. Without it we read direct messages and mentions of ourselves alone. */
const privileged = [GatewayIntentBits.MessageContent]

/** Milliseconds after which Discord is not there; requests were tried again and again until then. */
const patience = 60_000

/** The application's owner has not switched on the privileged intent, and nothing less than all was asked for. */
export class MissingIntent extends Error {}

/**
 * A client that is ready. Without the privileged intent it goes on with what it may read. `listen` is called before anything comes in.
 * Throws a `SurfaceError`: `wrong-token` where Discord refuses the token, `unreachable` where it does not answer.
 */
export async function openClient(
  settings: DiscordSettings,
  warn: Warn,
  listen: (client: Client) => void,
): Promise<Client<true>> {
  const opened = (wanted: readonly GatewayIntentBits[]) => ready(settings, warn, wanted, listen)
  try {
    if (settings.reads === 'addressed') return await opened(intents)
    return await opened([...intents, ...privileged]).catch(error => {
      if (problemOf(error) !== 'missing-intent') throw error
      warn('discord intent missing', { intent: 'MessageContent' })
      if (settings.reads === 'all') throw new MissingIntent()
      return opened(intents)
    })
  } catch (error) {
    if (error instanceof MissingIntent) throw error
    const problem = problemOf(error) === 'wrong-token' ? 'wrong-token' : 'unreachable'
    warn('discord not opened', { problem, code: codeOf(error) })
    throw new SurfaceError('discord', problem, { cause: error })
  }
}

async function ready(
  settings: DiscordSettings,
  warn: Warn,
  intents: readonly GatewayIntentBits[],
  listen: (client: Client) => void,
): Promise<Client<true>> {
  const client = new Client({
    intents,
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: restOptions(settings.api),
  })
  client.on(Events.Error, error => warn('discord error', { code: codeOf(error) }))
  client.on(Events.ShardError, error => warn('discord connection broke', { code: codeOf(error) }))
  client.on(Events.ShardDisconnect, ({ code }) => warn('discord connection closed', { code: String(code) }))
  listen(client)
  const signal = AbortSignal.timeout(patience)
  const isReady = once(client, Events.ClientReady, { signal })
  try {
    await Promise.all([isReady, client.login(settings.token)])
    return client as Client<true>
  } catch (error) {
    await client.destroy()
    throw error
  }
}

/** Why a client did not open. The gateway's reasons to close come as plain errors with these words. */
function problemOf(error: unknown): 'wrong-token' | 'missing-intent' | 'unreachable' {
  const { message = '', code } = Object(error) as { message?: string; code?: string }
  if (code === 'TokenInvalid' || message === 'Authentication failed') return 'wrong-token'
  return message === 'Used disallowed intents' ? 'missing-intent' : 'unreachable'
}
