import { Refused } from './refused.ts'

const lifetime = 3000

/** Trigger ids: each is for one person, works once, and for three seconds (docs.slack.dev/surfaces/modals). */
export function makeTriggers() {
  const issued = new Map<string, { user: string; expires: number; spent: boolean }>()

  const issue = (user: string): string => {
    const id = `${10_000_000_000 + issued.size}.${20_000_000_000}.${crypto.randomUUID().replaceAll('-', '')}`
    issued.set(id, { user, expires: performance.now() + lifetime, spent: false })
    return id
  }

  /** The person whose trigger it is, for this once. Throws `Refused` for one that is unknown, spent or too old. */
  const spend = (id: string): string => {
    const trigger = issued.get(id)
    if (!trigger) throw new Refused('invalid_trigger_id', 'unknown trigger_id')
    if (trigger.spent) throw new Refused('exchanged_trigger_id', 'trigger_id was used before')
    trigger.spent = true
    if (trigger.expires < performance.now()) throw new Refused('expired_trigger_id')
    return trigger.user
  }

  const expire = () => {
    for (const trigger of issued.values()) trigger.expires = 0
  }

  return { issue, spend, expire }
}

export type Triggers = ReturnType<typeof makeTriggers>
