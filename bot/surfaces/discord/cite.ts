import {
  type APIActionRowComponent,
  type APIStringSelectComponent,
  ComponentType,
  type MessageContextMenuCommandInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js'
import { answer, answerInPlace, deferReply, forAll, inTime, silently, soon } from './answer.ts'
import type { Bot } from './bot.ts'
import { cut } from './limits.ts'
import { personIn, speechFor } from './person.ts'
import { renderMessages, renderText } from './render.ts'
import { codeOf } from './rest.ts'
import { wordsTo } from './texts.ts'
import { tell } from './views.ts'

const mostGuides = 25
const longestTitle = 100

/** *Answer with a guide* on a message: the guides nearest to it, to choose from. */
export async function citeAsked(bot: Bot, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const person = personIn(bot, interaction)
  const { targetMessage } = interaction
  const found = bot.front.searchGuides(person, wordsTo(bot, targetMessage))
  const guides = await inTime(interaction, found, soon, () => deferReply(interaction))
  const { t } = await speechFor(bot, person)
  if (!guides.length) return tell(bot, interaction, t('discord.cite.nothing', { ask: t('discord.ask.name') }))
  const message = renderText(t('discord.cite.which'), { private: true })
  const options = guides
    .slice(0, mostGuides)
    .map(({ value, label }) => ({ value, label: cut(label, longestTitle) }))
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: `cite:${targetMessage.id}`,
    placeholder: t('discord.cite.placeholder'),
    options,
  }
  const row: APIActionRowComponent<APIStringSelectComponent> = {
    type: ComponentType.ActionRow,
    components: [menu],
  }
  await answer(bot, interaction, [{ ...message, components: [...message.components, row] }])
}

/** A guide was chosen: it answers the message, for everybody to read. */
export async function citeChosen(bot: Bot, interaction: StringSelectMenuInteraction): Promise<void> {
  const { channel, customId, values } = interaction
  const person = personIn(bot, interaction, true)
  const messageReference = customId.slice('cite:'.length)
  const cited = (async () => {
    const target = await channel?.messages.fetch(messageReference).catch(() => undefined)
    const text = target ? wordsTo(bot, target) : ''
    return bot.front.reply(person, { kind: 'cite', slug: values[0] ?? '', text })
  })()
  const view = await inTime(interaction, cited, soon, () => interaction.deferUpdate())
  const { t } = await speechFor(bot, person)
  if (!bot.isNew(`${interaction.message.id} ${customId}`)) return silently(interaction)
  const messages = renderMessages(view, bot.words(view.locale))
  try {
    if (!channel?.isSendable()) throw new TypeError('no channel to answer in')
    for (const message of messages)
      await channel.send({ ...forAll(message), reply: { messageReference, failIfNotExists: false } })
    await answerInPlace(bot, interaction, [renderText(t('discord.cite.done'))])
  } catch (error) {
    // Where we may not write, the interaction itself still lets us, to everybody.
    bot.warn('discord guide not posted', { code: codeOf(error) })
    await answerInPlace(bot, interaction, [renderText(t('discord.cite.done')), ...messages])
  }
}
