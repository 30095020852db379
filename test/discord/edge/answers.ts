import type { APIMessage } from 'discord.js'
import { CALLBACK, type Interaction } from './callbacks.ts'
import type { Messages } from './messages.ts'
import { seenMessage, seenModal } from './seen.ts'
import type { Answer, SeenMessage } from './types.ts'
import type { Until } from './wait.ts'

type Parts = { messages: Messages; until: Until; ackWithin: number }

/** Waits for what the app makes of an interaction, as far as a person would wait. */
export async function answerTo(
  interaction: Interaction,
  { messages, until, ackWithin }: Parts,
): Promise<Answer> {
  const missed = () => interaction.late && interaction.attempts > 0
  const failed = () => interaction.over || missed() || Date.now() - interaction.at > ackWithin
  await until(() => interaction.callback !== undefined || failed(), 'no callback', ackWithin * 2)
  const { callback, after } = interaction
  const deferred = callback === CALLBACK.defer || callback === CALLBACK.deferUpdate
  const gone = () => !messages.find(interaction.originalId ?? '')
  const settled = () => interaction.changes > 0 || interaction.followUps.length > 0 || gone()
  if (deferred) await until(settled).catch(() => undefined)
  const now = () => seen(messages.find(subjectOf(interaction) ?? ''))
  const message = now()
  const modal = seenModal(interaction)
  const followUps = () => interaction.followUps.flatMap(id => seen(messages.find(id)) ?? [])
  return {
    interactionId: interaction.id,
    kind: kindOf(interaction),
    deferred,
    text: message?.text ?? '',
    now,
    followUps: (count = 0) =>
      until(() => followUps().length >= count && followUps(), `no ${count} follow-ups`).then(
        found => found || [],
      ),
    ...(after !== undefined && { after }),
    ...(message && { message }),
    ...(modal && { modal }),
  }
}

/** The message that a person looks at for the answer: after a silent acknowledgement the first follow-up, if any. */
function subjectOf({ callback, changes, followUps, originalId }: Interaction): string | undefined {
  return callback === CALLBACK.deferUpdate && changes === 0 ? followUps[0] : originalId
}

function kindOf({ callback, changes, followUps }: Interaction): Answer['kind'] {
  if (callback === undefined) return 'failed'
  if (callback === CALLBACK.modal) return 'modal'
  if (callback === CALLBACK.update) return 'update'
  if (callback !== CALLBACK.deferUpdate) return 'message'
  if (changes > 0) return 'update'
  return followUps.length > 0 ? 'message' : 'silent'
}

const seen = (message: APIMessage | undefined): SeenMessage | undefined => message && seenMessage(message)
