import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** What Node is given to start a script of ours as the commands of `package.json` do: compiled once for all starts. */
export const started = (script: string): string[] => [
  '--import',
  join(root, 'bot', 'compile-cache.js'),
  join(root, script),
]
