import { setTimeout as pause } from 'node:timers/promises'
import { openWords } from '../../words/words.ts'
import { SurfaceError, type Warn } from '../chat/surface.ts'
import { MissingIntent } from './client.ts'
import { type Line, remoteFront } from './remote-front.ts'
import { codeOf } from './rest.ts'
import { serve } from './serve.ts'
import type { ShardSettings } from './shards.ts'

/** One shard, a process that `shards.ts` starts: discord.js on this side, the desk on the other. */
const line: Line & { send(message: object): void } = {
  send: message => void process.send?.(message),
  listen: hear => void process.on('message', hear),
}
const warn: Warn = (what, facts) => line.send({ warn: what, facts })

const heard = Promise.withResolvers<ShardSettings>()
const leaving = Promise.withResolvers<void>()
line.listen(message => {
  const { settings, close } = Object(message) as { settings?: ShardSettings; close?: true }
  if (settings) heard.resolve(settings)
  if (close) leaving.resolve()
})
// Whoever has the desk is gone, or asks all of its group to go: it says so itself.
process.on('disconnect', () => process.exit(0))
process.on('SIGINT', () => {})
process.on('SIGTERM', () => leaving.resolve())

line.send({ wants: 'settings' })
const { localesDir, ...settings } = await heard.promise
try {
  const parts = { words: openWords(localesDir), warn, localesDir }
  const served = await serve(
    { ...settings, token: process.env.DISCORD_TOKEN ?? '' },
    remoteFront(line),
    parts,
  )
  await leaving.promise
  await served.close()
  process.exit(0)
} catch (error) {
  if (error instanceof MissingIntent) {
    // A manager takes a shard that hangs up once for lost: whoever started it begins anew with less.
    process.send?.({ missing: 'intent' }, () => process.exit(1))
    await pause(1000)
    process.exit(1)
  }
  warn('discord shard not opened', { code: error instanceof SurfaceError ? error.problem : codeOf(error) })
  // It is started again when it ends; Discord lets a bot begin a thousand times a day.
  await pause(10_000)
  process.exit(1)
}
