import type { Button, View } from '../../desk/view.ts'
import { answer, type Interaction } from './answer.ts'
import type { Bot } from './bot.ts'
import { isDirect } from './person.ts'
import { type MessagePayload, renderMessages, renderText } from './render.ts'

/** A view as messages to the asker alone; an answer that others may want can be shared with them. */
export function messagesFor(bot: Bot, interaction: Interaction, view: View): MessagePayload[] {
  keepForm(bot, interaction.user.id, view)
  const speech = bot.words(view.locale)
  const isShareable = view.tone === 'answer' && view.asked !== undefined && !isDirect(interaction)
  const extra: Button[] = isShareable
    ? [{ id: `share:${view.asked}`, label: speech.t('chat.share'), style: 'plain' }]
    : []
  return renderMessages(view, speech, { extra, private: !isDirect(interaction) })
}

/** Keeps the form of a view for whoever presses its button. */
export function keepForm({ drafts }: Bot, user: string, { form, locale }: View): void {
  if (form) drafts.keep(user, { form, locale, values: {} })
}

/** A sentence of the surface's own, to the asker alone. */
export const tell = (bot: Bot, interaction: Interaction, text: string): Promise<void> =>
  answer(bot, interaction, [renderText(text, { private: true })])
