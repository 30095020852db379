import { afterEach, expect, vi } from 'vitest'
import type { Front } from '../../bot/desk/front.ts'
import type { View } from '../../bot/desk/view.ts'
import type { Surface } from '../../bot/surfaces/chat/surface.ts'
import { type DiscordSettings, openDiscord } from '../../bot/surfaces/discord/open.ts'
import { words } from '../commands/child.ts'
import { openDiscordEdge } from './edge/edge.ts'
import type { DiscordEdge, EdgeOptions } from './edge/types.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const open = new Set<{ edge: DiscordEdge; surface?: Surface }>()
afterEach(async () => {
  const all = [...open]
  open.clear()
  for (const { edge, surface } of all) {
    await surface?.close()
    await edge.close()
    expect(edge.violations).toEqual([])
  }
})

/** What a desk may answer. */
export const view = (more: Partial<View> = {}): View => ({
  tone: 'answer',
  locale: 'en',
  title: 'A title',
  blocks: [],
  buttons: [],
  private: true,
  ...more,
})

/** The surface alone, in this process, with a desk that does as a test says. */
export async function openSurface(
  desk: Partial<Front>,
  options: { discord?: EdgeOptions; settings?: Partial<DiscordSettings> } = {},
) {
  const edge = await openDiscordEdge({ patience: 15_000, ...options.discord })
  const opened: { edge: DiscordEdge; surface?: Surface } = { edge }
  open.add(opened)
  const warnings: string[] = []
  const front = {
    reply: async () => view(),
    volunteer: async () => undefined,
    channel: async () => undefined,
    options: async () => [],
    complete: async () => [],
    accountOf: async () => undefined,
    home: async () => ({ locale: 'en', isLinked: true, organisations: [], pending: [], can: [] }),
    locale: async () => 'en',
    actions: async () => [{ id: 'some-action', risk: 'change', fields: [] }],
    ...desk,
  } as unknown as Front
  const settings = { token: edge.token, api: edge.url, guild: edge.guilds[0]!.id, ...options.settings }
  opened.surface = await openDiscord(settings, front, {
    words,
    warn: (what, facts) => warnings.push(`${what} ${JSON.stringify(facts)}`),
    localesDir: 'locales',
  })
  await edge.until(() => edge.registrations > 0)
  return { edge, surface: opened.surface, warnings }
}
