import type { z } from 'zod'
import type { Json, Violation } from '../types.ts'

type Leaf = { path: PropertyKey[]; message: string }

/** Which branch of a union was meant: the one that went deepest, then the one with the fewest issues. */
const nearer = (best: Leaf[], other: Leaf[]): Leaf[] => {
  const depth = (leaves: Leaf[]) => Math.max(...leaves.map(({ path }) => path.length))
  const deeper = depth(other) - depth(best)
  return deeper > 0 || (deeper === 0 && other.length < best.length) ? other : best
}

/** The innermost issues: of a union, those of the branch that came nearest. */
function leaves(issues: readonly z.core.$ZodIssue[], above: PropertyKey[] = []): Leaf[] {
  return issues.flatMap((issue): Leaf[] => {
    const path = [...above, ...issue.path]
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }]
    return issue.errors.map(branch => leaves(branch, path)).reduce(nearer)
  })
}

/** What of `value` offends the schema, without the values themselves. */
export function violationsOf(method: string, schema: z.ZodType, value: unknown): Violation[] {
  const { error } = schema.safeParse(value)
  if (!error) return []
  return leaves(error.issues).map(({ path, message }) => ({
    method,
    path: path.map(String).join('.'),
    message,
  }))
}

/** The error that Slack answers for these violations (docs.slack.dev/reference/methods, each method's errors). */
export function errorFor(method: string, violations: Violation[]): string {
  if (!method.startsWith('chat.') && method !== 'response_url') return 'invalid_arguments'
  if (violations.some(({ message }) => message === 'no_text')) return 'no_text'
  if (violations.some(({ path }) => path.startsWith('blocks'))) return 'invalid_blocks'
  if (violations.some(({ path }) => path.startsWith('attachments'))) return 'invalid_attachments'
  if (violations.some(({ path, message }) => path === 'text' && message.startsWith('Too big')))
    return 'msg_too_long'
  return 'invalid_arguments'
}

const messages = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'response_url', 'command'])
const maximum = 4000

/** What Slack lets through and its guides advise against: no fallback text, a text above 4,000 characters, an action_id used twice. */
export function advice(method: string, args: Json): Violation[] {
  const found: Violation[] = []
  const note = (path: string, message: string) => found.push({ method, path, message })
  if (messages.has(method) && args.delete_original !== true) {
    const text = typeof args.text === 'string' ? args.text : ''
    if (!text.trim()) note('text', 'a message needs a fallback text')
    if (text.length > maximum) note('text', `longer than ${maximum} characters`)
  }
  const ids = actionIds(args)
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) < index)))
    note('action_id', `${id} is used twice`)
  return found
}

function actionIds(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'action_id' in value && typeof value.action_id === 'string' ? [value.action_id] : []
  return [...own, ...Object.values(value).flatMap(actionIds)]
}
