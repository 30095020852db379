import type { Engine } from './engine.ts'
import { flexsearch } from './flexsearch.ts'
import { lunrEngine } from './lunr.ts'
import { minisearch } from './minisearch.ts'
import { orama } from './orama.ts'
import { ours } from './ours.ts'
import { sqlite } from './sqlite.ts'

const engines: Engine[] = [ours, minisearch, orama, lunrEngine, flexsearch, sqlite]

/** The engines of these names, ours and all peers without any. Throws for a name that nobody bears. */
export function enginesOf(names: string | undefined): Engine[] {
  if (!names) return engines
  return names.split(',').map(name => {
    const engine = engines.find(one => one.name === name)
    if (!engine) throw new Error(`no engine ${name}: ${engines.map(one => one.name).join(', ')}`)
    return engine
  })
}
