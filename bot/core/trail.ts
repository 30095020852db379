import type { Action, Context } from './action.ts'
import { record } from './audit.ts'
import { fieldsOf } from './fields.ts'
import type { AuditEntry } from './model.ts'
import type { Tables } from './store.ts'

interface Subject {
  id: string
  of: string
}

/** Leaves the audit entry of an attempt (ACT-3). */
export async function recordAttempt(
  action: Action,
  input: Record<string, unknown>,
  { tables, now, actor, organisation, from }: Context,
  entry: Pick<AuditEntry, 'outcome' | 'rules' | 'changes'>,
): Promise<void> {
  const subject: Subject = entry.changes[0] ??
    (await named(action, input, tables)) ?? { id: actor.id, of: actor.name }
  await record(tables, {
    at: now.toISOString(),
    actor: actor.id,
    actorName: actor.name,
    action: action.id,
    organisation: scopeOf(action, input) ?? organisation.id,
    subject: subject.id,
    subjectName: subject.of,
    from,
    ...entry,
  })
}

/** The organisation that an action with a scope of its own is recorded in: none where it is the person's alone. */
function scopeOf({ scope }: Action, input: Record<string, unknown>): string | undefined {
  if (scope === undefined) return undefined
  return scope === 'person' ? '' : (scope(input) ?? '')
}

/** On whom or what a wish was, as far as its input says. */
async function named(
  action: Action,
  input: Record<string, unknown>,
  tables: Tables,
): Promise<Subject | undefined> {
  for (const { name, kind } of fieldsOf(action.input)) {
    const id = input[name]
    const nameOf = names[kind]
    if (typeof id === 'string' && nameOf) return { id, of: (await nameOf(id, tables)) ?? id }
  }
  return undefined
}

const names: Record<string, (id: string, tables: Tables) => Promise<string | undefined>> = {
  // As typed: a name in the audit would tell who is known.
  person: async () => undefined,
  member: async (id, tables) => (await tables.users.get(id))?.name,
  product: async (id, tables) => (await tables.products.get(id))?.name,
  request: async (id, tables) => {
    const request = await tables.recoveryRequests.get(id)
    return request && (await tables.users.get(request.user))?.name
  },
  organisation: async (id, tables) => (await tables.organisations.get(id))?.name,
}
