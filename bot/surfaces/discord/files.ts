import type { Bot } from './bot.ts'
import { fieldOf } from './names.ts'
import type { Given } from './options.ts'

/** More than is taken of a picture, so that whoever attaches a little too much is told the figures by the rule (BRAND-4). */
const largest = 4 * 2 ** 20
/** A command is waited for long enough. */
const patience = 10_000

/** Where Discord keeps what people attach. */
const hosts = ['https://cdn.discordapp.com', 'https://media.discordapp.net']

/** An attached file that is too large, or cannot be had. */
export class FileLost extends Error {}

/** The files that were attached to a command, as base64 of their bytes by field. Throws `FileLost`. */
export async function readFiles(bot: Bot, options: readonly Given[]): Promise<Record<string, string>> {
  const attached = options.flatMap(({ name, attachment }) => (attachment ? [{ name, attachment }] : []))
  const read = attached.map(
    async ({ name, attachment }) => [fieldOf(name), await fetched(bot, attachment)] as const,
  )
  return Object.fromEntries(await Promise.all(read))
}

/** Only from Discord itself, or from where its API was said to be. */
async function fetched({ client }: Bot, { url, size }: NonNullable<Given['attachment']>): Promise<string> {
  const known = [...hosts, new URL(client.options.rest?.api ?? hosts[0]!).origin]
  if (size > largest || !known.includes(new URL(url).origin)) throw new FileLost()
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience) })
    if (!response.ok) throw new FileLost()
    return Buffer.from(await response.arrayBuffer()).toString('base64')
  } catch (cause) {
    throw new FileLost('not fetched', { cause })
  }
}
