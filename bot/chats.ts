import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from './app.ts'
import type { Config } from './config.ts'
import type { Front } from './desk/front.ts'
import type { Http } from './http.ts'
import { type Surface, SurfaceError } from './surfaces/chat/surface.ts'
import type { Words } from './words/words.ts'

/** The chat surfaces that are set up. */
export interface Chats {
  /** Whether one is open, or tried again: known once each was tried. */
  isAny(): Promise<boolean>
  /** The one that is open now. */
  surface(name: Surface['name']): Surface | undefined
  close(): Promise<void>
}

export interface ChatParts {
  config: Config
  words: Words
  house: House
  front: Front
  http: Http
  /** Tells whoever runs it why a surface does not open. */
  tell: (error: unknown) => void
}

/** How long until a platform that was not reached is tried again, in seconds; the last one over and over. */
const pauses = [5, 15, 60, 300]

/** Milliseconds that closing waits for a surface that is just opening. */
const longestToOpen = 5000

type Opener = () => Promise<Surface>

/** Opens the chat surfaces, each by itself: one that cannot open is told of once, and the others go on. Their libraries are loaded only where they are used. */
export function openChats(parts: ChatParts): Chats {
  const leaving = new AbortController()
  const open = new Map<Surface['name'], Surface>()
  const runs = openersOf(parts).map(opener =>
    tried(opener, parts, leaving.signal, surface => open.set(surface.name, surface)),
  )
  return {
    async isAny() {
      const firsts = await Promise.all(runs.map(({ first }) => first))
      return firsts.includes(true)
    },
    surface: name => open.get(name),
    async close() {
      leaving.abort()
      await Promise.race([
        Promise.all(runs.map(({ ended }) => ended)),
        sleep(longestToOpen, undefined, { ref: false }),
      ])
      await Promise.all([...open.values()].map(surface => surface.close()))
    },
  }
}

function openersOf({ config, words, house, front, http }: ChatParts): Opener[] {
  const { slack, discord } = config
  const warn = (what: string, facts: Record<string, string>) => house.log.warn(what, facts)
  const { store, ports } = house.domain
  const openers: Opener[] = []
  if (slack)
    openers.push(async () => {
      const { openSlack } = await import('./surfaces/slack/open.ts')
      const parts = { words, warn, publicUrl: config.publicUrl, store, vault: ports.vault, route: http.route }
      return openSlack({ ...slack, stateKey: config.vaultKey }, front, parts)
    })
  if (discord)
    openers.push(async () => {
      const { openDiscord } = await import('./surfaces/discord/open.ts')
      return openDiscord(discord, front, { words, warn, localesDir: config.localesDir })
    })
  return openers
}

interface Run {
  /** Whether it opened or will be tried again. */
  first: Promise<boolean>
  ended: Promise<void>
}

/** Opens one surface. A platform that is not reached is tried again, later and later; what is wrong for good is not. */
function tried(
  opener: Opener,
  { tell }: ChatParts,
  leaving: AbortSignal,
  opened: (surface: Surface) => void,
): Run {
  const first = Promise.withResolvers<boolean>()
  async function run(): Promise<void> {
    for (let place = 0; !leaving.aborted; place++) {
      try {
        const surface = await opener()
        opened(surface)
        return first.resolve(true)
      } catch (error) {
        const isPassing = error instanceof SurfaceError && error.problem === 'unreachable'
        if (place === 0 || !isPassing) tell(error)
        first.resolve(isPassing)
        if (!isPassing) return
        await sleep((pauses[place] ?? pauses.at(-1)!) * 1000, undefined, { signal: leaving }).catch(() => {})
      }
    }
  }
  return { first: first.promise, ended: run() }
}
