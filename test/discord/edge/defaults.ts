import type { GuildOptions, Person } from './types.ts'

export const FORUM = 15

// View, send, embed, attach, read history, react, use commands, open threads and write in them.
export const EVERYONE = [10n, 11n, 14n, 15n, 16n, 6n, 31n, 35n, 38n].reduce(
  (sum, bit) => sum | (1n << bit),
  0n,
)
const MANAGE_GUILD = 1n << 5n
export const MANAGER = EVERYONE | MANAGE_GUILD
const MANAGE_MESSAGES_AND_THREADS = (1n << 13n) | (1n << 34n)
export const APP = EVERYONE | MANAGE_MESSAGES_AND_THREADS

export const PEOPLE = [
  { name: 'Ada', locale: 'fr', manager: true },
  { name: 'Brian', locale: 'en-GB' },
  { name: 'Dieter', locale: 'de' },
  { name: 'Carla', locale: 'it' },
  { name: 'Elena', locale: 'es-ES' },
]
export const ACME: GuildOptions = {
  name: 'Acme',
  locale: 'fr',
  channels: [
    { name: 'help', type: 0 },
    { name: 'general', type: 0 },
    { name: 'questions', type: FORUM, tags: ['Solved', 'Billing'] },
  ],
}

/** The permissions of a person, as an interaction carries them. */
export const permissionsOf = ({ manager }: Person): string => String(manager ? MANAGER : EVERYONE)
