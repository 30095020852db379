import { z } from 'zod'
import { type AnswerRow, action } from '../core/action.ts'
import { memberOf } from '../core/fields.ts'
import type { AuditEntry } from '../core/model.ts'
import { isManager, managers, refusedIf } from '../core/policy.ts'

export const showAudit = action({
  id: 'show-audit',
  guide: 'change-role',
  risk: 'read',
  input: z.object({ member: memberOf().optional() }),
  allow: ({ member }, context) =>
    refusedIf(member !== undefined && member !== context.actor.id && !isManager(context), {
      rule: 'ROLE-1',
      able: managers,
    }),
  async answer({ member }, { tables, actor, organisation }) {
    const subject = member ?? actor.id
    // What somebody else did is shown as far as it happened here.
    const where = subject === actor.id ? {} : { organisation: organisation.id }
    const newest = { limit: mostShown, reverse: true }
    const [on, by] = await Promise.all([
      tables.audit.find({ ...where, subject }, newest),
      tables.audit.find({ ...where, actor: subject }, newest),
    ])
    const entries = [...new Map([...on, ...by].map(entry => [entry.id, entry])).values()].sort((a, b) =>
      a.id < b.id ? 1 : -1,
    )
    return { rows: entries.slice(0, mostShown).map(rowOf) }
  },
})

const mostShown = 20

function rowOf(entry: Readonly<AuditEntry>): AnswerRow {
  const { action: id, subjectName, actorName, from, at, outcome, rules, changes } = entry
  const role = changes[0]?.before.role
  return {
    title: subjectName,
    facts: {
      action: id,
      by: actorName,
      when: at,
      from,
      outcome,
      ...(rules.length && { rules }),
      ...(role !== undefined &&
        outcome === 'done' && { oldRole: role, newRole: changes[0]?.after.role ?? null }),
    },
  }
}
