import type { Records } from './record.ts'
import { Refused } from './refused.ts'
import type { Stage } from './stage.ts'
import type { Json } from './types.ts'
import { commandAnswer, responseUrlBody } from './validate/methods.ts'

const uses = 5
const lifetime = 30 * 60_000

export interface Origin {
  user: string
  channel: string
  /** The message that was acted upon, if it was one. */
  source?: { ts: string; ephemeral: boolean }
}

/** Response URLs: five uses, thirty minutes (docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
export function makeResponses(record: Records, stage: Stage, root: string) {
  const issued = new Map<string, Origin & { left: number; expires: number }>()

  const issue = (origin: Origin): string => {
    const id = crypto.randomUUID()
    issued.set(id, { ...origin, left: uses, expires: performance.now() + lifetime })
    return `${root}${id}`
  }

  const replace = async ({ user, channel, source }: Origin, content: Json) => {
    if (!source) return show({ user, channel }, content)
    if (source.ephemeral) return stage.whisper(user, channel, content, source.ts)
    await stage.rewrite(channel, source.ts, content)
  }

  const remove = async ({ channel, source }: Origin) => {
    if (!source) return
    if (source.ephemeral) return stage.unwhisper(source.ts)
    await stage.remove(channel, source.ts)
  }

  const show = async ({ user, channel }: Origin, content: Json) => {
    if (content.response_type === 'in_channel') return stage.speak(channel, content)
    stage.whisper(user, channel, content)
  }

  /** Takes what was posted to a response URL. Throws `Refused` for one that is unknown, used up, too old, or for a wrong body. */
  async function take(id: string, sent: unknown) {
    const origin = issued.get(id)
    if (!origin) throw new Refused('invalid_url', 'unknown response URL')
    if (origin.expires < performance.now()) throw new Refused('expired_url')
    if (origin.left-- <= 0) throw new Refused('used_url', `response URL used more than ${uses} times`)
    const read = record.read('response_url', responseUrlBody, sent)
    if ('error' in read) throw new Refused(read.error)
    const { replace_original, delete_original, ...content } = read.value
    if (delete_original) return remove(origin)
    return replace_original ? replace(origin, content) : show(origin, content)
  }

  /** Shows what the acknowledgement of a command says, if anything. */
  async function takeAnswer(origin: Origin, sent: Json) {
    if (Object.keys(sent).length === 0) return
    const read = record.read('command', commandAnswer, sent)
    if ('value' in read) await show(origin, read.value)
  }

  return { issue, take, takeAnswer }
}

export type Responses = ReturnType<typeof makeResponses>
