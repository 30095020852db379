import type { AuditEntry } from './model.ts'
import { hash } from './secrets.ts'
import type { Tables } from './store.ts'

const start = '0'.repeat(64)

/** Appends an entry to the chain: each holds the hash of the one before (ACT-3). Returns it as written. */
export async function record(
  tables: Tables,
  entry: Omit<AuditEntry, 'id' | 'previous' | 'hash'>,
): Promise<AuditEntry> {
  const end = (await tables.counters.get('audit')) ?? { id: 'audit', value: 0, hash: start }
  const value = end.value + 1
  const linked = { ...entry, id: numbered(value), previous: end.hash }
  const written = { ...linked, hash: hash(canonical(linked)) }
  await tables.audit.put(written)
  await tables.counters.put({ id: 'audit', value, hash: written.hash })
  return written
}

/** Walks the whole chain. `brokenAt` is the number of the first entry that is missing, was edited or does not follow (ACT-3). */
export async function verify(tables: Tables): Promise<{ entries: number; brokenAt: string | undefined }> {
  const end = (await tables.counters.get('audit')) ?? { value: 0, hash: start }
  let previous = start
  for (let value = 1; value <= end.value; value++) {
    const entry = await tables.audit.get(numbered(value))
    if (!entry || !follows(entry, previous)) return { entries: end.value, brokenAt: numbered(value) }
    previous = entry.hash
  }
  const beyond = await tables.audit.get(numbered(end.value + 1))
  const whole = previous === end.hash && !beyond
  return { entries: end.value, brokenAt: whole ? undefined : numbered(end.value + 1) }
}

function follows({ hash: written, ...entry }: AuditEntry, previous: string): boolean {
  return entry.previous === previous && hash(canonical(entry)) === written
}

const numbered = (value: number): string => String(value).padStart(12, '0')

/** JSON with sorted keys, so that a store that keeps its own order of keys hashes alike (after RFC 8785). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const pairs = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}
