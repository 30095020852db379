import { REST } from 'discord.js'
import type { Front } from '../../desk/front.ts'
import type { Surface } from '../chat/surface.ts'
import type { DiscordParts, DiscordSettings } from './bot.ts'
import { post } from './post.ts'
import { restOptions } from './rest.ts'
import { serve } from './serve.ts'
import { openShards } from './shards.ts'

export type { DiscordParts, DiscordSettings } from './bot.ts'

/** Opens Discord: one client in this process, or shards in processes of their own where they are asked for. Throws a `SurfaceError`. */
export async function openDiscord(
  settings: DiscordSettings,
  front: Front,
  parts: DiscordParts,
): Promise<Surface> {
  const opened = await (settings.shards === undefined ? serve : openShards)(settings, front, parts)
  const rest = new REST(restOptions(settings.api)).setToken(settings.token)
  return {
    name: 'discord',
    post: (place, text, id) => post(rest, place, text, id),
    close: opened.close,
  }
}
